/** Whether the server and what it depends on are well. */
import { sql } from 'drizzle-orm';
import type { Services } from '../context.js';

export type DependencyHealth = { name: string; healthy: boolean; latencyMs: number | null; detail: string | null };
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
    return { name, healthy: true, latencyMs: Math.round((performance.now() - start) * 100) / 100, detail: null };
  } catch {
    // The reason may hold hosts and names, and this is public; the log of the connection has it.
    return { name, healthy: false, latencyMs: null, detail: 'unreachable' };
  } finally {
    clearTimeout(timer);
  }
};

/** `ok`, or `degraded` while a dependency is away. */
export const checkHealth = async (services: Services): Promise<Health> => {
  const dependencies = await Promise.all([
    probe('database', () => services.db.execute(sql`select 1`)),
    probe('redis', () => services.redis.ping()),
    probe('storage', () => services.store.check()),
  ]);
  return {
    status: dependencies.every((dependency) => dependency.healthy) ? 'ok' : 'degraded',
    version: services.version,
    uptime: (services.clock.now().getTime() - services.startedAt.getTime()) / 1000,
    dependencies,
  };
};
