/** Makes planned faults happen, and says of each whether it truly did. */
import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { createConnection, type RowDataPacket } from 'mysql2/promise';
import type { Fault } from './fault.js';
import { readMarks } from './mark.js';
import type { Relay } from './relay.js';
import type { KillPoint, Server } from './server.js';
import type { Store, Stores } from './stores.js';

export type Cluster = {
  stores: Stores;
  apis: Server[];
  workers: Server[];
  /** Before each API process, in the same order. */
  relays: Relay[];
  /** The file in which processes leave word at kill points. */
  marks: string;
};

export type Inflicted = Fault & {
  /** What happened; undefined when the fault could not be brought about, which then does not count. */
  happened?: string;
};

/** Milliseconds in which an armed process comes to its kill point, or does not. */
const pointPatience = 8_000;

/** The state letter of a process: T while it is stopped. */
const stateOf = async (pid: number): Promise<string | undefined> =>
  (await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')).split(') ')[1]?.[0];

/** @param until no fault begins later, milliseconds since the epoch */
export const createFaults = (cluster: Cluster, until: number): ((fault: Fault) => Promise<Inflicted>) => {
  const { stores, apis, workers, relays, marks } = cluster;
  const busy = new Set<Server | Store>();

  const isFree = (one: Server | Store) => one.up() && !busy.has(one);
  /** A service of which nothing is left shows nothing: of each kind one process is always spared, where there are several. */
  const maySuffer = (victim: Server | Store) => {
    const peers = [apis, workers].find((list) => list.includes(victim as Server)) ?? [];
    return isFree(victim) && (peers.length < 2 || peers.some((other) => other !== victim && isFree(other)));
  };

  /** Runs `work` with a victim that is up, and left alone by the other faults meanwhile. */
  const withVictim = async (
    victim: Server | Store,
    work: () => Promise<string | undefined>,
  ): Promise<string | undefined> => {
    while (!maySuffer(victim)) {
      if (Date.now() > until) return undefined;
      await delay(50);
    }
    busy.add(victim);
    try {
      return await work();
    } finally {
      busy.delete(victim);
    }
  };

  const pick = <T>(list: T[], { victim }: Fault): T => list[victim % list.length] as T;

  const kill = (server: Server) =>
    withVictim(server, async () => {
      const pid = server.pid();
      server.signal('SIGKILL');
      await server.ended();
      return `${server.name}, pid ${pid}`;
    });

  const stop = (server: Server, length: number) =>
    withVictim(server, async () => {
      const pid = server.pid();
      server.signal('SIGSTOP');
      await delay(50);
      const state = await stateOf(pid);
      await delay(length);
      server.signal('SIGCONT');
      return state === 'T' ? `${server.name}, ${length} ms` : undefined;
    });

  const roll = (server: Server) =>
    withVictim(server, async () => {
      server.signal('SIGTERM');
      await server.ended();
      return server.name;
    });

  const die = (server: Server, point: KillPoint) =>
    withVictim(server, async () => {
      const pid = server.pid();
      server.arm(point);
      const patience = new AbortController();
      await Promise.race([
        server.ended(),
        delay(pointPatience, undefined, { signal: patience.signal }).catch(() => {}),
      ]);
      patience.abort();
      server.arm(undefined);
      const mark = (await readMarks(marks)).find((one) => one.pid === pid && one.point === point);
      return mark && `${server.name}, ${mark.subject}`;
    });

  /** Whether a score has landed. */
  const isScored = async (evaluationId: string): Promise<boolean> => {
    const connection = await createConnection(stores.database.url);
    const [rows] = await connection
      .query<RowDataPacket[]>('SELECT status FROM evaluations WHERE id = ?', [evaluationId])
      .finally(() => connection.destroy());
    return rows[0] !== undefined && !['QUEUED', 'RUNNING'].includes(rows[0].status as string);
  };

  /** Lets go as soon as another has done the work: that the first one does it as well is then what is tested. */
  const halt = (server: Server, point: KillPoint, length: number) =>
    withVictim(server, async () => {
      const pid = server.pid();
      server.arm(point);
      const markOf = async () => (await readMarks(marks)).find((one) => one.pid === pid && one.point === point);
      let mark = await markOf();
      for (const patience = Date.now() + pointPatience; !mark && Date.now() < patience; mark = await markOf()) {
        await delay(50);
      }
      server.arm(undefined);
      let scored = false;
      const patience = Date.now() + length;
      while (mark && !scored && Date.now() < patience) {
        await delay(250);
        // The database may be away just now.
        scored = await isScored(mark.subject).catch(() => false);
      }
      server.signal('SIGCONT');
      return mark && scored ? `${server.name}, ${mark.subject}` : undefined;
    });

  const restart = (store: Store, length: number) =>
    withVictim(store, async () => {
      await store.kill();
      await delay(length);
      await store.start();
      return `down for ${length} ms`;
    });

  const onRedis = (work: (redis: Redis) => Promise<string | undefined>) =>
    withVictim(stores.redis, async () => {
      const redis = new Redis(stores.redis.url, { retryStrategy: () => null });
      redis.on('error', () => {});
      return work(redis).finally(() => redis.disconnect());
    });

  const onRelay = async (relay: Relay, work: (relay: Relay) => string): Promise<string | undefined> => {
    while (relay.connections() === 0) {
      if (Date.now() > until) return undefined;
      await delay(50);
    }
    return work(relay);
  };

  const killConnections = () =>
    withVictim(stores.database, async () => {
      const connection = await createConnection(stores.database.url);
      const [rows] = await connection.query<RowDataPacket[]>(
        "SELECT id FROM information_schema.processlist WHERE user = 'zpi' AND id <> connection_id()",
      );
      // One may have gone by itself meanwhile.
      for (const { id } of rows) await connection.query(`KILL CONNECTION ${id}`).catch(() => {});
      connection.destroy();
      return rows.length > 0 ? `${rows.length} connections` : undefined;
    });

  const inflict = (fault: Fault): Promise<string | undefined> => {
    const { kind, length } = fault;
    switch (kind) {
      case 'kill-api':
        return kill(pick(apis, fault));
      case 'kill-worker':
        return kill(pick(workers, fault));
      case 'stop-api':
        return stop(pick(apis, fault), length);
      case 'stop-worker':
        return stop(pick(workers, fault), length);
      case 'roll-api':
        return roll(pick(apis, fault));
      case 'die-before-publish':
        return die(pick([...apis, ...workers], fault), kind);
      case 'die-before-completion':
        return die(pick(workers, fault), kind);
      case 'halt-while-scoring':
        return halt(pick(workers, fault), kind, length);
      case 'flush-redis':
        return onRedis(async (redis) => {
          const keys = await redis.dbsize();
          await redis.flushall();
          return `${keys} keys`;
        });
      case 'redis-outage':
        return restart(stores.redis, length);
      case 'kill-pubsub':
        return onRedis(async (redis) => {
          const killed = Number(await redis.call('CLIENT', 'KILL', 'TYPE', 'pubsub'));
          return killed > 0 ? `${killed} connections` : undefined;
        });
      case 'restart-database':
        return restart(stores.database, length);
      case 'kill-connections':
        return killConnections();
      case 'cut-clients':
        return onRelay(pick(relays, fault), (relay) => `${relay.cut()} connections`);
      case 'stall-clients':
        return onRelay(pick(relays, fault), (relay) => `${relay.stall(length)} connections, ${length} ms`);
    }
  };

  return async (fault) => {
    const happened = await inflict(fault);
    return happened === undefined ? fault : { ...fault, happened };
  };
};
