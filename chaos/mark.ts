/** The word that a process leaves when it dies at a kill point, and whether it died where it should. */
import { readFile } from 'node:fs/promises';
import type { Finding } from './checker.js';
import type { KillPoint } from './server.js';
import type { Tables } from './tables.js';

export type Mark = {
  pid: number;
  point: KillPoint;
  /** The interview and the number that was about to be announced, or the evaluation whose job was about to be completed. */
  subject: string;
  /** Milliseconds since the epoch. */
  at: number;
};

export const readMarks = async (path: string): Promise<Mark[]> =>
  (await readFile(path, 'utf8').catch(() => ''))
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Mark);

/** What was to be told of had to be there already: a process that dies so has announced, or completed, what never was. */
export const checkMarks = (marks: Mark[], { events }: Tables): Finding[] => {
  const happened = new Map(
    events.flatMap(({ interviewId, seq, type, evaluationId, at }) => [
      [`${interviewId} ${seq}`, at] as const,
      ...(type === 'AnswerScored' ? [[evaluationId ?? '', at] as const] : []),
    ]),
  );
  return marks
    .filter(({ subject, at }) => !((happened.get(subject) ?? Number.POSITIVE_INFINITY) <= at))
    .map(({ point, subject }) => ({ kind: 'lost', detail: `${point}: ${subject} was not committed yet` }));
};
