/** What a report is made from: every try at every turn, with its newest judgement. */
import { and, asc, eq, max, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/mysql-core';
import { answers, type EvaluationRow, evaluations, questions, type TurnRow, turns } from '../../db/tables/index.js';
import type { Change } from '../interview/change.js';

type Judged = Pick<EvaluationRow, 'id' | 'status' | 'score' | 'uncertainty' | 'provisional' | 'dimensions' | 'points'>;

/** A turn with a try at it, if it was answered. */
export type Try = {
  turn: Pick<TurnRow, 'id' | 'kind' | 'parentId' | 'hints'>;
  categoryId: string | null;
  assisted: boolean | null;
  evaluation: Judged | null;
};

/** In the order of the turns; the oldest of a turn first. */
export const readTries = ({ tx, interview }: Change): Promise<Try[]> => {
  const revisions = alias(evaluations, 'revisions');
  // However often an answer was judged, only the newest judgement is read.
  const newest = tx
    .select({ revision: max(revisions.revision) })
    .from(revisions)
    .where(eq(revisions.answerId, answers.id));
  return tx
    .select({
      turn: { id: turns.id, kind: turns.kind, parentId: turns.parentId, hints: turns.hints },
      categoryId: sql<string | null>`coalesce(${turns.categoryId}, ${questions.categoryId})`,
      assisted: answers.assisted,
      evaluation: {
        id: evaluations.id,
        status: evaluations.status,
        score: evaluations.score,
        uncertainty: evaluations.uncertainty,
        provisional: evaluations.provisional,
        dimensions: evaluations.dimensions,
        points: evaluations.points,
      },
    })
    .from(turns)
    .leftJoin(questions, eq(questions.id, turns.questionId))
    .leftJoin(answers, eq(answers.turnId, turns.id))
    .leftJoin(evaluations, and(eq(evaluations.answerId, answers.id), eq(evaluations.revision, sql`(${newest})`)))
    .where(eq(turns.interviewId, interview.id))
    .orderBy(asc(turns.position), asc(answers.attempt));
};

/** The newest try of a turn is the one that counts. */
export const newestOf = (tries: Try[]): Try[] => [...new Map(tries.map((each) => [each.turn.id, each])).values()];

/** Of a turn whose help came before any answer nothing is known without it; one that was left without having asked is worth nothing. */
export const isUnassisted = ({ turn, assisted }: Try): boolean =>
  assisted === null ? turn.hints.length === 0 : !assisted;

/** A scorer that failed says nothing about the candidate, so the turn does not count. */
export const isCounted = ({ evaluation }: Try): boolean => evaluation?.status !== 'FAILED';

/** A question that was skipped, or whose answer was too thin to judge, is worth nothing. */
export const scoreOf = ({ evaluation }: Try): number => evaluation?.score ?? 0;
