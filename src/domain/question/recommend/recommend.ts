/** Recommending: what a candidate should practise next, and why. */
import type { Context } from '../../../context.js';
import type { Locale } from '../../../db/enums.js';
import type { Question } from '../../../db/tables/index.js';
import { inLanguage } from '../../../errors.js';
import { listCategories } from '../../category/read.js';
import { pageBounds } from '../../page.js';
import { createRandom, shuffled } from '../../random.js';
import { requireViewer } from '../../viewer.js';
import { questionsByNumber } from '../read.js';
import { readAim } from './aim.js';
import { type Bank, readBank } from './bank.js';
import { type Day, dayOf } from './day.js';
import { type Chance, drawFresh } from './fresh.js';
import { type Asked, readHistory, readOpen } from './history.js';
import { pick } from './pick.js';
import { reasonText } from './reason.js';
import { isDue, isResting, repeatsOf } from './schedule.js';
import { type Candidate, createAssessor } from './score.js';
import { isWeak, type Standings, standingsOf } from './standing.js';

export type QuestionRecommendation = { question: Question; reason: string; score: number };

const usualSize = 10;
/** Looked up in the index; more would hardly show in a list. Which skills these are changes from day to day. */
const mostTags = 20;
const mostSkills = 20;

/** The weakest first. */
const weakTags = (standings: Standings): string[] =>
  [...standings.tags]
    .filter(([, standing]) => isWeak(standings, standing))
    .sort(([one, a], [other, b]) => a.expected - b.expected || (one < other ? -1 : 1))
    .slice(0, mostTags)
    .map(([tag]) => tag);

type Known = { history: Asked[]; open: number[]; standings: Standings; today: Day };

/** The list, the best first, from sets alone. */
const choose = (chance: Chance, bank: Bank, known: Known, size: number): Candidate[] => {
  const { history, open, standings, today } = known;
  const { assessNew, assessRepeat } = createAssessor(bank, standings);
  const repeats = repeatsOf(history, today).filter((repeat) => !open.includes(repeat.number) && !isResting(repeat));
  const seen = [...open, ...history.flatMap(({ question }) => question?.number ?? [])];
  // In an order of chance, which decides between equals.
  const assessed = <T>(name: string, list: T[], assess: (one: T) => Candidate | undefined): Candidate[] =>
    shuffled(chance(name), list).flatMap((one) => assess(one) ?? []);
  const due = assessed('due', repeats.filter(isDue), assessRepeat);
  const fresh = assessed('new', drawFresh(chance, bank, standings, seen, size), assessNew);
  const soon = assessed(
    'soon',
    repeats.filter((repeat) => !isDue(repeat)),
    assessRepeat,
  );
  const list = pick(
    [
      { from: due, most: Math.ceil(size / 2), crowded: false },
      { from: fresh, most: size, crowded: false },
      { from: due, most: size, crowded: false },
      { from: fresh, most: size, crowded: true },
      { from: due, most: size, crowded: true },
      { from: soon, most: size, crowded: true },
    ],
    size,
  );
  return list.sort((a, b) => b.score - a.score);
};

const readRows = async (ctx: Context, list: Candidate[], locale: Locale): Promise<Map<number, Question>> => {
  const rows = await questionsByNumber(
    ctx,
    list.map(({ number }) => number),
  );
  // Another server may have changed one since the index was read.
  return new Map([...rows].filter(([, row]) => row.status === 'PUBLISHED' && row.locale === locale));
};

/**
 * What the viewer should practise next, the most worthwhile first: half of it what is due to be asked again, half what is new, as
 * far as there is both. Within a day of UTC the list stays the same while nothing changes.
 * @param args.locale the language of the questions, by default the viewer's
 * @throws AppError BAD_USER_INPUT
 */
export const recommendQuestions = async (
  ctx: Context,
  args: { first?: number | null; locale?: Locale | null },
): Promise<QuestionRecommendation[]> => {
  const viewer = requireViewer(ctx);
  const { size } = pageBounds({ first: args.first ?? usualSize });
  const locale = args.locale ?? viewer.locale;
  const today = dayOf(ctx.clock.now());
  const chance: Chance = (name) => createRandom(`${viewer.userId} ${today} ${name}`);
  const [history, open, aim, categories] = await Promise.all([
    readHistory(ctx.db, viewer.userId),
    readOpen(ctx.db, viewer.userId),
    readAim(ctx.db, viewer.userId),
    listCategories(ctx),
  ]);
  const standings = standingsOf(history, today);
  const bank = await readBank(ctx, locale, {
    categories,
    tags: weakTags(standings),
    aim: { ...aim, skills: shuffled(chance('skills'), aim.skills).slice(0, mostSkills) },
  });
  const list = choose(chance, bank, { history, open, standings, today }, size);
  const rows = await readRows(ctx, list, locale);
  return list.flatMap(({ number, score, reason }) => {
    const question = rows.get(number);
    if (!question) return [];
    const text = inLanguage(reasonText(reason, question), ctx.locale);
    return [{ question, reason: text, score: Math.round(score * 1000) / 1000 }];
  });
};
