/** Whether sign-ins slow down everyone else: `{ health { status } }` idle, and while passwords are being hashed. */
import { rounds } from '../measure.js';
import { median } from '../number.js';
import { health as operation } from '../operations/health.js';
import { login } from '../operations/login.js';
import { bare, ours } from '../server.js';
import { type MeasuredRound, prepareSubjects, runRound, type Subject } from '../subject.js';
import { footer, layOut, middle } from '../table.js';
import { loginsInFlight } from './login.js';
import type { Bench, Scenario } from './scenario.js';

/** Milliseconds between an answer and the next question: one that asks, and does not load. */
const pause = 5;
/** Seconds; longer than any round, which stops it. */
const forever = 3600;

const probe = { connections: 1, pause, atLeast: 50 };

/** Runs `work` while so many sign-ins are always in flight, the first already answered. */
const beside = async <T>({ background }: Bench, { request, expected }: Subject, work: () => Promise<T>): Promise<T> => {
  const options = { ...request, expected, connections: loginsInFlight, atLeast: 0 };
  await background.run({ ...options, seconds: 0, atLeast: loginsInFlight });
  const logins = background.run({ ...options, seconds: forever });
  const endedEarly = logins.then(() => Promise.reject<never>(new Error('the logins ended')));
  const result = await Promise.race([work(), endedEarly]);
  // From here on they are to end.
  endedEarly.catch(() => undefined);
  background.stop();
  await logins;
  return result;
};

type Compared = { subject: Subject; logins: Subject; idle: MeasuredRound[]; busy: MeasuredRound[] };

const rowsOf = ({ subject, idle, busy }: Compared): string[][] => {
  const row = (name: string, measured: MeasuredRound[]) => [
    `${subject.contender.name}, ${name}`,
    middle(measured, 'p50').toFixed(2),
    middle(measured, 'p99').toFixed(2),
  ];
  const ratios = (of: 'p50' | 'p99') => busy.map((round, at) => round[of] / (idle[at]?.[of] ?? Number.NaN));
  const listed = ratios('p99').map((ratio) => ratio.toFixed(1));
  return [
    [...row('idle', idle), '', '', ''],
    [
      ...row(`${loginsInFlight} logins in flight`, busy),
      median(ratios('p50')).toFixed(1),
      median(ratios('p99')).toFixed(1),
      listed.join(' '),
    ],
  ];
};

export const health: Scenario = {
  name: 'health',
  description: `{ health { status } } every ${pause} ms, idle and while the same server signs others in`,
  run: async (bench) => {
    const contenders = [ours, bare];
    const logins = await prepareSubjects(bench, contenders, login);
    const compared = (await prepareSubjects(bench, contenders, operation)).map(
      (subject, at): Compared => ({ subject, logins: logins[at] as Subject, idle: [], busy: [] }),
    );
    const { seconds } = bench;
    for (const { subject, logins } of compared) {
      await runRound(bench, subject, { connections: 1, seconds: 0, atLeast: 1000 });
      await beside(bench, logins, () => runRound(bench, subject, { ...probe, seconds: 1 }));
    }
    // In turn, so that a drift of the machine hits both phases and both servers alike.
    for (let done = 0; done < rounds; done++) {
      for (const { subject, logins, idle, busy } of compared) {
        idle.push(await runRound(bench, subject, { ...probe, seconds }));
        busy.push(await beside(bench, logins, () => runRound(bench, subject, { ...probe, seconds })));
      }
    }
    return [
      ...layOut(['', 'p50 ms', 'p99 ms', 'p50 / idle', 'p99 / idle', 'of each round'], compared.flatMap(rowsOf)),
      footer(`1 connection, ${pause} ms between an answer and the next question`, seconds),
    ];
  },
};
