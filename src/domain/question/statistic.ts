/** How questions do: each turn that is over is counted once, and what is counted of it follows what becomes of it. */
import { desc, eq, sql } from 'drizzle-orm';
import type { Context, Services } from '../../context.js';
import { isOrphan, type Tx, transaction } from '../../db/connection.js';
import type { EvaluationStatus } from '../../db/enums.js';
import {
  answers,
  evaluations,
  type Question,
  type StatisticRow,
  statistics,
  type TallyRow,
  tallies,
  turns,
} from '../../db/tables/index.js';
import { beginJob, lockJob, settleJobs } from '../job.js';
import { isEditor } from '../viewer.js';

type Sums = Omit<StatisticRow, 'questionId'>;
type Tally = Omit<TallyRow, 'turnId'>;

const nothing: Sums = {
  answered: 0,
  skipped: 0,
  expired: 0,
  scored: 0,
  scoreSum: 0,
  scoreSquares: 0,
  millisecondSum: 0,
};
const parts = Object.keys(nothing) as (keyof Sums)[];

/** What a turn adds to the sums of its question. */
const sumsOf = (tally: Tally | null): Sums =>
  tally === null
    ? nothing
    : {
        answered: Number(tally.status === 'ANSWERED'),
        skipped: Number(tally.status === 'SKIPPED'),
        expired: Number(tally.status === 'EXPIRED'),
        scored: Number(tally.score !== null),
        scoreSum: tally.score ?? 0,
        scoreSquares: (tally.score ?? 0) ** 2,
        millisecondSum: tally.milliseconds ?? 0,
      };

/** In tenths of points. As in reports, an answer too thin to judge is worth nothing, and a scorer that failed says nothing. */
const worthOf = (status: EvaluationStatus | null, score: number | null): number | null =>
  status === 'READY' || status === 'INSUFFICIENT' ? Math.round((score ?? 0) * 10) : null;

/** What a turn is to be counted as, and what it has been counted as; undefined where there is nothing to count. */
const readTurn = async (tx: Tx, turnId: string): Promise<{ now: Tally; before: TallyRow | null } | undefined> => {
  const [row] = await tx
    .select({
      questionId: turns.questionId,
      status: turns.status,
      askedAt: turns.askedAt,
      reopenedAt: turns.reopenedAt,
      pausedTime: turns.pausedTime,
      submittedAt: answers.submittedAt,
      evaluation: evaluations.status,
      score: evaluations.score,
      before: tallies,
    })
    .from(turns)
    .leftJoin(tallies, eq(tallies.turnId, turns.id))
    .leftJoin(answers, eq(answers.turnId, turns.id))
    .leftJoin(evaluations, eq(evaluations.answerId, answers.id))
    .where(eq(turns.id, turnId))
    // The newest revision of the newest try is the one that counts.
    .orderBy(desc(answers.attempt), desc(evaluations.revision))
    .limit(1);
  // Erased with its candidate, asked without the bank, or asked by a question that was deleted, and its sums with it.
  if (!row?.questionId) return undefined;
  const { questionId, status, before } = row;
  // A turn that was skipped or has expired may hold a recording of which nothing could be made.
  if (status !== 'ANSWERED' || !row.submittedAt) {
    return { now: { questionId, status, score: null, milliseconds: null }, before };
  }
  const openedAt = row.reopenedAt && row.reopenedAt < row.submittedAt ? row.reopenedAt : row.askedAt;
  const milliseconds = Math.round(row.submittedAt.getTime() - openedAt.getTime() - row.pausedTime * 1000);
  return { now: { questionId, status, score: worthOf(row.evaluation, row.score), milliseconds }, before };
};

/** Adds to the sums of a question; returns false when it was deleted meanwhile. */
const addSums = async (tx: Tx, questionId: string, sums: Sums): Promise<boolean> => {
  // Many turns of one question are counted at once: each adds to what is there, whatever that is by then.
  const set = Object.fromEntries(parts.map((part) => [part, sql`${statistics[part]} + ${sums[part]}`]));
  try {
    await tx
      .insert(statistics)
      .values({ questionId, ...sums })
      .onDuplicateKeyUpdate({ set });
    return true;
  } catch (error) {
    if (isOrphan(error)) return false;
    throw error;
  }
};

/**
 * Counts a turn towards its question, if that was promised: what it is worth now, less what it has been counted as. It takes
 * the same few statements however many turns there are. May run any number of times, also at once: the promise, locked, lets
 * one at a time count, and whoever promises it anew waits, so that no change is struck off unseen.
 */
export const countTurn = async (services: Services, turnId: string): Promise<void> => {
  const job = { topic: 'COUNT_TURN', subjectId: turnId } as const;
  if ((await beginJob(services, job)) === 0) return;
  await transaction(services.db, async (tx) => {
    // The first lock of all: whoever promises comes here last, and must hold nothing that is waited for from here on.
    if (!(await lockJob(tx, job))) return;
    const turn = await readTurn(tx, turnId);
    if (turn) await count(tx, turnId, turn.now, turn.before);
    await settleJobs(tx, 'COUNT_TURN', [turnId]);
  });
};

const count = async (tx: Tx, turnId: string, now: Tally, before: Tally | null): Promise<void> => {
  const [added, known] = [sumsOf(now), sumsOf(before)];
  const difference = Object.fromEntries(parts.map((part) => [part, added[part] - known[part]])) as Sums;
  if (parts.every((part) => difference[part] === 0)) return;
  // The question's rows come before the turn's, as they do for whoever deletes the question.
  if (!(await addSums(tx, now.questionId, difference))) return;
  await tx
    .insert(tallies)
    .values({ turnId, ...now })
    .onDuplicateKeyUpdate({ set: now });
};

/** Counts of turns that are over; scores in points, to one decimal. */
export type QuestionStatistics = {
  asked: number;
  answered: number;
  skipped: number;
  expired: number;
  scored: number;
  meanScore: number | null;
  scoreSpread: number | null;
  meanSeconds: number | null;
};

/**
 * The figures that sums come to. Of n scores x, in tenths of points: mean = Σx ÷ n; spread, the standard deviation of the
 * population, = √(Σx² ÷ n − mean²) = √(n·Σx² − (Σx)²) ÷ n, the latter in whole numbers, where nothing is lost by taking away.
 */
const figuresOf = (sums: Sums): QuestionStatistics => {
  const { answered, skipped, expired, scored, scoreSum, scoreSquares, millisecondSum } = sums;
  // Beyond 2^53 numbers are rounded, and what should be nothing may come out below it.
  const squaredSpread = Math.max(0, scored * scoreSquares - scoreSum ** 2);
  return {
    asked: answered + skipped + expired,
    answered,
    skipped,
    expired,
    scored,
    meanScore: scored === 0 ? null : Math.round(scoreSum / scored) / 10,
    scoreSpread: scored === 0 ? null : Math.round(Math.sqrt(squaredSpread) / scored) / 10,
    meanSeconds: answered === 0 ? null : Math.round(millisecondSum / answered / 100) / 10,
  };
};

/** How a question does, over everyone who was asked it; null to whoever does not keep the bank. */
export const questionStatistics = async (ctx: Context, { id }: Question): Promise<QuestionStatistics | null> =>
  isEditor(ctx.viewer) ? figuresOf((await ctx.loaders.statisticByQuestionId.load(id)) ?? nothing) : null;
