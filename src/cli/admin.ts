/** What the server's keeper does from its console: gives accounts their roles, makes signing keys. */
import { generateKey } from '../auth/key.js';
import { createDatabase } from '../db/connection.js';
import { UserRole } from '../db/enums.js';
import { grantRole } from '../domain/user/role.js';
import { AppError } from '../errors.js';
import { withStores } from './stores.js';

const roles = Object.keys(UserRole);

const usage = `npm run admin -- grant EMAIL ROLE   gives an account a role: ${roles.join(', ')}; a phone number does, too
npm run admin -- generate-key       prints a new PASETO_SECRET_KEY, and the public key that belongs to it
npm run admin -- --help             prints this
`;

const complain = (text: string): void => {
  process.stderr.write(`${text}\n`);
  process.exitCode = 1;
};

const isRole = (name: string): name is UserRole => Object.hasOwn(UserRole, name);

const refusal = (error: unknown, who: string): string => {
  const code = error instanceof AppError ? error.code : undefined;
  if (code === 'NOT_FOUND') return `No account has the contact ${who}.`;
  if (code === 'BAD_USER_INPUT') return `${who} is neither an email address nor a mobile number.`;
  throw error;
};

const grant = async (who: string, roleName: string): Promise<void> => {
  const role = roleName.toUpperCase();
  if (!isRole(role)) return complain(`There is no role ${roleName}. Choose one of ${roles.join(', ')}.`);
  await withStores(async ({ databaseUrl }) => {
    const { db, dispose } = createDatabase(databaseUrl, 1);
    try {
      const services = { db, clock: { now: () => new Date() } };
      const { before } = await grantRole(services, who.includes('@') ? { email: who } : { phone: who }, role);
      process.stdout.write(`${who} was ${before} and ${before === role ? 'stays so' : `is ${role} now`}.\n`);
    } catch (error) {
      complain(refusal(error, who));
    } finally {
      await dispose();
    }
  }, process.stderr);
};

const printKey = async (): Promise<void> => {
  const key = await generateKey();
  process.stdout.write(`PASETO_SECRET_KEY=${key.secret}\n# its public key: ${key.public}\n`);
};

const [command, ...args] = process.argv.slice(2);
if (command === '--help' || command === '-h') process.stdout.write(usage);
else if (command === 'grant' && args.length === 2) await grant(args[0] as string, args[1] as string);
else if (command === 'generate-key' && args.length === 0) await printKey();
else complain(`This is not how it goes:\n${usage.trimEnd()}`);
