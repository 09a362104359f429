/** Redis connections. */
import { Redis } from 'ioredis';
import type { Log } from '../log.js';

/** Every key and channel of ours begins with this. */
export const namespace = 'zpi';

/**
 * Opens a connection that keeps reconnecting by itself.
 * A command that finds Redis away fails within about a second instead of waiting for its return.
 */
export const createRedis = (url: string, log: Log, role: 'commands' | 'subscriber' | 'worker' = 'commands'): Redis => {
  const redis = new Redis(url, {
    // A blocking worker must wait through an outage; everyone else should hear of it at once.
    maxRetriesPerRequest: role === 'commands' ? 1 : null,
    retryStrategy: (attempt) => Math.min(50 * 2 ** attempt, 1_000),
    connectTimeout: 2_000,
    ...(role === 'commands' ? { commandTimeout: 2_000 } : {}),
  });
  let away = false;
  redis.on('error', (error) => {
    if (!away) log.warn({ role, reason: error.message }, 'redis is away');
    away = true;
  });
  redis.on('ready', () => {
    if (away) log.info({ role }, 'redis is back');
    away = false;
  });
  return redis;
};

/** Milliseconds. */
const rest = 5_000;

export type RedisPresence = {
  /** Whether it is not worth asking just now: one that hangs costs seconds each time. */
  isResting(): boolean;
  /** To be told of each failure. @throws the same, where Redis is not away */
  failed(error: unknown): void;
};

/** Knows whether Redis is there, for those who can go on without. */
export const watchPresence = (redis: Redis): RedisPresence => {
  let restsUntil = 0;
  return {
    isResting: () => redis.status !== 'ready' || performance.now() < restsUntil,
    failed: (error) => {
      if (!isRedisAway(error)) throw error;
      restsUntil = performance.now() + rest;
    },
  };
};

/** Whether a command failed because Redis could not be reached in time. */
export const isRedisAway = (error: unknown): boolean =>
  error instanceof Error &&
  (error.name === 'MaxRetriesPerRequestError' ||
    error.message === 'Command timed out' ||
    error.message === 'Connection is closed.');
