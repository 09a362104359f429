/** Whether reading resumes slows down everyone else: `{ health { status } }` idle, and while 20 of them are read. */
import { setTimeout as delay } from 'node:timers/promises';
import { eq } from 'drizzle-orm';
import { createClient } from '../../src/client/client.js';
import { UploadResumeDocument } from '../../src/client/gql/graphql.js';
import { uploadFile } from '../../src/client/upload.js';
import { resumes } from '../../src/db/tables/index.js';
import { goodPdf, pdfType } from '../../tests/support/uploads.js';
import { accountEmails, signIn } from '../account.js';
import { rounds } from '../measure.js';
import { median } from '../number.js';
import { health as operation } from '../operations/health.js';
import { ours, startServer } from '../server.js';
import { type MeasuredRound, prepareSubjects, runRound, type Subject } from '../subject.js';
import { footer, layOut, middle } from '../table.js';
import type { Bench, Scenario } from './scenario.js';

const atOnce = 20;
/** Milliseconds between an answer and the next question: one that asks, and does not load. */
const pause = 5;
/** Seconds; longer than any round, which is stopped. */
const forever = 3600;

/** Some pages; of other bytes each time, since the same again would not be read. */
const document = (name: string): Promise<Buffer> =>
  goodPdf([
    name,
    'someone@example.com | +1 555 010 0000',
    'Experience',
    ...Array.from({ length: 12 }, (_, at) => [
      `Senior Engineer, Company ${at}, ${1990 + at}-03 - ${1991 + at}-02`,
      `Moved ledger ${at} to a sharded store, in Go and Kafka, with two billion rows that were copied and verified.`,
      'Wrote the runbook, measured the tail latency before and after, and taught the team of seven to do the same.',
      'Cut the bill of the cluster by a third by folding twelve services on Kubernetes into four.',
    ]).flat(),
    'Skills',
    'Go, Kafka, Kubernetes, MySQL, PostgreSQL, Redis, TypeScript, React, Terraform, Prometheus',
    'Education',
    'BSc Computer Science, Example University, 1986 - 1990',
  ]);

const documentsOf = (round: number): Promise<Buffer[]> =>
  Promise.all(Array.from({ length: atOnce }, (_, at) => document(`Person ${at} of Round ${round}`)));

/** Gives each account a new resume, all at once. @returns seconds until the last has been read */
const readAll = async ({ database }: Bench, url: string, tokens: string[], documents: Buffer[]): Promise<number> => {
  const start = performance.now();
  await Promise.all(
    tokens.map(async (accessToken, at) => {
      const client = createClient(url);
      // Good for longer than a round takes: it is never renewed.
      client.use({ accessToken, accessTokenExpiresAt: new Date(Date.now() + 600_000).toISOString(), refreshToken: '' });
      const bytes = new Blob([new Uint8Array(documents[at] as Buffer)]);
      const file = await uploadFile(client, { purpose: 'RESUME', filename: 'cv.pdf', contentType: pdfType, bytes });
      await client.request(UploadResumeDocument, { fileId: file.id });
      await client.dispose();
    }),
  );
  const unread = () => database.db.$count(resumes, eq(resumes.status, 'PARSING'));
  while ((await unread()) > 0) await delay(50);
  const read = await database.db.$count(resumes, eq(resumes.status, 'READY'));
  if (read !== tokens.length) throw new Error(`${read} of ${tokens.length} resumes were read`);
  return (performance.now() - start) / 1000;
};

export const reading: Scenario = {
  name: 'reading',
  description: `{ health { status } } every ${pause} ms, idle and while the same server takes and reads ${atOnce} resumes`,
  run: async (bench) => {
    const { scope, built, environment, seconds, load } = bench;
    // A server that does its background work itself: the worst case.
    const server = await startServer(ours, built, { ...environment, ROLE: 'all' }, scope);
    const alone: Bench = { ...bench, servers: [server] };
    const [subject] = (await prepareSubjects(alone, [ours], operation)) as [Subject];
    const tokens: string[] = [];
    for (const email of accountEmails.slice(0, atOnce)) tokens.push(await signIn(server.url, { userId: '', email }));
    await runRound(bench, subject, { connections: 1, seconds: 0, atLeast: 1000 });
    await readAll(alone, server.url, tokens, await documentsOf(0));
    const idle: MeasuredRound[] = [];
    const busy: MeasuredRound[] = [];
    const took: number[] = [];
    for (let round = 1; round <= rounds; round++) {
      idle.push(await runRound(bench, subject, { connections: 1, pause, seconds, atLeast: 50 }));
      const documents = await documentsOf(round);
      const probing = runRound(bench, subject, { connections: 1, pause, seconds: forever, atLeast: 0 });
      took.push(await readAll(alone, server.url, tokens, documents));
      load.stop();
      busy.push(await probing);
    }
    const ratios = busy.map(({ p99 }, at) => p99 / (idle[at]?.p99 ?? Number.NaN));
    const row = (name: string, measured: MeasuredRound[]) => [
      name,
      String(middle(measured, 'requests')),
      middle(measured, 'p50').toFixed(2),
      middle(measured, 'p99').toFixed(2),
    ];
    return [
      ...layOut(
        ['', 'asked', 'p50 ms', 'p99 ms', 'p99 / idle', 'of each round'],
        [
          [...row('idle', idle), '', ''],
          [
            ...row(`${atOnce} resumes`, busy),
            median(ratios).toFixed(1),
            ratios.map((ratio) => ratio.toFixed(1)).join(' '),
          ],
        ],
      ),
      `${atOnce} resumes were uploaded and read in ${took.map((time) => time.toFixed(1)).join(', ')} s`,
      footer(
        `1 connection, ${pause} ms between an answer and the next question; a busy round lasts until all are read`,
        seconds,
      ),
    ];
  },
};
