/** Whether memory stays flat: one server, many requests of all kinds, its memory read in between. */
import { once } from 'node:events';
import { history } from '../operations/history.js';
import { interview } from '../operations/interview.js';
import { me } from '../operations/me.js';
import { search } from '../operations/search.js';
import { within } from '../scope.js';
import { ours, startServer } from '../server.js';
import type { Memory } from '../servers/memory.js';
import { prepareSubjects, runRound, type Subject } from '../subject.js';
import { layOut } from '../table.js';
import type { Scenario } from './scenario.js';

const connections = 16;
/** How often each is sent; what is asked most in a browser's day is the least. */
const shares = [
  { operation: me, share: 12 },
  { operation: search, share: 4 },
  { operation: interview, share: 3 },
  { operation: history, share: 1 },
];
const readings = 10;

export const memory: Scenario = {
  name: 'memory',
  description: 'memory of a server while it answers, everything that can go being collected before each reading',
  run: (bench) =>
    within(bench.scope, async (scope) => {
      const server = await startServer(ours, bench.built, bench.environment, scope);
      const alone = { ...bench, servers: [server] };
      const subjects: Subject[] = [];
      for (const { operation } of shares) {
        const [subject] = (await prepareSubjects(alone, [ours], operation)) as [Subject];
        subjects.push(subject);
      }
      const all = shares.reduce((sum, { share }) => sum + share, 0);
      const send = async (requests: number): Promise<number> => {
        let sent = 0;
        for (const [at, { share }] of shares.entries()) {
          const atLeast = Math.round((requests * share) / all);
          sent += (await runRound(bench, subjects[at] as Subject, { connections, seconds: 0, atLeast })).requests;
        }
        return sent;
      };
      const read = async (): Promise<Memory> => {
        server.child.send('memory');
        return (await once(server.child, 'message'))[0] as Memory;
      };
      const megabytes = (bytes: number) => (bytes / 1024 / 1024).toFixed(1);
      const rows: string[][] = [];
      let sent = 0;
      for (let done = 0; done <= readings; done++) {
        // The first is for what comes once: compiled code, caches, connections.
        sent += await send(done === 0 ? bench.requests / 20 : bench.requests / readings);
        const { rss, heapUsed } = await read();
        rows.push([sent.toLocaleString('en'), megabytes(rss), megabytes(heapUsed)]);
      }
      const kinds = shares.map(({ operation, share }) => `${share} ${operation.operationName}`).join(', ');
      return [
        ...layOut(['after requests', 'RSS MB', 'heap MB'], rows),
        `${connections} connections; of ${all} requests ${kinds}`,
      ];
    }),
};
