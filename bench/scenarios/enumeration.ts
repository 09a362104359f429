/** Whether time tells who has an account: what anyone may ask about a contact, for known and for unknown ones. */
import { randomUUID } from 'node:crypto';
import { createPasswords } from '../../src/auth/password.js';
import {
  LoginDocument,
  RegisterDocument,
  ResetPasswordDocument,
  SendVerificationCodeDocument,
} from '../../src/client/gql/graphql.js';
import { newId } from '../../src/db/id.js';
import { users } from '../../src/db/tables/index.js';
import { median, percentile } from '../number.js';
import { ours, type RunningServer } from '../server.js';
import { layOut } from '../table.js';
import type { Bench, Scenario } from './scenario.js';

/** Timings of each kind. */
const timings = 200;

type Question = {
  name: string;
  query: string;
  input(contact: { email: string }): object;
  /** What the answer must say of either. */
  says: string;
};

const code = '000000';
const wrong = 'not-the-right-one';
const questions: Question[] = [
  {
    name: 'login, wrong password',
    query: LoginDocument.toString(),
    input: (contact) => ({ contact, password: wrong }),
    says: 'INVALID_CREDENTIALS',
  },
  {
    name: 'login, wrong code',
    query: LoginDocument.toString(),
    input: (contact) => ({ contact, code }),
    says: 'INVALID_CREDENTIALS',
  },
  {
    name: 'register, wrong code',
    query: RegisterDocument.toString(),
    input: (contact) => ({ contact, code, password: wrong, name: 'Bench' }),
    says: 'CODE_EXPIRED',
  },
  {
    name: 'resetPassword, wrong code',
    query: ResetPasswordDocument.toString(),
    input: (contact) => ({ contact, code, newPassword: wrong }),
    says: 'CODE_EXPIRED',
  },
  {
    name: 'sendVerificationCode, LOGIN',
    query: SendVerificationCodeDocument.toString(),
    input: (contact) => ({ contact, purpose: 'LOGIN' }),
    says: 'resendAfter',
  },
];

const addresses = (): { email: string }[] =>
  Array.from({ length: timings }, () => ({ email: `${randomUUID()}@zpi.test` }));

/** Contacts of accounts that were there before. */
const addAccounts = async ({ database }: Bench): Promise<{ email: string }[]> => {
  const contacts = addresses();
  const now = new Date();
  const passwordHash = await createPasswords().hash(randomUUID());
  await database.db.insert(users).values(
    contacts.map(({ email }) => ({
      id: newId('user'),
      email,
      emailVerified: true,
      name: 'Bench',
      passwordHash,
      role: 'CANDIDATE' as const,
      locale: 'EN' as const,
      createdAt: now,
      updatedAt: now,
    })),
  );
  return contacts;
};

let places = 0;

/** Milliseconds until the answer is there. Each question comes from another place: no limit shall tell, either. */
const time = async (url: string, question: Question, contact: { email: string }): Promise<number> => {
  const place = ++places;
  const start = performance.now();
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-forwarded-for': `10.${place >> 16}.${(place >> 8) & 255}.${place & 255}`,
    },
    body: JSON.stringify({ query: question.query, variables: { input: question.input(contact) } }),
  });
  const text = await response.text();
  const took = performance.now() - start;
  if (!text.includes(question.says)) throw new Error(`${question.name} answered ${text}`);
  return took;
};

/** How often a known contact took longer than an unknown one, of all pairs: 0.5 where time tells nothing, 0 or 1 where it tells all. */
const overlap = (known: number[], unknown: number[]): number => {
  const longer = known.map((a) => unknown.reduce((sum, b) => sum + (a > b ? 1 : a === b ? 0.5 : 0), 0));
  return longer.reduce((sum, count) => sum + count, 0) / (known.length * unknown.length);
};

const spread = (values: number[]): string => {
  const sorted = values.toSorted((a, b) => a - b);
  return [0.1, 0.5, 0.9].map((share) => percentile(sorted, share).toFixed(2)).join(' ');
};

export const enumeration: Scenario = {
  name: 'enumeration',
  description: 'what anyone may ask about a contact, of accounts and of nobody',
  run: async (bench) => {
    const { url } = bench.servers.find(({ contender }) => contender === ours) as RunningServer;
    const rows: string[][] = [];
    for (const question of questions) {
      const [known, unknown] = [await addAccounts(bench), addresses()];
      for (const contact of addresses().slice(0, 20)) await time(url, question, contact);
      const took: { known: number[]; unknown: number[] } = { known: [], unknown: [] };
      // In turn, and now one first and now the other, so that a drift of the machine hits both alike.
      for (const [at, contact] of known.entries()) {
        const other = unknown[at] as { email: string };
        if (at % 2) took.known.push(await time(url, question, contact));
        took.unknown.push(await time(url, question, other));
        if (!(at % 2)) took.known.push(await time(url, question, contact));
      }
      const share = overlap(took.known, took.unknown);
      const difference = median(took.known) - median(took.unknown);
      rows.push([question.name, spread(took.known), spread(took.unknown), difference.toFixed(2), share.toFixed(2)]);
    }
    return [
      ...layOut(['', 'known: p10 p50 p90 ms', 'unknown: p10 p50 p90 ms', 'p50 apart', 'known longer'], rows),
      `known longer: share of all pairs; 0.50 where time tells nothing. ${timings} timings of each kind, one after the other`,
    ];
  },
};
