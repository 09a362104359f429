/** The tables as they are when all is over, read by plain SQL. */
import { createConnection, type RowDataPacket } from 'mysql2/promise';

export type InterviewRow = { id: string; clientKey: string | null; pace: string; status: string; lastSeq: number };
export type TurnRow = {
  id: string;
  interviewId: string;
  status: string;
  askedAt: number;
  /** Seconds. */
  timeLimit: number | null;
  pausedTime: number;
  deadlineAt: number | null;
  closedAt: number | null;
};
export type AnswerRow = {
  id: string;
  interviewId: string;
  turnId: string;
  attempt: number;
  clientKey: string;
  text: string | null;
  submittedAt: number;
};
export type EvaluationRow = { id: string; answerId: string; revision: number; status: string };
export type EventRow = {
  interviewId: string;
  seq: number;
  type: string;
  turnId: string | null;
  answerId: string | null;
  evaluationId: string | null;
  hint: number | null;
  at: number;
};

export type Tables = {
  interviews: InterviewRow[];
  turns: TurnRow[];
  answers: AnswerRow[];
  evaluations: EvaluationRow[];
  /** By interview, then by number. */
  events: EventRow[];
  /** Of interviews. */
  reports: string[];
  /** What is still owed, by topic. */
  owed: Record<string, number>;
};

const statements = {
  interviews: 'SELECT id, client_key AS clientKey, pace, status, last_seq AS lastSeq FROM interviews ORDER BY id',
  turns:
    'SELECT id, interview_id AS interviewId, status, asked_at AS askedAt, time_limit AS timeLimit, paused_time AS pausedTime, deadline_at AS deadlineAt, closed_at AS closedAt FROM turns ORDER BY id',
  answers:
    'SELECT id, interview_id AS interviewId, turn_id AS turnId, attempt, client_key AS clientKey, text, submitted_at AS submittedAt FROM answers ORDER BY id',
  evaluations: 'SELECT id, answer_id AS answerId, revision, status FROM evaluations ORDER BY id',
  events:
    'SELECT interview_id AS interviewId, seq, type, turn_id AS turnId, answer_id AS answerId, evaluation_id AS evaluationId, hint, at FROM interview_events ORDER BY interview_id, seq',
};

const plain = (row: RowDataPacket) =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, value instanceof Date ? value.getTime() : value]),
  );

export const readTables = async (url: string): Promise<Tables> => {
  const connection = await createConnection({ uri: url, timezone: 'Z' });
  try {
    // All of one moment, should anything still be going on.
    await connection.query('START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY');
    const read = async <T>(sql: string): Promise<T[]> =>
      (await connection.query<RowDataPacket[]>(sql))[0].map((row) => plain(row) as T);
    const owed = await read<{ topic: string; count: number }>(
      'SELECT topic, COUNT(*) AS count FROM outbox GROUP BY topic',
    );
    return {
      interviews: await read(statements.interviews),
      turns: await read(statements.turns),
      answers: await read(statements.answers),
      evaluations: await read(statements.evaluations),
      events: await read(statements.events),
      reports: (await read<{ id: string }>('SELECT interview_id AS id FROM reports')).map(({ id }) => id),
      owed: Object.fromEntries(owed.map(({ topic, count }) => [topic, Number(count)])),
    };
  } finally {
    connection.destroy();
  }
};

/** What is still under way: nothing, once all has settled. */
export const countUnsettled = async (url: string): Promise<number> => {
  const connection = await createConnection({ uri: url, timezone: 'Z' });
  try {
    const [[row]] = await connection.query<RowDataPacket[]>(`SELECT
      (SELECT COUNT(*) FROM interviews WHERE status NOT IN ('READY', 'FINISHED', 'CANCELLED')) +
      (SELECT COUNT(*) FROM evaluations WHERE status IN ('QUEUED', 'RUNNING')) +
      (SELECT COUNT(*) FROM outbox WHERE topic = 'SCORE_ANSWER') AS count`);
    return Number(row?.count);
  } finally {
    connection.destroy();
  }
};

/** How far the log of each interview goes. */
export const readHeads = async (url: string): Promise<Map<string, number>> => {
  const connection = await createConnection({ uri: url, timezone: 'Z' });
  try {
    const [rows] = await connection.query<RowDataPacket[]>('SELECT id, last_seq AS lastSeq FROM interviews');
    return new Map(rows.map(({ id, lastSeq }) => [id as string, lastSeq as number]));
  } finally {
    connection.destroy();
  }
};
