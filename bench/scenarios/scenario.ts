/** One thing that is measured, and what it is measured with. */
import type { Database } from '../../src/db/connection.js';
import type { Account } from '../account.js';
import type { Load } from '../load.js';
import type { Scope } from '../scope.js';
import type { RunningServer } from '../server.js';

export type Bench = {
  /** Length of a round. */
  seconds: number;
  /** Of question banks, ascending. */
  sizes: number[];
  /** Of the file that is imported. */
  rows: number;
  /** After which memory is looked at. */
  requests: number;
  /** Names of the operations of the mix; all of them unless given. */
  operations?: string[];
  /** Where profiles of servers go, if they are wanted. */
  profile?: string;
  servers: RunningServer[];
  load: Load;
  /** A second generator, for what goes on beside. */
  background: Load;
  account: Account;
  database: Database;
  /** The folder of the compiled code. */
  built: string;
  /** The key that tokens are signed with. */
  paserk: string;
  /** What the servers are started with. */
  environment: Record<string, string>;
  scope: Scope;
};

export type Scenario = {
  /** As `--scenario` takes it. */
  name: string;
  description: string;
  /** @returns the lines to print. @throws Error when something answers wrongly */
  run(bench: Bench): Promise<string[]>;
};
