/** What a report says of single turns: the weightiest points that were made and missed, and the turns without an answer. */
import type { Locale, ReportFindingKind } from '../../db/enums.js';
import type { PointScore, ReportFinding, ReportRow } from '../../db/tables/index.js';
import type { Try } from './tries.js';

/** Points of each kind at most. */
const highlights = 3;

/** What turns are called: questions by their number, follow-ups by that of their question. */
const namesOf = (turns: Try[], locale: Locale): Map<string, string> => {
  const families = new Map<string, { number: number; followUps: number }>();
  const names = new Map<string, string>();
  let questions = 0;
  for (const { turn } of turns) {
    const parent = turn.parentId === null ? undefined : families.get(turn.parentId);
    const family = parent ?? { number: ++questions, followUps: 0 };
    families.set(turn.id, family);
    if (parent) family.followUps += 1;
    const nth = family.followUps > 1 ? ` ${family.followUps}` : '';
    const [question, followUp] =
      locale === 'ZH' ? [`第 ${family.number} 题`, `（追问${nth}）`] : [`${family.number}`, ` (follow-up${nth})`];
    names.set(turn.id, parent ? question + followUp : question);
  }
  return names;
};

type Point = PointScore & { turnId: string; evaluationId: string };
const rank = { MISSED: 0, PARTIAL: 1, COVERED: 2 } as const;

/** Each point once: what a follow-up brought to light is missed no more, and missed in both is named there. */
const pointsOf = (turns: Try[]): Point[] => {
  const best = new Map<string, Point>();
  for (const { turn, evaluation } of turns) {
    for (const point of evaluation?.points ?? []) {
      const known = best.get(point.keyPoint.id);
      if (known && rank[known.verdict] > rank[point.verdict]) continue;
      best.set(point.keyPoint.id, { ...point, turnId: turn.id, evaluationId: evaluation!.id });
    }
  }
  return [...best.values()];
};

/**
 * The findings, and the lines that sum them up, in the interview's language.
 * @param turns all of them, by position, each with the try that counts
 * @param counted those of them that the scorer did not fail on
 */
export const findingsOf = (
  turns: Try[],
  counted: Try[],
  locale: Locale,
): Pick<ReportRow, 'findings' | 'strengths' | 'improvements'> => {
  const names = namesOf(turns, locale);
  const say = (turnId: string, text: string) =>
    locale === 'ZH' ? `${names.get(turnId)}：${text}` : `Question ${names.get(turnId)}: ${text}`;
  const points = pointsOf(counted);
  const pick = (kind: ReportFindingKind, wanted: PointScore['verdict']): ReportFinding[] =>
    points
      .filter(({ verdict }) => verdict === wanted)
      .sort((a, b) => b.keyPoint.weight - a.keyPoint.weight)
      .slice(0, highlights)
      .map(({ turnId, evaluationId, keyPoint }) => ({
        kind,
        text: say(turnId, keyPoint.text),
        turnId,
        evaluationId,
        keyPointId: keyPoint.id,
      }));
  const [made, missed] = [pick('STRENGTH', 'COVERED'), pick('IMPROVEMENT', 'MISSED')];
  const unanswered = counted.filter(({ evaluation }) => evaluation?.status !== 'READY');
  const nothing = locale === 'ZH' ? '没有可评分的回答' : 'no answer that could be scored';
  const findings = [
    ...made,
    ...missed,
    ...unanswered.map(
      ({ turn, evaluation }): ReportFinding => ({
        kind: 'IMPROVEMENT',
        text: say(turn.id, nothing),
        turnId: turn.id,
        evaluationId: evaluation?.id ?? null,
        keyPointId: null,
      }),
    ),
  ];
  const strengths = made.map(({ text }) => text);
  const improvements = missed.map(({ text }) => text);
  if (unanswered.length > 0) {
    const list = unanswered.map(({ turn }) => names.get(turn.id));
    improvements.push(
      locale === 'ZH'
        ? `${list.join('、')}没有可评分的回答`
        : `No answer that could be scored: question ${list.join(', ')}`,
    );
  }
  return { findings, strengths, improvements };
};
