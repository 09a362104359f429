/** Batched reads of turns. */
import DataLoader from 'dataloader';
import { and, eq, max, sql } from 'drizzle-orm';
import type { Database, Tally } from '../db/connection.js';
import {
  type Answer,
  answerColumns,
  answers,
  detailColumns,
  type Evaluation,
  type EvaluationDetail,
  evaluationColumns,
  evaluations,
  interviews,
  type Turn,
  turnColumns,
  turns,
} from '../db/tables/index.js';
import { inKeys, manyByKey, oneByKey } from './batch.js';
import { joinedStatement, type Narrowing, statement } from './statement.js';

/** Of the turns that put a question to a candidate, how many are open, and when the last was asked. */
export type Asked = { open: number; lastAskedAt: Date | null };

/** What a left join has of a table: nothing but nulls where there is no row of it. */
type Joined<R> = R | { id: null };
/** A turn, one of its answers, and a revision of its evaluation. */
export type TriedTurn = {
  turns: Turn;
  answers: Joined<Answer>;
  evaluations: Joined<Evaluation & Partial<EvaluationDetail>>;
};

const shownTurn: Narrowing = {
  type: 'Turn',
  always: ['id', 'interviewId', 'position', 'status'],
  behind: { question: ['questionId'], parent: ['parentId'] },
};
const shownAnswer: Narrowing = {
  type: 'Answer',
  always: ['id', 'interviewId', 'turnId', 'attempt', 'revealedAt'],
  behind: { recording: ['recordingFileId'], textDeadlineAt: ['transcript', 'transcribedAt'] },
};
const detail = Object.keys(detailColumns);
const shownEvaluation: Narrowing = {
  type: 'Evaluation',
  always: ['id', 'interviewId', 'answerId', 'revision', 'status'],
  behind: { dimensions: detail, points: detail },
};

export const createTurnLoaders = (database: Database) => {
  const asked = database.db
    .select({
      candidateId: interviews.candidateId,
      questionId: turns.questionId,
      lastAskedAt: max(turns.askedAt),
      open: sql<number>`sum(${turns.status} = 'ASKED')`.mapWith(Number),
    })
    .from(turns)
    .innerJoin(interviews, eq(interviews.id, turns.interviewId))
    .where(and(inKeys(interviews.candidateId, 'candidateIds'), inKeys(turns.questionId, 'questionIds')))
    .groupBy(interviews.candidateId, turns.questionId)
    .prepare();
  const pair = (key: { candidateId: string; questionId: string | null }) => `${key.candidateId} ${key.questionId}`;

  return {
    turnById: oneByKey(
      statement(database, turnColumns, (select) => select.from(turns).where(inKeys(turns.id))),
      (row) => row.id,
    ),
    /** In the order in which they were asked. */
    turnsByInterviewId: manyByKey(
      statement(
        database,
        turnColumns,
        (select) => select.from(turns).where(inKeys(turns.interviewId)).orderBy(turns.interviewId, turns.position),
        shownTurn,
      ),
      (row) => row.interviewId,
    ),
    /** The same with every try at them, oldest first, and every revision of its evaluation: a row for each, and one moment for all. */
    triedTurnsByInterviewId: manyByKey<TriedTurn>(
      joinedStatement(
        database,
        { turns: turnColumns, answers: answerColumns, evaluations: { ...evaluationColumns, ...detailColumns } },
        (select) =>
          select
            .from(turns)
            .leftJoin(answers, eq(answers.turnId, turns.id))
            .leftJoin(evaluations, eq(evaluations.answerId, answers.id))
            .where(inKeys(turns.interviewId))
            .orderBy(turns.interviewId, turns.position, answers.attempt, evaluations.revision),
        { turns: shownTurn, answers: shownAnswer, evaluations: shownEvaluation },
      ),
      (row) => row.turns.interviewId,
    ),
    askedByCandidateAndQuestion: (tally: Tally) =>
      new DataLoader<{ candidateId: string; questionId: string }, Asked | undefined, string>(
        async (keys) => {
          tally.statements++;
          const [candidateIds, questionIds] = [
            keys.map(({ candidateId }) => candidateId),
            keys.map(({ questionId }) => questionId),
          ];
          const rows = await asked.execute({ candidateIds, questionIds });
          const found = new Map(rows.map((row) => [pair(row), row]));
          return keys.map((key) => found.get(pair(key)));
        },
        { cacheKeyFn: pair, maxBatchSize: 1_000 },
      ),
  };
};
