/** What honest clients notice while someone abuses the server, each abuse by each transport that has it. */
import { once } from 'node:events';
import { join } from 'node:path';
import { httpAttacks } from '../abuse/http.js';
import { websocketAttacks } from '../abuse/websocket.js';
import { spawnNode } from '../child.js';
import { rounds } from '../measure.js';
import { median } from '../number.js';
import { me } from '../operations/me.js';
import { ours, startServer } from '../server.js';
import type { Abuse, Abused } from '../servers/abuse.js';
import { type MeasuredRound, prepareSubjects, runRound, type Subject } from '../subject.js';
import { footer, layOut, middle } from '../table.js';
import type { Bench, Scenario } from './scenario.js';

const honest = { connections: 4, pause: 5, atLeast: 200 };
/** As how many times as long the slowest honest answer may take. */
const bar = 2;

type Found = Abuse & { during: MeasuredRound[]; refused: number[] };

const startAbuser = ({ built, scope }: Bench) => {
  const child = spawnNode(join(built, 'bench/servers/abuse.js'), {}, scope);
  const ended = once(child, 'exit').then(() => Promise.reject(new Error('the abuser ended')));
  ended.catch(() => undefined);
  return {
    /** Does what it is told for as long as `work` takes. */
    during: async <T>(abuse: Abuse, work: () => Promise<T>): Promise<[T, Abused]> => {
      const told = Promise.race([once(child, 'message'), ended]);
      const early = told.then(([reply]) => Promise.reject(new Error(reply.error ?? 'the abuse ended by itself')));
      early.catch(() => undefined);
      child.send(abuse);
      const result = await Promise.race([work(), early]);
      child.send('stop');
      const [reply] = await told;
      if ('error' in reply) throw new Error(reply.error);
      return [result, reply];
    },
  };
};

/** @param usual p99 without abuse, in milliseconds: of all such rounds, since one by itself tells little */
const rowOf = ({ name, transport, during, refused }: Found, usual: number): string[] => {
  const ratio = middle(during, 'p99') / usual;
  return [
    `${name}, ${transport}`,
    String(median(refused)),
    during.map(({ p99 }) => p99.toFixed(1)).join(' '),
    middle(during, 'p99').toFixed(1),
    ratio.toFixed(2),
    ratio <= bar ? 'met' : 'missed',
  ];
};

export const abuse: Scenario = {
  name: 'abuse',
  description: '{ me { id } } of honest clients, without and with an abuser beside them',
  run: async (bench) => {
    // With the limits that it has unless told otherwise.
    const environment = { ...bench.environment, LIMITS: 'depth=16' };
    const server = await startServer(ours, bench.built, environment, bench.scope);
    const [subject] = (await prepareSubjects({ ...bench, servers: [server] }, [ours], me)) as [Subject];
    await runRound(bench, subject, { connections: 4, seconds: 0, atLeast: 1000 });
    const token = (subject.request.headers.authorization as string).replace('Bearer ', '');
    const abuser = startAbuser(bench);
    const listed = [
      ...Object.keys(httpAttacks).map((name) => ({ name, transport: 'HTTP' as const })),
      ...Object.keys(websocketAttacks).map((name) => ({ name, transport: 'websocket' as const })),
    ];
    const found = listed.map((one): Found => ({ ...one, url: server.url, token, during: [], refused: [] }));
    const without: MeasuredRound[] = [];
    for (let done = 0; done < rounds; done++) {
      for (const { during, refused, ...one } of found) {
        const probe = () => runRound(bench, subject, { ...honest, seconds: bench.seconds });
        without.push(await probe());
        const [round, abused] = await abuser.during(one, probe);
        during.push(round);
        refused.push(abused.refused);
      }
    }
    const usual = middle(without, 'p99');
    return [
      ...layOut(
        ['', 'refused', 'p99 ms of each round', 'p99 ms', '/ without', `bar ${bar}`],
        found.map((one) => rowOf(one, usual)),
      ),
      `without abuse p99 ${usual.toFixed(1)} ms, of ${without.length} rounds, one before each round with it`,
      footer(
        '4 honest connections, 5 ms between an answer and the next question; the abuser in another process',
        bench.seconds,
      ),
    ];
  },
};
