/** What is there before anything begins: accounts that can sign in, and a bank of short questions, some with very short limits. */
import { createPasswords } from '../src/auth/password.js';
import { type Db, transaction } from '../src/db/connection.js';
import { newId } from '../src/db/id.js';
import { categories, users } from '../src/db/tables/index.js';
import { insertQuestions } from '../src/domain/question/write.js';

export type Bank = { id: string }[];
export type Account = { email: string; password: string };

/** As many as an interview may have, and some more. */
const questionCount = 60;
const password = 'nothing-shall-be-lost';

/** @param accountCount how many can sign in */
export const createDataset = async (db: Db, accountCount: number): Promise<{ bank: Bank; accounts: Account[] }> => {
  const now = new Date();
  const categoryId = newId('category');
  await db.insert(categories).values({ id: categoryId, slug: 'chaos', nameZh: '混沌', nameEn: 'Chaos' });
  const questions = Array.from({ length: questionCount }, (_, at) => ({
    locale: 'EN' as const,
    prompt: `Question ${at + 1}: why does a cache need an expiry?`,
    categoryId,
    tags: ['caching'],
    difficulty: (at % 5) + 1,
    // Seconds; an editor may not set less than ten, but a deadline has to happen within this run.
    timeLimit: at % 3 === 0 ? 3 + (at % 2) : 60,
    status: 'PUBLISHED' as const,
    referenceAnswer: 'Cached copies go stale when the source changes. An expiry bounds how long stale data is served.',
    keyPoints: [
      { id: newId('keyPoint'), text: 'Cached copies go stale when the source changes', weight: 2 },
      { id: newId('keyPoint'), text: 'An expiry bounds how long stale data is served', weight: 1 },
    ],
    hints: ['Think of the source of the data.', 'And of the memory.'],
  }));
  const bank = await transaction(db, (tx) => insertQuestions(tx, questions, { editorId: null, now }));

  const passwords = createPasswords();
  const passwordHash = await passwords.hash(password);
  await passwords.dispose();
  const accounts = Array.from({ length: accountCount }, (_, at) => ({ email: `chaos-${at}@zpi.test`, password }));
  await db.insert(users).values(
    accounts.map(({ email }) => ({
      id: newId('user'),
      email,
      emailVerified: true,
      name: 'Candidate',
      passwordHash,
      role: 'CANDIDATE' as const,
      locale: 'EN' as const,
      createdAt: now,
      updatedAt: now,
    })),
  );
  return { bank, accounts };
};
