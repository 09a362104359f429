/** What clients ask most, from the nested history to an answer: ours beside the limit and the peers. */
import { and, eq } from 'drizzle-orm';
import { createConnection } from 'mysql2/promise';
import { interviews, outbox } from '../../src/db/tables/index.js';
import { addFullText } from '../bank/full-text.js';
import { measure } from '../measure.js';
import { first, history } from '../operations/history.js';
import { interview } from '../operations/interview.js';
import { me } from '../operations/me.js';
import { search } from '../operations/search.js';
import { submit } from '../operations/submit.js';
import { within } from '../scope.js';
import { apollo, bare, mercurius, ours, yoga } from '../server.js';
import { footer, layOutComparison } from '../table.js';
import type { Bench, Scenario } from './scenario.js';

const connections = 16;
/** Seconds that the database may take to index the seed bank for the bare server's search. */
const patience = 60;

const asked = [
  {
    name: 'history',
    operation: history,
    title: `the last ${first} interviews with their turns, questions, categories, answers and evaluations`,
  },
  { name: 'interview', operation: interview, title: 'one interview with all that its page shows' },
  {
    name: 'search',
    operation: search,
    title: 'a page of the question bank that a search finds, and how many there are',
  },
  { name: 'me', operation: me, title: 'me' },
  { name: 'submit', operation: submit, title: 'submitAnswer: the next question is asked, the score promised' },
];

const addIndex = ({ environment, scope }: Bench): Promise<boolean> =>
  within(scope, async ({ add }) => {
    const connect = async () => {
      const connection = await createConnection({ uri: environment.DATABASE_URL, timezone: 'Z', charset: 'utf8mb4' });
      add(() => connection.end());
      return connection;
    };
    return addFullText(await connect(), await connect(), patience);
  });

/** What was made to be answered would be the newest interviews of the candidate from now on. */
const removeAnswered = async ({ database: { db }, account }: Bench): Promise<void> => {
  await db.delete(interviews).where(and(eq(interviews.candidateId, account.userId), eq(interviews.status, 'LIVE')));
  await db.delete(outbox);
};

export const mix: Scenario = {
  name: 'mix',
  description: `what clients ask most, ${connections} connections`,
  run: async (bench) => {
    if (!(await addIndex(bench))) throw new Error(`no FULLTEXT index within ${patience} s`);
    const contenders = [ours, bare, apollo, yoga, mercurius];
    const lines: string[] = [];
    for (const { name, operation, title } of asked) {
      if (bench.operations?.includes(name) === false) continue;
      const measured = await measure(bench, { operation, contenders, connections, warmUp: 200 });
      lines.push('', title, ...layOutComparison(measured));
    }
    await removeAnswered(bench);
    return [...lines, footer(`${connections} connections`, bench.seconds)];
  },
};
