/** What is sent: an operation as clients send it, and the same answer written by hand. */
import type { IncomingHttpHeaders } from 'node:http';
import type { Pool } from 'mysql2/promise';
import type { Db } from '../../src/db/connection.js';
import type { Account } from '../account.js';

export type Variables = Record<string, unknown>;

/** What the bare server knows of a request. `userId` is whoever is signed in, without a look-up. */
export type BareRequest = {
  pool: Pool;
  userId: string;
  variables: Variables;
  headers: IncomingHttpHeaders;
  ip: string | undefined;
};

export type Operation = {
  operationName: string;
  query: string;
  /** Sent without a token. */
  anonymous?: boolean;
  /** Sent in turn, over and over; or made from what the database holds, `count` of them where each is sent `once`. */
  variables: Variables[] | ((db: Db, account: Account, count: number) => Promise<Variables[]>);
  /** Each of the variables is good for one request: every round gets its own, and ends with them. */
  once?: boolean;
  /** The bare server's answer: the `data` of the operation, key by key. */
  bare(request: BareRequest): Promise<unknown>;
  /** Keeps an empty or truncated answer from being measured. @throws Error when the data is not what it should be */
  check(data: unknown): void;
  /** The data without what differs between any two answers; by default all of it. */
  comparable?(data: unknown): unknown;
  /** Texts that every single answer must hold, where the right length alone does not tell. */
  includes?: string[];
};
