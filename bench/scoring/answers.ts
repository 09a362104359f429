/** Answers that wait to be scored, as they stand in the database when candidates have just given them. */
import type { Db } from '../../src/db/connection.js';
import { newId } from '../../src/db/id.js';
import { answers, evaluations, interviews, outbox, type QuestionRow, turns } from '../../src/db/tables/index.js';

const turnsPerInterview = 5;
/** Far enough away for the sweep not to meddle: the queue has the work. */
const later = 600_000;

/** Its first sentences, about three in five: an answer that leaves something out. */
const partOf = (text: string): string => {
  const sentences = text.split(/(?<=[.。!?！？])\s*/);
  return sentences.slice(0, Math.max(1, Math.round(sentences.length * 0.6))).join(' ');
};

const queued = (interviewId: string, question: QuestionRow, position: number, now: Date) => {
  const turn: typeof turns.$inferInsert = {
    id: newId('turn'),
    interviewId,
    position,
    kind: 'MAIN',
    parentId: null,
    questionId: question.id,
    categoryId: null,
    prompt: question.prompt,
    referenceAnswer: question.referenceAnswer,
    keyPoints: question.keyPoints,
    status: 'ANSWERED',
    askedAt: now,
    closedAt: now,
  };
  const answer: typeof answers.$inferInsert = {
    id: newId('answer'),
    interviewId,
    turnId: turn.id,
    attempt: 1,
    clientKey: `bench-scoring-${position}`,
    contentHash: '0'.repeat(64),
    text: partOf(question.referenceAnswer),
    transcript: 'NOT_NEEDED',
    assisted: false,
    submittedAt: now,
  };
  const evaluation: typeof evaluations.$inferInsert = {
    id: newId('evaluation'),
    interviewId,
    answerId: answer.id,
    revision: 1,
    status: 'QUEUED',
    provisional: false,
    dimensions: [],
    points: [],
    createdAt: now,
  };
  return { turn, answer, evaluation };
};

const interviewOf = (candidateId: string, question: QuestionRow, now: Date): typeof interviews.$inferInsert => ({
  id: newId('interview'),
  candidateId,
  mode: 'RANDOM',
  pace: 'STANDARD',
  scores: 'AT_ONCE',
  locale: question.locale,
  status: 'LIVE',
  questionCount: turnsPerInterview,
  repeatedCount: 0,
  plan: [],
  lastSeq: 0,
  createdAt: now,
  startedAt: now,
});

/** @returns the ids of the evaluations that are owed, five of each interview, in turn */
export const queueAnswers = async (
  db: Db,
  candidateId: string,
  bank: QuestionRow[],
  count: number,
): Promise<string[]> => {
  const now = new Date();
  const at = (index: number) => bank[index % bank.length] as QuestionRow;
  const live = Array.from({ length: Math.ceil(count / turnsPerInterview) }, (_, index) =>
    interviewOf(candidateId, at(index), now),
  );
  const rows = Array.from({ length: count }, (_, index) => {
    const interview = live[index % live.length] as (typeof live)[number];
    return queued(interview.id, at(index), 1 + Math.floor(index / live.length), now);
  });
  await db.insert(interviews).values(live);
  await db.insert(turns).values(rows.map(({ turn }) => turn));
  await db.insert(answers).values(rows.map(({ answer }) => answer));
  await db.insert(evaluations).values(rows.map(({ evaluation }) => evaluation));
  const ids = rows.map(({ evaluation }) => evaluation.id);
  const dueAt = new Date(now.getTime() + later);
  await db
    .insert(outbox)
    .values(ids.map((subjectId) => ({ topic: 'SCORE_ANSWER' as const, subjectId, dueAt, promisedAt: now })));
  return ids;
};
