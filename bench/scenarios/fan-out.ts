/** The live stream of one process: to many sockets of one interview, of many interviews, and to sockets that wait. */
import { eq } from 'drizzle-orm';
import { interviews } from '../../src/db/tables/index.js';
import { requireFiles } from '../fan-out/files.js';
import type { Subscription } from '../fan-out/followers.js';
import { measureIdle, memoryRows, ratioOfP99 } from '../fan-out/idle.js';
import { addInterviews, addSessions, addUsers, type FollowedInterview } from '../fan-out/people.js';
import { type Counted, countStep, statementRows } from '../fan-out/statements.js';
import { columns, follow, measureStreams, part, rowsOf, type Streams, sideOf, startOurs } from '../fan-out/streams.js';
import { skipping, writing, writingStatements } from '../fan-out/trigger.js';
import { within } from '../scope.js';
import { ours, type RunningServer } from '../server.js';
import type { MeasuredRound } from '../subject.js';
import { footer, layOut, middle } from '../table.js';
import type { Bench, Scenario } from './scenario.js';

const many = 1_000;
/** Events of which the least statements are taken. */
const times = 5;
/** Subscriptions on which nothing happens. */
const idle = 5_000;
/** As how many times as long an answer may take with them as without. */
const bar = 2;

/** `tokens` in turn over so many sockets on one interview, from where its log is now. */
const subscriptionsTo = async (
  { database: { db } }: Bench,
  { interviewId }: FollowedInterview,
  tokens: string[],
  sockets: number,
): Promise<Subscription[]> => {
  const [row] = await db.select({ lastSeq: interviews.lastSeq }).from(interviews).where(eq(interviews.id, interviewId));
  const after = (row?.lastSeq ?? Number.NaN) - 1;
  return Array.from({ length: sockets }, (_, at) => ({
    token: tokens[at % tokens.length] as string,
    interviewId,
    after,
  }));
};

/** What several variants come to. */
type Found = { streams: Streams[]; counted: Counted[] };

/** One interview with many sockets of its candidate, all of one session. */
const toOneSession = async (bench: Bench, { streams, counted }: Found): Promise<void> => {
  const { side, tokens, interview } = await startWithCandidate(bench, 1);
  const alone = await countStep(bench, side, times);
  counted.push({ name: 'the mutation alone', all: alone });
  for (let sockets = 1; sockets <= many; sockets *= 10) {
    await follow(side, await subscriptionsTo(bench, interview, tokens, sockets - side.sockets));
    const all = await countStep(bench, side, times);
    counted.push({ name: sockets === 1 ? '1 socket' : `${sockets} sockets`, all, stream: all - alone });
  }
  streams.push(await measureStreams(bench, '1 interview', side));
};

/** The same, each of a session of its own. */
const toManySessions = async (bench: Bench, { streams, counted }: Found): Promise<void> => {
  const { side, tokens, interview } = await startWithCandidate(bench, many);
  const alone = await countStep(bench, side, times);
  await follow(side, await subscriptionsTo(bench, interview, tokens, many));
  const all = await countStep(bench, side, times);
  counted.push({ name: `${many} sockets, ${many} sessions`, all, stream: all - alone });
  streams.push(await measureStreams(bench, `1 interview, ${many} sessions`, side));
};

const startWithCandidate = async (bench: Bench, sessions: number) => {
  const [candidate] = (await addUsers(bench, 1)) as [string];
  const tokens = await addSessions(bench, Array<string>(sessions).fill(candidate));
  const [interview] = (await addInterviews(bench, [candidate])) as [FollowedInterview];
  // Another server of ours: what the measured one spends is the stream's alone.
  const { url } = bench.servers.find(({ contender }) => contender === ours) as RunningServer;
  const side = sideOf(bench, await startOurs(bench), skipping(bench, url, tokens[0] as string, interview));
  return { side, tokens, interview };
};

/** Candidates with an interview and a session each. */
const candidatesWithInterviews = async (bench: Bench, count: number) => {
  const users = await addUsers(bench, count);
  const tokens = await addSessions(bench, users);
  const followed = await addInterviews(bench, users);
  const subscriptions = followed.map(
    ({ interviewId }, at): Subscription => ({ token: tokens[at] as string, interviewId, after: 0 }),
  );
  return { followed, subscriptions };
};

/** Many interviews with a socket each. */
const toManyInterviews = async (bench: Bench, { streams, counted }: Found): Promise<void> => {
  const { followed, subscriptions } = await candidatesWithInterviews(bench, many);
  const side = sideOf(bench, await startOurs(bench), writing(bench, followed));
  await follow(side, subscriptions);
  const all = (await countStep(bench, side, times)) / many;
  counted.push({ name: `${many} interviews, 1 socket each`, all, stream: all - writingStatements / many });
  streams.push(await measureStreams(bench, `${many} interviews`, side));
};

const idleRow = (name: string, measured: MeasuredRound[], ...rest: string[]) => [
  name,
  String(middle(measured, 'requests')),
  middle(measured, 'p50').toFixed(2),
  middle(measured, 'p99').toFixed(2),
  ...rest,
];

export const fanOut: Scenario = {
  name: 'fan-out',
  description:
    'events of interviews to their sockets: rate, latency, statements, memory, and what else is asked meanwhile',
  run: async (bench) => {
    await requireFiles(idle);
    // Servers and sockets of a part must not be beside the next.
    const alone = <T>(work: (bench: Bench) => Promise<T>) => within(bench.scope, (scope) => work({ ...bench, scope }));
    const found: Found = { streams: [], counted: [] };
    for (const variant of [toOneSession, toManySessions, toManyInterviews]) {
      await alone((bench) => variant(bench, found));
    }
    const { subscriptions } = await candidatesWithInterviews(bench, idle);
    const waiting = await alone((bench) => measureIdle(bench, subscriptions));
    const { ratio, ofEach } = ratioOfP99(waiting);
    return [
      ...layOut([...columns, 'messages/s of each round'], found.streams.flatMap(rowsOf)),
      footer(
        `${many} sockets each; an event at a time, the next when everyone has it; CPU µs: of the server per message`,
        bench.seconds * part,
      ),
      '',
      ...layOut(['', 'SQL/event', 'for the sockets', '/ 1 socket'], statementRows(found.counted)),
      `All that the database is sent, and that without the mutation; the least of ${times} events`,
      '',
      ...layOut(['', 'RSS KB', 'heap KB', 'RSS / bare', 'heap / bare'], memoryRows(waiting)),
      `Of each of ${idle} subscriptions on as many interviews, by as many candidates, after the garbage was collected`,
      '',
      ...layOut(
        ['{ me { id } }', 'asked', 'p50 ms', 'p99 ms', 'p99 / none', 'of each round'],
        [
          idleRow('no subscription', waiting.none, '', ''),
          idleRow(`${idle} of them`, waiting.many, ratio.toFixed(2), ofEach.map((one) => one.toFixed(2)).join(' ')),
        ],
      ),
      `The bar is ${bar}: ${ratio <= bar ? 'met' : 'missed'}`,
      footer('4 connections, 5 ms between an answer and the next question', bench.seconds),
    ];
  },
};
