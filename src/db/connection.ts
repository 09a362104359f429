/** The connection pool, and the one way to run a transaction. */
import type { EventEmitter } from 'node:events';
import type { Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { drizzle, type MySql2Database } from 'drizzle-orm/mysql2';
import type { Pool as CorePool, PoolConnection } from 'mysql2';
import { createPool, type Pool, type RowDataPacket } from 'mysql2/promise';
import { AppError } from '../errors.js';
import * as tables from './tables/index.js';

const sqlMode = 'STRICT_TRANS_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION';
/** Seconds that a statement waits for a lock. */
const lockWait = 5;
/** Seconds that a transaction may wait for its next statement. */
const idleTransaction = 10;
/** Milliseconds that a statement may take. */
const patience = 8_000;

export type Db = MySql2Database<typeof tables>;
export type Tx = Parameters<Parameters<Db['transaction']>[0]>[0];

/** What is noted of the reading for one operation. */
export type Tally = {
  /** Statements that were sent. */
  statements: number;
  /** The fields that the operation asks for, as `Type.field`: what else there is need not be read. Undefined where that is not known. */
  selected?: ReadonlySet<string>;
};

export type Database = {
  db: Db;
  /** The same pool, for who wants to know what it was sent. */
  counting(tally: Tally): Db;
  pool: Pool;
  /**
   * Sends a statement whose text is known already; rows as the driver makes them.
   * @param nested whether the columns of each table are an object of their own, under its name
   */
  read(text: string, values: unknown[], nested?: boolean): Promise<Record<string, unknown>[]>;
  /** Statements sent since the start; tests and benchmarks read it. */
  statements(): number;
  dispose(): Promise<void>;
};

/**
 * Opens a pool. Nothing is sent until the first query.
 * @param url `mysql://user:password@host:port/database`
 * @param connections the most that are open at once
 */
export const createDatabase = (url: string, connections = 16): Database => {
  const pool = createPool({
    uri: url.replace(/^mariadb:/, 'mysql:'),
    timezone: 'Z',
    charset: 'utf8mb4',
    supportBigNumbers: true,
    // A stack for each statement costs more than most of them do; Drizzle's error says which it was.
    trace: false,
    connectionLimit: connections,
    connectTimeout: 5_000,
  });
  limitQueue(pool.pool, patience);
  pool.pool.on('connection', (connection) => {
    giveUpAfter(connection, patience);
    // Every read-modify-write locks its row first, so gap locks would add deadlocks and no safety.
    connection.query('SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED');
    // Strict, so that nothing is cut to fit; and backslashes escape, as the driver that quotes our values takes for granted.
    // MariaDB alone can also take its locks back from a process that was stopped in the middle of a transaction.
    const idle = `/*M! , idle_transaction_timeout = ${idleTransaction} */`;
    connection.query(`SET SESSION sql_mode = '${sqlMode}', innodb_lock_wait_timeout = ${lockWait} ${idle}`);
  });
  let sent = 0;
  const db = drizzle(pool, { schema: tables, mode: 'default', logger: { logQuery: () => void sent++ } });
  // Less than a microsecond; to have Node follow each promise of an operation costs more than most statements do.
  const counting = (tally: Tally) => {
    const logQuery = () => {
      sent++;
      tally.statements++;
    };
    const { session } = drizzle(pool, { logger: { logQuery } }) as unknown as { session: unknown };
    return Object.assign(Object.create(db) as Db, { session });
  };
  const read: Database['read'] = async (text, values, nestTables = false) => {
    sent++;
    return (await pool.query<RowDataPacket[]>({ sql: text, nestTables }, values))[0];
  };
  return { db, counting, pool, read, statements: () => sent, dispose: () => pool.end() };
};

/** Who finds every connection taken waits for one no longer than for an answer. */
const limitQueue = (pool: CorePool, milliseconds: number): void => {
  const acquire = pool.getConnection.bind(pool);
  pool.getConnection = (callback) => {
    let waiting = true;
    const timer = setTimeout(() => {
      waiting = false;
      const error = Object.assign(new Error('no connection to the database came free in time'), { code: 'ETIMEDOUT' });
      callback(error as NodeJS.ErrnoException, undefined as unknown as PoolConnection);
    }, milliseconds);
    acquire((error, connection) => {
      clearTimeout(timer);
      if (waiting) callback(error, connection);
      else connection?.release();
    });
  };
};

/**
 * Breaks a connection whose statement is not answered in time. A server that hangs is as good as away, and a broken
 * connection, unlike one that waits, gives its place in the pool back.
 */
const giveUpAfter = (connection: PoolConnection, milliseconds: number): void => {
  const query = connection.query.bind(connection) as (...args: unknown[]) => EventEmitter;
  const timed = (...args: unknown[]): EventEmitter => {
    const command = query(...args);
    const timer = setTimeout(() => {
      const error = Object.assign(new Error('the database did not answer in time'), { code: 'ETIMEDOUT' });
      (connection as unknown as { stream: Socket }).stream.destroy(error);
    }, milliseconds);
    // A command that was lost with its connection never ends; its timer must not keep the process from doing so.
    timer.unref();
    command.once('end', () => clearTimeout(timer));
    return command;
  };
  connection.query = timed as unknown as PoolConnection['query'];
};

/** ER_CHECKREAD, ER_LOCK_DEADLOCK: running the whole transaction again may succeed. */
const transient = new Set([1020, 1213]);
/** ER_LOCK_WAIT_TIMEOUT: it has waited for long already. */
const lockTimeout = 1205;
const away = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ETIMEDOUT',
  'EPIPE',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'PROTOCOL_CONNECTION_LOST',
  'PROTOCOL_SEQUENCE_TIMEOUT',
  'ER_CON_COUNT_ERROR',
  'ER_SERVER_SHUTDOWN',
  'ER_CONNECTION_KILLED',
]);

/** The driver's error behind one that Drizzle wrapped. */
export const driverError = (error: unknown): { errno?: number; code?: string } | undefined => {
  for (let at = error; at instanceof Error; at = at.cause) {
    if ('errno' in at || 'code' in at) return at as { errno?: number; code?: string };
  }
  return undefined;
};

/** Whether the database could not be reached, as opposed to having refused a statement. */
export const isDatabaseAway = (error: unknown): boolean => {
  if (error instanceof AppError) return false;
  const code = driverError(error)?.code;
  return code === undefined ? isClosed(error) : away.has(code);
};

/** Whether a statement came to a connection that had been lost between it and the one before; the driver has no code for it. */
const isClosed = (error: unknown): boolean =>
  error instanceof Error && (/in closed state/.test(error.message) || isClosed(error.cause));

/** Whether others held what was needed for longer than a transaction waits, however often it was run anew. */
export const isDatabaseBusy = (error: unknown): boolean => {
  const errno = driverError(error)?.errno ?? 0;
  return errno === lockTimeout || transient.has(errno);
};

/** Whether what a row belongs to is not there: deleted meanwhile. */
export const isOrphan = (error: unknown): boolean => driverError(error)?.errno === 1452;

/** Whether a unique index refused the row. */
export const isDuplicate = (error: unknown): boolean => driverError(error)?.errno === 1062;

/** Runs `work` in one transaction; a deadlock runs it anew, at most 5 times. */
export const transaction = async <T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> => {
  for (let attempt = 1; ; attempt++) {
    let cause: unknown;
    try {
      return await db.transaction((tx) =>
        work(tx).catch((error: unknown) => {
          cause = error;
          throw error;
        }),
      );
    } catch (thrown) {
      // On a lost connection rolling back fails, too, and that says nothing of why.
      const error = cause ?? thrown;
      if (attempt === 5 || !transient.has(driverError(error)?.errno ?? 0)) throw error;
      await delay(Math.random() * 20 * 2 ** attempt);
    }
  }
};
