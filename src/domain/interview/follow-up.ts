/** Follow-ups: a question about what an answer left out, asked before the plan goes on; at most two a question. */
import { and, asc, desc, eq, isNotNull } from 'drizzle-orm';
import type { Pace } from '../../db/enums.js';
import { answers, evaluations, type PointScore, type TurnRow, turns } from '../../db/tables/index.js';
import type { Change } from './change.js';
import type { Planned } from './plan.js';

/** A follow-up gets this share of the time that its question had. */
const timeShare = 0.5;
/** Code units of the candidate's own words that are quoted at most. */
const longestQuote = 80;

/** What the candidate said on the point that they made best, short enough to be quoted. */
const quoteFrom = (points: PointScore[]): string | undefined =>
  points
    .filter(({ verdict }) => verdict === 'COVERED')
    .flatMap(({ evidence }) => evidence.map(({ quote }) => quote.trim()))
    .filter((quote) => quote.length <= longestQuote)
    .sort((a, b) => b.length - a.length)[0];

/** By language; the first time, and once more. They say that something is missing, not what: to say it would be to answer. */
const wordings = {
  ZH: {
    calm: [
      '这个问题还有一部分没有谈到。还缺什么，它为什么重要？',
      '还有内容没有谈到。还应该包括什么，在实践中会怎样体现？',
    ],
    pressing: [
      '这还不是完整的答案。你漏掉了什么？已经说的部分你有多大把握，依据是什么？',
      '仍然不完整。到底还缺什么？',
    ],
  },
  EN: {
    calm: [
      'Part of the question is still open. What is missing, and why does it matter?',
      'There is more to it. What else belongs here, and how would it show in practice?',
    ],
    pressing: [
      'That is not the whole answer. What have you left out, and what makes you sure of the rest?',
      'Still not complete. What exactly is missing?',
    ],
  },
} as const;

const wording = (pace: Pace, locale: 'ZH' | 'EN', again: boolean, quote: string | undefined): string => {
  const [first, second] = wordings[locale][pace === 'STRESS' ? 'pressing' : 'calm'];
  const said = quote === undefined ? '' : locale === 'ZH' ? `你说“${quote}”。` : `You said “${quote}”. `;
  return said + (again ? second : first);
};

type Unprobed = NonNullable<Awaited<ReturnType<typeof nextUnprobed>>>;

/** The earliest answer of which it is not decided yet whether something is to be asked about it, with its newest judgement. */
const nextUnprobed = async ({ tx, interview }: Change) => {
  const [row] = await tx
    .select({
      turn: turns,
      text: answers.text,
      evaluation: { status: evaluations.status, points: evaluations.points, followUp: evaluations.followUp },
    })
    .from(turns)
    .innerJoin(answers, eq(answers.turnId, turns.id))
    .leftJoin(evaluations, eq(evaluations.answerId, answers.id))
    .where(
      and(
        eq(turns.interviewId, interview.id),
        eq(turns.status, 'ANSWERED'),
        eq(turns.probed, false),
        // Of a recording nothing is known before its transcript.
        isNotNull(answers.text),
      ),
    )
    .orderBy(asc(turns.position), desc(answers.attempt), desc(evaluations.revision))
    .limit(1);
  return row;
};

type Known = { points: PointScore[]; followUp: string | null };

/** What an answer made and left out: by its judgement, else by the scorer that is always there; undefined of one that says nothing. */
const readPoints = async (change: Change, { turn, text, evaluation }: Unprobed): Promise<Known | undefined> => {
  if (evaluation?.status === 'READY') return evaluation;
  if (evaluation?.status === 'INSUFFICIENT') return undefined;
  const scoring = await change.services.offlineScorer.score({
    locale: change.interview.locale,
    prompt: turn.prompt,
    keyPoints: turn.keyPoints,
    reference: turn.referenceAnswer,
    answer: text ?? '',
  });
  return scoring.status === 'READY' ? { points: scoring.points, followUp: null } : undefined;
};

const grantedTime = ({ kind, timeLimit }: TurnRow): number | null =>
  timeLimit === null || kind === 'FOLLOW_UP' ? timeLimit : Math.ceil(timeLimit * timeShare);

/**
 * The follow-up that is due, if the interview has any: where an answer makes some points and leaves others out, and once more
 * where the answer to that leaves some of these out.
 */
export const nextFollowUp = async (change: Change): Promise<Planned | undefined> => {
  const { tx, interview } = change;
  if (!interview.followUps) return undefined;
  for (let found = await nextUnprobed(change); found; found = await nextUnprobed(change)) {
    const { turn } = found;
    await tx.update(turns).set({ probed: true }).where(eq(turns.id, turn.id));
    const known = await readPoints(change, found);
    if (!known) continue;
    const open = known.points.filter(({ verdict }) => verdict !== 'COVERED').map(({ keyPoint }) => keyPoint.id);
    if (open.length === 0) continue;
    const again = turn.kind === 'FOLLOW_UP';
    return {
      prompt: known.followUp ?? wording(interview.pace, interview.locale, again, quoteFrom(known.points)),
      referenceAnswer: turn.referenceAnswer,
      keyPoints: turn.keyPoints.filter(({ id }) => open.includes(id)),
      questionId: null,
      categoryId: turn.categoryId,
      parentId: turn.parentId ?? turn.id,
      probed: again,
      hints: turn.hintPlan.slice(turn.hints.length),
      timeLimit: grantedTime(turn),
    };
  }
  return undefined;
};
