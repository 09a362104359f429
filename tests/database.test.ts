/** The database under circumstances: half-made, narrow, or with another way of quoting. */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { eq, sql } from 'drizzle-orm';
import { createConnection } from 'mysql2/promise';
import { describe, expect, inject, it } from 'vitest';
import { createDatabaseClock } from '../src/db/clock.js';
import { createDatabase, isDatabaseAway, transaction } from '../src/db/connection.js';
import { migrateDatabase } from '../src/db/migrate.js';
import { categories, reports, sessions, users } from '../src/db/tables/index.js';
import { loadEnv } from '../src/env.js';
import { unique } from './support/world.js';

/** A new database; returns its URL and a way to run statements in it. */
const createEmpty = async (options = '') => {
  const url = new URL(inject('databaseUrl'));
  const name = unique('zpi_test').replaceAll('-', '_');
  const run = async (statements: string[]) => {
    const connection = await createConnection({ uri: url.href });
    for (const statement of statements) await connection.query(statement);
    await connection.end();
  };
  await run([`CREATE DATABASE ${name} ${options}`]);
  url.pathname = `/${name}`;
  return { url: url.href, run };
};

describe('the clock', () => {
  it("is the database's, however wrong the machine's is", async () => {
    const { url } = await createEmpty();
    const database = createDatabase(url, 1);
    for (const wrong of [-86_400_000, 60_000, 0]) {
      const clock = await createDatabaseClock(database.db, () => Date.now() + wrong);
      expect(Math.abs(clock.now().getTime() - Date.now())).toBeLessThan(1_000);
    }
    let wrong = 0;
    const clock = await createDatabaseClock(database.db, () => Date.now() + wrong);
    wrong = 3_600_000;
    expect(clock.now().getTime() - Date.now()).toBeGreaterThan(3_000_000);
    await clock.compare();
    expect(Math.abs(clock.now().getTime() - Date.now())).toBeLessThan(1_000);
    await database.dispose();
  });
});

describe('migrating', () => {
  it('goes on wherever it was cut off', async () => {
    const files = ['0000_initial.sql', '0001_accounts.sql', '0002_files.sql'].map((name) =>
      resolve(import.meta.dirname, '../drizzle', name),
    );
    const statements = (await Promise.all(files.map((file) => readFile(file, 'utf8')))).flatMap((text) =>
      text.split('--> statement-breakpoint'),
    );
    // The marker is there from before the first statement until after the last.
    const cutOff = ['CREATE TABLE __migration_under_way (id int PRIMARY KEY)', ...statements];
    for (const done of [1, 4, 16, cutOff.length - 6, cutOff.length - 1, cutOff.length]) {
      const { url, run } = await createEmpty();
      await run(cutOff.slice(0, done));
      await migrateDatabase(url);
      await migrateDatabase(url);
      await run(['SELECT family_hash FROM sessions', 'SELECT action FROM audit_events']);
      await expect(run(['SELECT 1 FROM __migration_under_way'])).rejects.toThrow(/doesn't exist/);
    }
  });

  it('keeps the accounts and sessions of the version before', async () => {
    const { url, run } = await createEmpty();
    const initial = await readFile(resolve(import.meta.dirname, '../drizzle/0000_initial.sql'), 'utf8');
    await run([
      'CREATE TABLE __migration_under_way (id int PRIMARY KEY)',
      ...initial.split('--> statement-breakpoint'),
      "INSERT INTO users VALUES ('usr_1', 'ada@example.com', 1, '+8613800138000', 'Ada', 'hash', 'ADMIN', 'ZH', NOW(3), NOW(3))",
      ...['ses_1', 'ses_2'].map(
        (id) => `INSERT INTO sessions VALUES ('${id}', 'usr_1', '${id}', NOW(3), 'agent', '::1', NOW(3), NOW(3), NULL)`,
      ),
    ]);
    await migrateDatabase(url);
    const database = createDatabase(url, 1);
    expect(await database.db.select().from(users)).toMatchObject([{ email: 'ada@example.com', role: 'ADMIN' }]);
    expect(await database.db.select().from(sessions)).toMatchObject([{ familyHash: null }, { familyHash: null }]);
    await database.dispose();
  });

  it('keeps the reports of the version before, but for what they were compared with', async () => {
    const { url, run } = await createEmpty();
    const released = [
      '0000_initial.sql',
      '0001_accounts.sql',
      '0002_files.sql',
      '0003_question_bank.sql',
      '0004_live_session.sql',
    ].map((name) => resolve(import.meta.dirname, '../drizzle', name));
    const texts = await Promise.all(released.map((file) => readFile(file, 'utf8')));
    const scores = JSON.stringify([{ categoryId: 'cat_1', score: 61.5, turns: 2 }]);
    await run([
      'CREATE TABLE __migration_under_way (id int PRIMARY KEY)',
      ...texts.flatMap((text) => text.split('--> statement-breakpoint')),
      "INSERT INTO users (id, email_verified, name, password_hash, role, locale, created_at, updated_at) VALUES ('usr_1', 1, 'Ada', '', 'CANDIDATE', 'ZH', NOW(3), NOW(3))",
      `INSERT INTO interviews (id, candidate_id, mode, pace, scores, locale, status, question_count, plan, last_seq, created_at, finished_at)
        VALUES ('int_1', 'usr_1', 'RANDOM', 'STANDARD', 'AT_ONCE', 'ZH', 'FINISHED', 2, '[]', 4, NOW(3), NOW(3))`,
      `INSERT INTO reports (interview_id, score, dimensions, categories, strengths, improvements, assisted_share, compared_to_previous, created_at)
        VALUES ('int_1', 61.5, '[]', '${scores}', '["第 1 题：索引"]', '[]', 0.5, 12.5, NOW(3))`,
    ]);
    await migrateDatabase(url);
    const database = createDatabase(url, 1);
    expect(await database.db.select().from(reports)).toMatchObject([
      {
        ...{ score: 61.5, categories: JSON.parse(scores), strengths: ['第 1 题：索引'], assistedShare: 0.5 },
        ...{ uncertainty: null, provisional: false, findings: [], evaluationIds: [] },
        // It was a difference to the interview before, whatever that one was about.
        comparedToPrevious: null,
      },
    ]);
    await database.dispose();
  });

  it('touches no table that holds something', async () => {
    const { url, run } = await createEmpty();
    await run(['CREATE TABLE users (name varchar(10))', "INSERT INTO users VALUES ('theirs')"]);
    await expect(migrateDatabase(url)).rejects.toThrow(/users.*another database/);
    await run(['INSERT INTO users SELECT name FROM users']);
  });

  it('is done once by ten at once', async () => {
    const { url } = await createEmpty();
    await Promise.all(Array.from({ length: 10 }, () => migrateDatabase(url)));
  });

  it('makes room for every language in a database that was made for one', async () => {
    const { url } = await createEmpty('CHARACTER SET latin1');
    await migrateDatabase(url);
    const database = createDatabase(url, 1);
    await database.db.insert(categories).values({ id: 'cat_x', slug: 'x', nameZh: '数据库 🗄', nameEn: 'x' });
    const [row] = await database.db.select().from(categories).where(eq(categories.slug, 'x'));
    expect(row?.nameZh).toBe('数据库 🗄');
    await database.dispose();
  });

  it('wants origins that are origins, and proxies that are addresses', () => {
    for (const CORS_ORIGINS of ['*', 'app.example.com', 'https://app.example.com/']) {
      expect(() => loadEnv({ CORS_ORIGINS })).toThrow(/CORS_ORIGINS.*must be origins/);
    }
    expect(() => loadEnv({ TRUSTED_PROXIES: 'proxy' })).toThrow(/TRUSTED_PROXIES/);
  });

  it('wants the URL to name a database', () => {
    expect(() => loadEnv({ DATABASE_URL: 'mysql://h:3306' })).toThrow(/DATABASE_URL: must name a database/);
  });
});

describe('a transaction', () => {
  it.each([
    ['with a statement under way', 0],
    ['between two statements', 100],
  ])('whose connection is lost %s says so, though it cannot be rolled back either', async (_when, pause) => {
    const { url, run } = await createEmpty();
    const database = createDatabase(url, 1);
    const lost = await transaction(database.db, async (tx) => {
      const [rows] = await tx.execute(sql`select connection_id() as id`);
      await run([`KILL ${(rows as unknown as { id: number }[])[0]?.id}`]);
      await new Promise((resolve) => setTimeout(resolve, pause));
      await tx.execute(sql`select 1`);
    }).catch((error: unknown) => error);
    expect(isDatabaseAway(lost)).toBe(true);
    await database.dispose();
  });
});

describe('a value', () => {
  it('stays a value where the server quotes otherwise', async () => {
    const { url, run } = await createEmpty();
    await migrateDatabase(url);
    await run(['SET GLOBAL sql_mode = CONCAT(@@GLOBAL.sql_mode, ",NO_BACKSLASH_ESCAPES")']);
    const database = createDatabase(url, 1);
    try {
      await database.db.insert(categories).values({ id: 'cat_x', slug: 'x', nameZh: 'x', nameEn: 'x' });
      expect(await database.db.select().from(categories).where(eq(categories.slug, "\\' or 1=1 -- "))).toEqual([]);
    } finally {
      await database.dispose();
      await run(['SET GLOBAL sql_mode = REPLACE(@@GLOBAL.sql_mode, "NO_BACKSLASH_ESCAPES", "")']);
    }
  });
});
