/** Redis connections. */
import { type Command, Redis } from 'ioredis';
import type { Log } from '../log.js';

/** Every key and channel of ours begins with this. */
export const namespace = 'zpi';

const timedOut = 'Command timed out';
/** Milliseconds between trials of one that hangs. */
const trialInterval = 1_000;

/** Hangs for one command at a time: while none is answered, and one is waited for, the others fail at once. */
class ImpatientRedis extends Redis {
  #restsUntil = 0;

  override sendCommand(command: Command, stream?: Parameters<Redis['sendCommand']>[1]): unknown {
    // What greets a new connection comes before it is ready, and a pipeline brings a stream.
    if (this.#restsUntil > 0 && this.status === 'ready' && !stream) {
      if (performance.now() < this.#restsUntil) {
        command.reject(new Error(timedOut));
        return command.promise;
      }
      // This one tries, until it has timed out.
      this.#restsUntil = Number.POSITIVE_INFINITY;
    }
    command.promise.then(
      () => {
        this.#restsUntil = 0;
      },
      (error: unknown) => {
        const hangs = this.status === 'ready' && error instanceof Error && error.message === timedOut;
        if (hangs) this.#restsUntil = performance.now() + trialInterval;
        // It has answered, or is another connection's.
        else if (this.#restsUntil === Number.POSITIVE_INFINITY) this.#restsUntil = 0;
      },
    );
    return super.sendCommand(command, stream);
  }
}

/**
 * Opens a connection that keeps reconnecting by itself.
 * A command that finds Redis away fails within about a second instead of waiting for its return, two where it hangs;
 * but for one a second it fails at once then.
 */
export const createRedis = (url: string, log: Log, role: 'commands' | 'subscriber' | 'worker' = 'commands'): Redis => {
  const redis = new (role === 'commands' ? ImpatientRedis : Redis)(url, {
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
    error.message === timedOut ||
    error.message === 'Connection is closed.');
