/** The data that is measured: the seed bank, and candidates of whom one has a history. */
import { createPasswords } from '../src/auth/password.js';
import type { Db } from '../src/db/connection.js';
import { newId } from '../src/db/id.js';
import { readSeedBank } from '../src/db/seed.js';
import {
  answers,
  type EvaluationRow,
  evaluations,
  interviews,
  type PointScore,
  type QuestionRow,
  questions,
  turns,
  type UserRow,
  users,
} from '../src/db/tables/index.js';
import { seedBank } from '../src/domain/question/seed.js';
import { dimensions, dimensionWeights, roundScore, totalScore } from '../src/domain/score.js';
import { type Account, accountEmails, password } from './account.js';

const interviewCount = 40;
export const turnsPerInterview = 5;
const minute = 60_000;

type AnswerRow = typeof answers.$inferInsert;
type InterviewRow = typeof interviews.$inferInsert;
type TurnRow = typeof turns.$inferInsert;
type Rows = { interviews: InterviewRow[]; turns: TurnRow[]; answers: AnswerRow[]; evaluations: EvaluationRow[] };

/** Uneven but the same in every run, so that runs compare. */
const mix = (number: number): number => (Math.imul(number + 1, 2_654_435_761) >>> 0) / 2 ** 32;

/** The first sentences of a text, about `share` of it: what someone answers who knows that much. */
const part = (text: string, share: number): string => {
  const sentences = text.split(/(?<=[.。!?！？])\s*/);
  return sentences.slice(0, Math.max(1, Math.round(sentences.length * share))).join(' ');
};

const evaluate = (answer: AnswerRow, turn: TurnRow, share: number): EvaluationRow => {
  const text = answer.text ?? '';
  const points = turn.keyPoints.map((keyPoint, at): PointScore => {
    const covered = (at + 0.5) / turn.keyPoints.length < share;
    const end = Math.min(40, text.length);
    const evidence = covered ? [{ start: 0, end, quote: text.slice(0, end) }] : [];
    return { keyPoint, verdict: covered ? 'COVERED' : 'MISSED', evidence };
  });
  const scores = dimensions.map((dimension, at) => ({
    dimension,
    score: roundScore(100 * share - 5 * at),
    weight: dimensionWeights[dimension],
  }));
  const list = (verdict: PointScore['verdict']) =>
    points.filter((point) => point.verdict === verdict).map((point) => point.keyPoint.text);
  return {
    id: newId('evaluation'),
    interviewId: answer.interviewId,
    answerId: answer.id,
    revision: 1,
    status: 'READY',
    scorer: 'OFFLINE',
    scorerVersion: 'bench',
    provisional: false,
    score: totalScore(scores),
    uncertainty: 12.5,
    dimensions: scores,
    points,
    droppedEvidence: 0,
    followUp: null,
    feedback: `Said: ${list('COVERED').join('; ')}. Missing: ${list('MISSED').join('; ') || 'nothing of weight'}.`,
    suggestion: `Go on with: ${list('MISSED')[0] ?? 'a harder question'}.`,
    createdAt: answer.submittedAt,
    evaluatedAt: new Date(answer.submittedAt.getTime() + 800),
  };
};

const addTurn = (rows: Rows, interview: InterviewRow, question: QuestionRow, position: number): void => {
  const number = rows.turns.length;
  const askedAt = new Date(interview.createdAt.getTime() + position * 4 * minute);
  const skipped = number % 12 === 7;
  const turn: TurnRow = {
    id: newId('turn'),
    interviewId: interview.id,
    position,
    kind: 'MAIN',
    parentId: null,
    questionId: question.id,
    categoryId: null,
    prompt: question.prompt,
    referenceAnswer: question.referenceAnswer,
    keyPoints: question.keyPoints,
    status: skipped ? 'SKIPPED' : 'ANSWERED',
    askedAt,
    deadlineAt: new Date(askedAt.getTime() + question.timeLimit * 1000),
    closedAt: new Date(askedAt.getTime() + 2 * minute),
  };
  rows.turns.push(turn);
  if (skipped) return;
  // Some try twice: only the newest try counts.
  const tries = number % 10 === 3 ? 2 : 1;
  for (let attempt = 1; attempt <= tries; attempt++) {
    const share = 0.2 + 0.8 * mix(number * 2 + attempt);
    const answer: AnswerRow = {
      id: newId('answer'),
      interviewId: interview.id,
      turnId: turn.id,
      attempt,
      clientKey: `bench-${position}-${attempt}`,
      contentHash: '0'.repeat(64),
      text: part(question.referenceAnswer, share),
      recordingFileId: null,
      transcript: 'NOT_NEEDED',
      transcriptFailure: null,
      transcribedAt: null,
      assisted: attempt > 1,
      submittedAt: new Date(askedAt.getTime() + attempt * minute),
      revealedAt: null,
    };
    rows.answers.push(answer);
    rows.evaluations.push(evaluate(answer, turn, share));
  }
};

const createInterview = (candidateId: string, id: string, number: number, bank: QuestionRow[]): InterviewRow => {
  const createdAt = new Date(Date.UTC(2026, 0, 1, 9) + number * 24 * 60 * minute);
  const plan = Array.from(
    { length: turnsPerInterview },
    (_, at) => bank[Math.floor(mix(number * turnsPerInterview + at) * bank.length)]?.id as string,
  );
  return {
    id,
    candidateId,
    mode: 'RANDOM',
    pace: number % 3 === 0 ? 'ZERO_PRESSURE' : 'STANDARD',
    scores: number % 3 === 0 ? 'ON_REQUEST' : 'AT_ONCE',
    locale: number % 2 === 0 ? 'EN' : 'ZH',
    targetRole: 'Backend engineer',
    status: 'FINISHED',
    questionCount: turnsPerInterview,
    repeatedCount: 0,
    plan,
    lastSeq: 3 + 4 * turnsPerInterview,
    createdAt,
    startedAt: createdAt,
    finishedAt: new Date(createdAt.getTime() + 30 * minute),
  };
};

/**
 * Fills a migrated, empty database; written as rows, since playing 40 interviews would take longer than measuring.
 * @returns who has the history
 */
export const createDataset = async (db: Db): Promise<Account> => {
  const now = new Date();
  await seedBank(db, await readSeedBank(), now);
  // One hash for all: making it is the slow part, and checking it costs each the same.
  const passwordHash = await createPasswords().hash(password);
  const accounts = accountEmails.map((email) => ({ userId: newId('user'), email }));
  await db.insert(users).values(
    accounts.map(
      ({ userId, email }): UserRow => ({
        id: userId,
        email,
        emailVerified: true,
        phone: null,
        name: 'Bench Candidate',
        passwordHash,
        role: 'CANDIDATE',
        locale: 'EN',
        createdAt: now,
        updatedAt: now,
      }),
    ),
  );
  const account = accounts[0] as Account;

  const bank = await db.select().from(questions).orderBy(questions.seedSlug);
  const byId = new Map(bank.map((question) => [question.id, question]));
  const rows: Rows = { interviews: [], turns: [], answers: [], evaluations: [] };
  const ids = Array.from({ length: interviewCount }, () => newId('interview')).sort();
  for (const [number, id] of ids.entries()) {
    const locale = number % 2 === 0 ? 'EN' : 'ZH';
    const inLanguage = bank.filter((question) => question.locale === locale);
    const interview = createInterview(account.userId, id, number, inLanguage);
    rows.interviews.push(interview);
    for (const [at, questionId] of interview.plan.entries()) {
      addTurn(rows, interview, byId.get(questionId) as QuestionRow, at + 1);
    }
  }
  await db.insert(interviews).values(rows.interviews);
  await db.insert(turns).values(rows.turns);
  await db.insert(answers).values(rows.answers);
  await db.insert(evaluations).values(rows.evaluations);
  return account;
};
