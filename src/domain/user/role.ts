/** What an account may do: changed from the server's own console, in force at the account's next request. */
import type { Clock } from '../../context.js';
import { type Db, transaction } from '../../db/connection.js';
import type { UserRole } from '../../db/enums.js';
import { type UserRow, users } from '../../db/tables/index.js';
import { AppError } from '../../errors.js';
import { recordEvent } from '../audit.js';
import { type ContactInput, hasContact, parseContact } from '../contact.js';
import { saveUser } from './change.js';

/**
 * Gives the account behind an email address or a phone number a role.
 * @returns the account, and the role that it had before
 * @throws AppError NOT_FOUND, BAD_USER_INPUT
 */
export const grantRole = (
  services: { db: Db; clock: Clock },
  contact: ContactInput,
  role: UserRole,
): Promise<{ user: UserRow; before: UserRole }> =>
  transaction(services.db, async (tx) => {
    const [user] = await tx
      .select()
      .from(users)
      .where(hasContact(parseContact(contact)))
      .for('update');
    if (!user) throw new AppError('NOT_FOUND');
    const before = user.role;
    if (before === role) return { user, before };
    await recordEvent(services, tx, { action: 'ROLE_CHANGED', userId: user.id, detail: `${before} → ${role}` });
    return { user: await saveUser(services, tx, user, { role }), before };
  });
