/** Follow-ups: a question about what an answer left out, asked before the plan goes on. */
import { and, asc, desc, eq, isNotNull } from 'drizzle-orm';
import type { Scoring } from '../../ai/scorer.js';
import type { Pace } from '../../db/enums.js';
import { answers, type TurnRow, turns } from '../../db/tables/index.js';
import type { Change } from './change.js';
import type { Planned } from './plan.js';

/** A follow-up gets this share of the time that its question had. */
const timeShare = 0.5;
/** Code units of the candidate's own words that are quoted at most. */
const longestQuote = 80;

type Judged = Extract<Scoring, { status: 'READY' }>;

/** What the candidate said on the point that they made best, short enough to be quoted. */
const quoteFrom = ({ points }: Judged): string | undefined =>
  points
    .filter(({ verdict }) => verdict === 'COVERED')
    .flatMap(({ evidence }) => evidence.map(({ quote }) => quote.trim()))
    .filter((quote) => quote.length <= longestQuote)
    .sort((a, b) => b.length - a.length)[0];

/** It says that something is missing, not what: to say it would be to answer. */
const wording = (pace: Pace, locale: 'ZH' | 'EN', quote: string | undefined): string => {
  const pressing = pace === 'STRESS';
  if (locale === 'ZH') {
    const said = quote ? `你说“${quote}”。` : '';
    return pressing
      ? `${said}这还不是完整的答案。你漏掉了什么？已经说的部分你有多大把握，依据是什么？`
      : `${said}这个问题还有一部分没有谈到。还缺什么，它为什么重要？`;
  }
  const said = quote ? `You said “${quote}”. ` : '';
  return pressing
    ? `${said}That is not the whole answer. What have you left out, and what makes you sure of the rest?`
    : `${said}Part of the question is still open. What is missing, and why does it matter?`;
};

/** The earliest answer of which it is not decided yet whether something is to be asked about it. */
const nextUnprobed = async ({ tx, interview }: Change): Promise<{ turn: TurnRow; text: string } | undefined> => {
  const [row] = await tx
    .select({ turn: turns, text: answers.text })
    .from(turns)
    .innerJoin(answers, eq(answers.turnId, turns.id))
    .where(
      and(
        eq(turns.interviewId, interview.id),
        eq(turns.kind, 'MAIN'),
        eq(turns.status, 'ANSWERED'),
        eq(turns.probed, false),
        // Of a recording nothing is known before its transcript.
        isNotNull(answers.text),
      ),
    )
    .orderBy(asc(turns.position), desc(answers.attempt))
    .limit(1);
  return row && { turn: row.turn, text: row.text as string };
};

/** The follow-up that is due, if the interview has any: one a question, where its answer makes some points and leaves others out. */
export const nextFollowUp = async (change: Change): Promise<Planned | undefined> => {
  const { tx, interview, services } = change;
  if (!interview.followUps) return undefined;
  for (let found = await nextUnprobed(change); found; found = await nextUnprobed(change)) {
    const { turn, text } = found;
    await tx.update(turns).set({ probed: true }).where(eq(turns.id, turn.id));
    const scoring = await services.prober.score({
      locale: interview.locale,
      prompt: turn.prompt,
      keyPoints: turn.keyPoints,
      reference: turn.referenceAnswer,
      answer: text,
    });
    if (scoring.status !== 'READY') continue;
    const open = scoring.points.filter(({ verdict }) => verdict !== 'COVERED').map(({ keyPoint }) => keyPoint.id);
    if (open.length === 0) continue;
    return {
      prompt: wording(interview.pace, interview.locale, quoteFrom(scoring)),
      referenceAnswer: turn.referenceAnswer,
      keyPoints: turn.keyPoints.filter(({ id }) => open.includes(id)),
      questionId: null,
      categoryId: turn.categoryId,
      parentId: turn.id,
      hints: turn.hintPlan.slice(turn.hints.length),
      timeLimit: turn.timeLimit === null ? null : Math.ceil(turn.timeLimit * timeShare),
    };
  }
  return undefined;
};
