/** How questions do: each turn that is over is counted once, and what is counted of it follows what becomes of it. */
import { asc, eq, getTableColumns, inArray, sql } from 'drizzle-orm';
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
  type TurnRow,
  tallies,
  turns,
} from '../../db/tables/index.js';
import { beginJob } from '../hold.js';
import { listDueJobs, lockJobs, settleJobs } from '../job.js';
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

/** What a turn is to be counted as, and what it has been counted as. */
type Counted = { turnId: string; now: Tally; before: TallyRow | null };

/** Without those of which there is nothing to count. */
const readTurns = async (tx: Tx, turnIds: string[]): Promise<Counted[]> => {
  const rows = await tx
    .select({
      turnId: turns.id,
      questionId: turns.questionId,
      status: turns.status,
      askedAt: turns.askedAt,
      submittedAt: answers.submittedAt,
      timeTaken: answers.timeTaken,
      evaluation: evaluations.status,
      score: evaluations.score,
      before: tallies,
    })
    .from(turns)
    .leftJoin(tallies, eq(tallies.turnId, turns.id))
    .leftJoin(answers, eq(answers.turnId, turns.id))
    .leftJoin(evaluations, eq(evaluations.answerId, answers.id))
    .where(inArray(turns.id, turnIds))
    .orderBy(asc(answers.attempt), asc(evaluations.revision));
  // The newest revision of the newest try is the one that counts.
  const newest = new Map(rows.map((row) => [row.turnId, row]));
  return [...newest.values()].flatMap(({ turnId, questionId, before, ...row }) =>
    // Erased with its candidate, asked without the bank, or asked by a question that was deleted, and its sums with it.
    questionId === null ? [] : [{ turnId, now: tallyOf(questionId, row), before }],
  );
};

type Read = Pick<TurnRow, 'status' | 'askedAt'> & {
  submittedAt: Date | null;
  timeTaken: number | null;
  evaluation: EvaluationStatus | null;
  score: number | null;
};

const tallyOf = (questionId: string, turn: Read): Tally => {
  const { status, submittedAt, askedAt, timeTaken } = turn;
  // A turn that was skipped or has expired may hold a recording of which nothing could be made.
  if (status !== 'ANSWERED' || !submittedAt) return { questionId, status, score: null, milliseconds: null };
  const milliseconds = timeTaken === null ? submittedAt.getTime() - askedAt.getTime() : Math.round(timeTaken * 1000);
  return { questionId, status, score: worthOf(turn.evaluation, turn.score), milliseconds };
};

/** Adds to the sums of questions; returns those that have been deleted meanwhile. */
const addSums = async (tx: Tx, sums: Map<string, Sums>): Promise<string[]> => {
  // Many turns of one question are counted at once: each adds to what is there, whatever that is by then.
  const set = Object.fromEntries(
    parts.map((part) => [part, sql`${statistics[part]} + values(${sql.identifier(statistics[part].name)})`]),
  );
  // Always in the same order, so that who counts at the same time waits rather than to be waited for as well.
  const rows = [...sums].sort().map(([questionId, added]) => ({ questionId, ...added }));
  try {
    await tx.insert(statistics).values(rows).onDuplicateKeyUpdate({ set });
    return [];
  } catch (error) {
    if (!isOrphan(error)) throw error;
    const [only] = rows;
    if (rows.length === 1 && only) return [only.questionId];
  }
  const gone: string[] = [];
  for (const one of sums) gone.push(...(await addSums(tx, new Map([one]))));
  return gone;
};

const differenceOf = ({ now, before }: Counted): Sums => {
  const [added, known] = [sumsOf(now), sumsOf(before)];
  return Object.fromEntries(parts.map((part) => [part, added[part] - known[part]])) as Sums;
};

/**
 * Counts turns towards their questions, as far as that was promised: what each is worth now, less what it has been counted as. It
 * takes the same few statements however many turns there are. May run any number of times, also at once: the promises, locked,
 * let one at a time count, and whoever promises anew waits, so that no change is struck off unseen.
 */
export const countTurns = async (services: Services, turnIds: string[]): Promise<void> => {
  if (turnIds.length === 0) return;
  await transaction(services.db, async (tx) => {
    // The first lock of all: whoever promises comes here last, and must hold nothing that is waited for from here on.
    const owed = await lockJobs(tx, 'COUNT_TURN', turnIds);
    if (owed.length === 0) return;
    const changed = (await readTurns(tx, owed)).filter((turn) =>
      Object.values(differenceOf(turn)).some((part) => part !== 0),
    );
    await count(tx, changed);
    await settleJobs(tx, 'COUNT_TURN', owed);
  });
};

const count = async (tx: Tx, changed: Counted[]): Promise<void> => {
  if (changed.length === 0) return;
  const sums = new Map<string, Sums>();
  for (const turn of changed) {
    const [sum, more] = [sums.get(turn.now.questionId) ?? nothing, differenceOf(turn)];
    const total = Object.fromEntries(parts.map((part) => [part, sum[part] + more[part]])) as Sums;
    sums.set(turn.now.questionId, total);
  }
  // The questions' rows come before the turns', as they do for whoever deletes a question.
  const gone = await addSums(tx, sums);
  const rows = changed
    .filter(({ now }) => !gone.includes(now.questionId))
    .map(({ turnId, now }) => ({ turnId, ...now }));
  if (rows.length === 0) return;
  const { turnId, ...columns } = getTableColumns(tallies);
  const set = Object.fromEntries(
    Object.entries(columns).map(([name, column]) => [name, sql`values(${sql.identifier(column.name)})`]),
  );
  await tx.insert(tallies).values(rows).onDuplicateKeyUpdate({ set });
};

/** Turns that one round counts at most. */
const batch = 200;

/** Counts what is owed. Should one turn make trouble, it is put off, and does not hold up the others. */
export const countOwedTurns = async (services: Services): Promise<void> => {
  const owed = (await listDueJobs(services, ['COUNT_TURN'], batch)).map(({ subjectId }) => subjectId);
  await countTurns(services, owed).catch(async () => {
    for (const turnId of owed) {
      await countTurns(services, [turnId]).catch(async (error: unknown) => {
        services.log.warn({ turnId, err: error }, 'turn not counted, to be tried again');
        await beginJob(services, { topic: 'COUNT_TURN', subjectId: turnId });
      });
    }
  });
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
