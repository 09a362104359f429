/** One thing that is measured: an operation, and the same answer written by hand. */
import type { Pool } from 'mysql2/promise';

export type Scenario = {
  /** As `--scenario` takes it. */
  name: string;
  description: string;
  operationName: string;
  /** The operation as clients send it. */
  query: string;
  variables: Record<string, unknown>;
  /** The bare server's answer: the `data` of the operation, key by key. */
  bare(pool: Pool, userId: string, variables: Record<string, unknown>): Promise<unknown>;
  /** Keeps an empty or truncated answer from being measured. @throws Error when the data is not what it should be */
  check(data: unknown): void;
};
