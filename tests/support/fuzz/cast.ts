/** Who asks in a fuzzed run, what they have, and whose each row is. */
import { randomUUID } from 'node:crypto';
import { desc, eq } from 'drizzle-orm';
import { refreshTokens } from '../../../src/auth/refresh-token.js';
import * as api from '../../../src/client/gql/graphql.js';
import { uploadFile } from '../../../src/client/upload.js';
import { type Caller, createContext } from '../../../src/context.js';
import type { UserRole } from '../../../src/db/enums.js';
import { type Noun, newId, prefixes } from '../../../src/db/id.js';
import {
  answers,
  auditEvents,
  categories,
  evaluations,
  files,
  imports,
  interviews,
  questions,
  resumes,
  sessions,
  turns,
  users,
} from '../../../src/db/tables/index.js';
import { goodPdf, pdfType } from '../uploads.js';
import { eventually, goodAnswer, type Person, type World } from '../world.js';
import type { Ids } from './value.js';

export type Member = { name: string; role?: UserRole; person?: Person };

export type Cast = {
  members: readonly Member[];
  ids: Ids;
  /** Signs those in again who have been signed out or have deleted their account, and looks up which ids there are. */
  refresh(): Promise<void>;
  /** Whose each row is that only its owner may see, by its id; that of an admin is told to whose account they work on. */
  owners(): Promise<Map<string, string>>;
};

/** Who comes with this token, by no transport. */
export const callerWith = (token: string | undefined): Caller => ({
  requestId: randomUUID(),
  token,
  acceptLanguage: undefined,
  ip: '127.0.0.1',
  userAgent: undefined,
});

/** Ids of one noun that are offered. */
const offered = 12;

/** An interview that is under way with an answer that is scored, a second that waits, and a resume. */
const settle = async (world: World, person: Person): Promise<void> => {
  const { client } = person;
  await world.interview(person, 1);
  const { id } = await world.interview(person, 2);
  const { startInterview } = await client.request(api.StartInterviewDocument, { id });
  const turnId = startInterview.currentTurn?.id as string;
  await client.request(api.SubmitAnswerDocument, { input: { turnId, text: goodAnswer, clientKey: turnId } });
  const bytes = new Blob([new Uint8Array(await goodPdf([person.id]))]);
  const file = await uploadFile(client, { purpose: 'RESUME', filename: 'cv.pdf', contentType: pdfType, bytes });
  await client.request(api.UploadResumeDocument, { fileId: file.id });
};

const nounOf = (hint: string): Noun | undefined =>
  (Object.keys(prefixes) as Noun[]).find((noun) => hint.toLowerCase().includes(noun.toLowerCase()));

export const createCast = async (world: World): Promise<Cast> => {
  const { services } = world.app;
  const { db } = services;
  const members: Member[] = [
    { name: 'nobody' },
    { name: 'a candidate', role: 'CANDIDATE' },
    { name: 'another candidate', role: 'CANDIDATE' },
    { name: 'an editor', role: 'EDITOR' },
    { name: 'an admin', role: 'ADMIN' },
  ];
  const known = new Map<Noun, string[]>();
  const all: string[] = [];

  const isSignedIn = async ({ token }: Person): Promise<boolean> =>
    (await createContext(services, callerWith(token))).viewer !== undefined;

  /** Opens another session; returns whether there is an account for it. */
  const signInAgain = async (person: Person): Promise<boolean> => {
    if ((await db.$count(users, eq(users.id, person.id))) === 0) return false;
    const now = world.clock.now();
    const id = newId('session');
    const { familyHash, refreshHash, expiresAt } = refreshTokens.create(now);
    const hashes = { familyHash, refreshHash, refreshExpiresAt: expiresAt };
    await db.insert(sessions).values({ id, userId: person.id, ...hashes, createdAt: now, lastUsedAt: now });
    person.token = (await services.tokens.issue({ userId: person.id, sessionId: id }, now)).token;
    return true;
  };

  const lookUp = async (): Promise<void> => {
    const tables = { user: users, session: sessions, interview: interviews, turn: turns, answer: answers } as const;
    const others = { evaluation: evaluations, file: files, resume: resumes, audit: auditEvents } as const;
    const shared = { category: categories, question: questions, import: imports } as const;
    for (const [noun, table] of Object.entries({ ...tables, ...others, ...shared }) as [Noun, typeof users][]) {
      const rows = await db.select({ id: table.id }).from(table).orderBy(desc(table.id)).limit(offered);
      // One of each that is no more.
      known.set(noun, [...rows.map(({ id }) => id), newId(noun)]);
    }
    all.splice(
      0,
      all.length,
      ...[...known.values()].flat(),
      '',
      'usr_',
      'nope',
      `usr_${'z'.repeat(26)}`,
      '长'.repeat(90),
    );
  };

  const cast: Cast = {
    members,
    ids: (tape, hint) => {
      const noun = nounOf(hint);
      const some = noun && known.get(noun);
      return tape.pick(some && !tape.happens(20) ? some : all);
    },
    refresh: async () => {
      for (const member of members) {
        if (!member.role || (member.person && (await isSignedIn(member.person)))) continue;
        if (member.person && (await signInAgain(member.person))) continue;
        // Wrong passwords are among what is asked, and all come from one address.
        const counts = await services.redis.keys('zpi:limit:*');
        if (counts.length > 0) await services.redis.del(counts);
        member.person = await world.person(member.name, member.role);
        if (member.role === 'CANDIDATE') await settle(world, member.person);
      }
      await lookUp();
    },
    owners: async () => {
      const owned = [
        ...(await db.select({ id: users.id, owner: users.id }).from(users)),
        ...(await db.select({ id: sessions.id, owner: sessions.userId }).from(sessions)),
        ...(await db.select({ id: files.id, owner: files.ownerId }).from(files)),
        ...(await db.select({ id: resumes.id, owner: resumes.userId }).from(resumes)),
        ...(await db.select({ id: auditEvents.id, owner: auditEvents.userId }).from(auditEvents)),
        ...(await db.select({ id: interviews.id, owner: interviews.candidateId }).from(interviews)),
      ];
      for (const table of [turns, answers, evaluations]) {
        const of = eq(interviews.id, table.interviewId);
        owned.push(
          ...(await db.select({ id: table.id, owner: interviews.candidateId }).from(table).innerJoin(interviews, of)),
        );
      }
      const candidates = await db.select({ id: users.id }).from(users).where(eq(users.role, 'CANDIDATE'));
      const own = new Set(candidates.map(({ id }) => id));
      return new Map(owned.flatMap(({ id, owner }) => (owner && own.has(owner) ? [[id, owner]] : [])));
    },
  };
  await cast.refresh();
  await eventually(() => db.$count(evaluations));
  await cast.refresh();
  return cast;
};
