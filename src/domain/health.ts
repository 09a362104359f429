/** Whether the server and what it depends on are well. */
import { sql } from 'drizzle-orm';
import type { Services } from '../context.js';
import type { DependencyState } from '../db/enums.js';
import { isMigrated } from '../db/migrate.js';

export type DependencyHealth = {
  name: string;
  healthy: boolean;
  state: DependencyState;
  latencyMs: number | null;
  detail: string | null;
};
export type Health = { status: string; version: string; uptime: number; dependencies: DependencyHealth[] };

/** A dependency that takes longer than this to answer is away. */
const patienceMs = 2_000;

const probe = async (name: string, ask: () => PromiseLike<unknown>): Promise<DependencyHealth> => {
  const start = performance.now();
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('timeout')), patienceMs);
  });
  try {
    await Promise.race([ask(), timeout]);
    const latencyMs = Math.round((performance.now() - start) * 100) / 100;
    return { name, healthy: true, state: 'WORKING', latencyMs, detail: null };
  } catch {
    // The reason may hold hosts and names, and this is public; the log of the connection has it.
    return { name, healthy: false, state: 'AWAY', latencyMs: null, detail: 'unreachable' };
  } finally {
    clearTimeout(timer);
  }
};

/** `ok`, or `degraded` while a dependency is away. */
export const checkHealth = async (services: Services): Promise<Health> => {
  const probed = await Promise.all([
    probe('database', () => services.db.execute(sql`select 1`)),
    probe('redis', () => services.redis.ping()),
    probe('storage', () => services.store.check()),
  ]);
  // Each call to these costs money or disturbs someone: what is known of them is how the last ones went.
  const others = Object.entries(services.outside()).map(
    ([name, state]): DependencyHealth => ({
      name,
      healthy: state === 'WORKING',
      state,
      latencyMs: null,
      detail: state === 'WORKING' ? null : 'its last calls failed',
    }),
  );
  const dependencies = [...probed, ...others];
  return {
    status: dependencies.every((dependency) => dependency.healthy) ? 'ok' : 'degraded',
    version: services.version,
    uptime: (services.clock.now().getTime() - services.startedAt.getTime()) / 1000,
    dependencies,
  };
};

export type Readiness = Health & {
  ready: boolean;
  /** Whether the tables are those that this server works with, or newer ones; null while the database is away. */
  migrated: boolean | null;
};

/**
 * Whether requests should be sent here. Without Redis or files the server goes on with what it can: taking it out of rotation would
 * only make that less.
 */
export const checkReadiness = async (services: Services): Promise<Readiness> => {
  const [health, migrated] = await Promise.all([checkHealth(services), isMigrated(services.db).catch(() => null)]);
  const database = health.dependencies.find(({ name }) => name === 'database');
  return { ready: database?.healthy === true && migrated === true, migrated, ...health };
};
