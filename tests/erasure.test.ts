/** Deleting an account: afterwards no store holds anything of it. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { eq, sql } from 'drizzle-orm';
import { createConnection, type RowDataPacket } from 'mysql2/promise';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createClient } from '../src/client/client.js';
import * as api from '../src/client/gql/graphql.js';
import { uploadFile } from '../src/client/upload.js';
import { transaction } from '../src/db/connection.js';
import { newId } from '../src/db/id.js';
import { interviews, messages, outbox, users } from '../src/db/tables/index.js';
import { clearFiles } from '../src/domain/file/sweep.js';
import { revokedKey } from '../src/redis/revocation.js';
import { workerStores } from './support/database.js';
import { picture, wav } from './support/uploads.js';
import { overHttp } from './support/wire.js';
import {
  codeOf,
  createWorld,
  eventsUntil,
  eventually,
  goodAnswer,
  isEvent,
  type Person,
  unique,
  type World,
} from './support/world.js';

let world: World;
let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'zpi-erasure-'));
  world = await createWorld({ stores: 'erasure', env: { DATA_DIR: dataDir } });
  // What earlier tests have left there would be taken for residue.
  await world.app.services.redis.flushdb();
});
afterAll(async () => {
  await world.dispose();
  await rm(dataDir, { recursive: true, force: true });
});

const erase = ({ client }: Person, input: api.DeleteAccountInput) =>
  codeOf(client.request(api.DeleteAccountDocument, { input }));

/** All that the three stores hold, as text: every row of every table, every key of Redis, every object, each with its content. */
const everything = async (): Promise<string[]> => {
  const { databaseUrl } = await workerStores('erasure');
  const connection = await createConnection({ uri: databaseUrl });
  const [tables] = await connection.query<RowDataPacket[]>(
    'SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE()',
  );
  const held: string[] = [];
  for (const { name } of tables) {
    const [rows] = await connection.query<RowDataPacket[]>(`SELECT * FROM \`${name}\``);
    held.push(...rows.map((row) => `${name} ${JSON.stringify(row)}`));
  }
  await connection.end();
  const { redis } = world.app.services;
  for (const key of await redis.keys('*')) {
    held.push(`${key} ${(await redis.dumpBuffer(key))?.toString('latin1') ?? ''}`);
  }
  const { store } = world.app.services;
  for await (const { key } of store.list('')) {
    const bytes = await store.read(key);
    if (bytes) held.push(`object ${key} ${(await buffer(bytes)).toString('utf8')}`);
  }
  return held;
};

const holding = async (marks: string[]): Promise<string[]> =>
  (await everything()).filter((text) => marks.some((mark) => text.includes(mark)));

/** Someone who has done all that an account can do, and everything by which they could be known again. */
const livedIn = async () => {
  const mark = unique('Zsófia');
  const person = await world.person(`${mark} Name`);
  const phone = `137${String(Math.floor(Math.random() * 1e8)).padStart(8, '0')}`;
  const { client } = person;
  const code = await world.codeFor({ phone }, 'CHANGE_CONTACT', client);
  await client.request(api.ChangeContactDocument, { input: { contact: { phone }, code } });
  const agent = `Agent of ${mark}`;
  await fetch(`${world.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'user-agent': agent },
    body: JSON.stringify({
      query: api.LoginDocument.toString(),
      variables: { input: { contact: { email: person.email }, password: 'not-the-password' } },
    }),
  });
  const send = (purpose: api.FilePurpose, contentType: string, bytes: string | Uint8Array<ArrayBuffer>) =>
    uploadFile(client, { purpose, contentType, filename: `${mark}.any`, bytes: new Blob([bytes]) });
  const resumeText = `${mark}\n${person.email}\nExperience\nEngineer, Acme, 2019 - 2024\nSkills\nGo, MySQL`;
  const resume = await send('RESUME', 'text/plain', resumeText);
  await client.request(api.UploadResumeDocument, { fileId: resume.id });
  const avatar = await send('AVATAR', 'image/png', new Uint8Array(await picture('png')));
  await client.request(api.UpdateUserDocument, { input: { avatarFileId: avatar.id } });
  const recording = await send('RECORDING', 'audio/wav', new Uint8Array(wav()));
  const unused = await send('RESUME', 'text/markdown', `# ${mark}`);
  await eventually(async () => (await client.request(api.ResumeDocument, {})).me?.resume?.status === 'READY', 60);
  const { id } = await world.interview(person, 2, { targetRole: `${mark} Role` });
  const scored = eventsUntil(client, id, isEvent('ReportReady'));
  const { startInterview } = await client.request(api.StartInterviewDocument, { id });
  let turn = startInterview.currentTurn;
  for (let count = 1; count <= 2; count++) {
    const { submitAnswer } = await client.request(api.SubmitAnswerDocument, {
      input: {
        turnId: turn?.id as string,
        clientKey: unique('key'),
        text: `${goodAnswer} ${mark}`,
        ...(count === 1 ? { recordingFileId: recording.id } : {}),
      },
    });
    expect(submitAnswer.id).toBeTruthy();
    turn = (await client.request(api.InterviewDocument, { id })).interview?.turns.at(-1) as typeof turn;
  }
  await scored;
  await world.codeFor({ email: person.email }, 'LOGIN');
  // Signed in, and mistyping someone else's address: an event that is not about this account, and was done by it.
  await client
    .request(api.LoginDocument, { input: { contact: { email: `x${person.email}` }, password: 'not-the-password' } })
    .catch(() => {});
  const { me } = await client.request(api.SessionsDocument, {});
  const sessionId = me?.sessions[0]?.id as string;
  const files = [resume, avatar, recording, unused].map((file) => file.id);
  const marks = [mark, person.id, person.email, phone, id, sessionId, ...files];
  return { person, phone, marks, sessionId };
};

describe('deleting an account', () => {
  it('takes the password, signs out everywhere, and leaves nothing in any store', async () => {
    const { person, phone, marks, sessionId } = await livedIn();
    const before = await holding(marks);
    // The scan sees what there is: rows of most tables, objects, and Redis.
    const tables = [
      'users',
      'sessions',
      'interviews',
      'turns',
      'answers',
      'reports',
      'audit_events',
      'files',
      'resumes',
    ];
    for (const table of [...tables, 'avatars', 'object']) {
      expect([table, before.some((text) => text.startsWith(`${table} `))]).toEqual([table, true]);
    }
    const codes = async () => (await world.app.services.redis.keys('zpi:code:*')).length;
    expect(await codes()).toBeGreaterThan(0);
    const limits = async () => (await world.app.services.redis.keys('zpi:limit:guesses-at:*')).length;
    expect(await limits()).toBeGreaterThan(0);
    const other = createClient(`${world.url}/graphql`);
    const contact = { email: person.email };
    other.use((await other.request(api.LoginDocument, { input: { contact, password: person.password } })).login);
    const interviewId = marks[4] as string;
    const { interview } = await other.request(api.InterviewDocument, { id: interviewId });
    const stream = other.events(interviewId);
    // Up to the newest: of those on their way it would be said that they are not there.
    for (let seq = 1; seq <= interview!.lastSeq; seq++) await stream.next();
    const refused = expect(stream.next()).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });

    expect(await erase(person, { password: 'not-the-password' })).toBe('INVALID_CREDENTIALS');
    expect(await erase(person, { password: person.password })).toBe('accepted');

    expect((await overHttp(world.url)('{ me { id } }', {}, person.token)).status).toBe(401);
    await refused;
    // All that is left is that a session of some id has ended, until no token of it can be in date; and which places in the
    // store somebody could still write to, without whose they were.
    const isKept = (text: string) =>
      text.startsWith(`zpi:revoked:${sessionId} `) ||
      (text.startsWith('upload_grants ') && text.includes('"owner_id":null'));
    await eventually(async () => (await holding(marks)).every(isKept));
    expect(await world.app.services.redis.exists(revokedKey(sessionId))).toBe(1);
    // One count is of the address that was mistyped, which is nobody's.
    expect([await limits(), await codes()]).toEqual([1, 0]);
    expect(
      (await everything()).filter((text) => text.startsWith('audit_events ') && text.includes('127.0.0.1')),
    ).toEqual([]);
    // A trace without a name: how many have left.
    const traces = (await everything()).filter((text) => text.includes('ACCOUNT_DELETED'));
    expect(traces.filter((text) => text.startsWith('audit_events '))).toHaveLength(1);
    expect(traces[0]).toContain('"user_id":null,"actor_id":null,"session_id":null,"ip":null,"user_agent":null');

    // What is put there by a URL that was given out before is taken back with it.
    const { store } = world.app.services;
    const resume = marks.find((mark) => mark.startsWith('fil_')) as string;
    await store.write(`incoming/${resume}`, Buffer.from(`${marks[0]} again`), 'text/plain');
    expect((await holding(marks)).filter((text) => text.startsWith('object '))).toHaveLength(1);
    world.clock.advance(2 * 3600);
    await clearFiles(world.app.services);
    expect((await holding(marks)).filter((text) => !text.startsWith('zpi:'))).toEqual([]);
    world.clock.advance(-2 * 3600);

    // Both contacts are free again, for a new account that knows nothing of the old one.
    for (const free of [contact, { phone }]) {
      const code = await world.codeFor(free, 'REGISTER');
      const { register } = await createClient(`${world.url}/graphql`).request(api.RegisterDocument, {
        input: { contact: free, code, password: 'long-enough-1', name: 'New' },
      });
      expect(register.user.id).not.toBe(person.id);
    }
    await other.dispose();
  });

  it('takes codes with it that were asked for and not sent yet, and leaves the word of what was changed', async () => {
    const sent: [string, string][] = [];
    let away = true;
    const other = await createWorld({
      stores: 'undelivered',
      parts: {
        notifier: {
          reaches: () => true,
          send: async (contact, message) => {
            if (away) throw new Error('away');
            sent.push(['email' in contact ? contact.email : contact.phone, message.kind]);
          },
          dispose: async () => {},
        },
      },
    });
    const person = await other.person();
    const contact = { email: person.email };
    for (const purpose of ['LOGIN', 'REGISTER', 'DELETE_ACCOUNT'] as const) {
      await person.client.request(api.SendVerificationCodeDocument, { input: { contact, purpose } });
    }
    await person.client.request(api.ChangePasswordDocument, {
      input: { currentPassword: person.password, newPassword: 'brand-new-one' },
    });
    expect(await erase(person, { password: 'brand-new-one' })).toBe('accepted');
    const { db } = other.app.services;
    const left = await db.select().from(messages).where(eq(messages.email, person.email));
    expect(left.map(({ kind }) => kind).sort()).toEqual(['ACCOUNT_DELETED', 'PASSWORD_CHANGED']);
    away = false;
    other.clock.advance(600);
    await eventually(() => sent.length === 2);
    expect(sent.map(([to]) => to)).toEqual([person.email, person.email]);
    await eventually(async () => (await db.$count(messages)) === 0 && (await db.$count(outbox)) === 0);
    await other.dispose();
  });

  it('takes a code instead, sent to any of its contacts', async () => {
    for (const by of ['email', 'phone'] as const) {
      const { person, phone } = await livedIn();
      const contact = by === 'email' ? { email: person.email } : { phone };
      const code = await world.codeFor(contact, 'DELETE_ACCOUNT', person.client);
      expect(await erase(person, { code: code === '000000' ? '000001' : '000000' })).toBe('CODE_INVALID');
      expect(await erase(person, { code })).toBe('accepted');
      await eventually(async () => (await holding([person.email])).length === 0);
    }
  });

  it('leaves everything as it was when it fails halfway, the code included', async () => {
    const { person, marks } = await livedIn();
    const code = await world.codeFor({ email: person.email }, 'DELETE_ACCOUNT', person.client);
    const before = (await holding(marks)).filter((text) => !text.startsWith('zpi:'));
    const { db } = world.app.services;
    const real = db.transaction.bind(db);
    db.transaction = ((work: (tx: unknown) => Promise<unknown>) =>
      real(async (tx) => {
        await work(tx);
        throw Object.assign(new Error('gone'), { code: 'ECONNRESET' });
      })) as typeof db.transaction;
    try {
      expect(await erase(person, { code })).toBe('DEPENDENCY_UNAVAILABLE');
    } finally {
      db.transaction = real;
    }
    expect((await holding(marks)).filter((text) => !text.startsWith('zpi:'))).toEqual(before);
    expect(await erase(person, { code })).toBe('accepted');
  });

  it('while an answer is being scored ends without a trace, and without an error', async () => {
    const person = await world.person();
    const { id } = await world.interview(person, 1);
    const { startInterview } = await person.client.request(api.StartInterviewDocument, { id });
    await person.client.request(api.SubmitAnswerDocument, {
      input: { turnId: startInterview.currentTurn?.id as string, clientKey: unique('key'), text: goodAnswer },
    });
    expect(await erase(person, { password: person.password })).toBe('accepted');
    await eventually(async () => (await holding([person.id, id])).every((text) => text.startsWith('zpi:')));
    expect(world.log.filter(({ msg }) => msg === 'unexpected error')).toEqual([]);
  });

  it('beside something new of the account is a conflict for that, and no surprise', async () => {
    const person = await world.person();
    const { ids } = await world.questions(1);
    const created = await transaction(world.app.services.db, async (tx) => {
      await tx.delete(users).where(eq(users.id, person.id));
      const input = { mode: 'CUSTOM', questionIds: ids } as const;
      // Waits for the row that is about to go.
      const creating = codeOf(person.client.request(api.CreateInterviewDocument, { input }));
      await eventually(async () => {
        const [rows] = await tx.execute(
          sql`select count(*) as waiting from information_schema.processlist where info like 'insert into \`interviews\`%'`,
        );
        return Number((rows as unknown as { waiting: number }[])[0]?.waiting) > 0;
      });
      return { creating };
    });
    expect(await created.creating).toBe('CONFLICT');
    expect(world.log.filter(({ msg }) => msg === 'unexpected error')).toEqual([]);
  });

  it('of two at once happens once', async () => {
    const person = await world.person();
    const results = await Promise.all([1, 2, 3].map(() => erase(person, { password: person.password })));
    expect(results.filter((result) => result === 'accepted')).toHaveLength(1);
    expect(results.filter((result) => result === 'UNAUTHENTICATED')).toHaveLength(2);
  });

  it('takes a long history with it, in statements that each stay short', async () => {
    const person = await world.person();
    const now = new Date();
    const rows = Array.from({ length: 250 }, () => ({
      id: newId('interview'),
      candidateId: person.id,
      mode: 'CUSTOM' as const,
      pace: 'STANDARD' as const,
      scores: 'AT_ONCE' as const,
      locale: 'EN' as const,
      status: 'READY' as const,
      questionCount: 1,
      plan: [],
      lastSeq: 0,
      createdAt: now,
    }));
    const { db, database } = world.app.services;
    await db.insert(interviews).values(rows);
    const before = database.statements();
    expect(await erase(person, { password: person.password })).toBe('accepted');
    // Three rounds of a hundred each take more statements than one of all.
    expect(database.statements() - before).toBeGreaterThan(15);
    expect(await holding([person.id])).toEqual([]);
  });
});
