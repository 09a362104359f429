/** Numbers and names out of few, as files write them. */
import type { Locale, QuestionStatus } from '../db/enums.js';
import { cut, Refusal } from './refusal.js';

const fold = (value: unknown): unknown =>
  typeof value === 'string' ? value.normalize('NFKC').trim().toLowerCase() : value;

const named = <T>(groups: [T, string[]][]): Map<unknown, T> =>
  new Map(groups.flatMap(([value, names]) => names.map((name): [unknown, T] => [name, value])));

const difficulties = named<number>([
  [1, ['very easy', 'trivial', '入门']],
  [2, ['easy', 'beginner', 'basic', 'junior', '简单', '初级', '容易', '基础']],
  [3, ['medium', 'intermediate', 'middle', 'normal', '中等', '中级', '普通', '一般']],
  [4, ['hard', 'difficult', 'advanced', 'senior', '困难', '高级', '较难', '难']],
  [5, ['very hard', 'expert', '专家']],
]);

/** Spreadsheets write whole numbers as `3.0`, too. */
const whole = (value: unknown): number | undefined => {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? value : undefined;
  return typeof value === 'string' && /^\d{1,9}(?:\.0+)?$/.test(value) ? Number(value) : undefined;
};

export const difficultyOf = (value: unknown): number => {
  const folded = fold(value);
  const number = difficulties.get(folded) ?? whole(folded);
  if (number !== undefined && number >= 1 && number <= 5) return number;
  throw new Refusal({
    en: `difficulty: “${cut(value)}” is not known; give 1 to 5, or easy, medium, hard or expert`,
    zh: `难度：无法识别“${cut(value)}”；应为 1 到 5，或 简单、中等、困难、专家`,
  });
};

const clock = /^(\d{1,5}):([0-5]\d)$/;
const minutesAndSeconds = /^(?:(\d{1,5})\s*(?:m|mins?|minutes?|分钟?))?\s*(?:(\d{1,9})\s*(?:s|secs?|seconds?|秒钟?))?$/;

const secondsOf = (text: string): number | undefined => {
  const [found, minutes = '0', seconds = '0'] = clock.exec(text) ?? minutesAndSeconds.exec(text) ?? [];
  return found ? Number(minutes) * 60 + Number(seconds) : undefined;
};

export const timeLimitOf = (value: unknown): number => {
  const folded = fold(value);
  const seconds = whole(folded) ?? (typeof folded === 'string' ? secondsOf(folded) : undefined);
  if (seconds !== undefined && seconds >= 0) return seconds;
  throw new Refusal({
    en: `time limit: “${cut(value)}” is not known; give whole seconds, or 90s, 2m or 1:30`,
    zh: `时限：无法识别“${cut(value)}”；应为整数秒，或 90s、2m、1:30`,
  });
};

const locales = named<Locale>([
  ['ZH', ['zh', 'zh-cn', 'zh-hans', 'zh-hans-cn', 'cn', 'chinese', '中文', '简体中文', '汉语']],
  ['EN', ['en', 'en-us', 'en-gb', 'english', '英文', '英语']],
]);

export const localeOf = (value: unknown): Locale => {
  const folded = fold(value);
  const locale = locales.get(typeof folded === 'string' ? folded.replaceAll('_', '-') : folded);
  if (locale) return locale;
  throw new Refusal({
    en: `language: “${cut(value)}” is not known; give zh or en`,
    zh: `语言：无法识别“${cut(value)}”；应为 zh 或 en`,
  });
};

const statuses = named<QuestionStatus>([
  ['DRAFT', ['draft', '草稿']],
  ['PUBLISHED', ['published', '已发布']],
  ['ARCHIVED', ['archived', '已归档']],
]);

export const statusOf = (value: unknown): QuestionStatus => {
  const status = statuses.get(fold(value));
  if (status) return status;
  throw new Refusal({
    en: `status: “${cut(value)}” is not known; give draft, published or archived`,
    zh: `状态：无法识别“${cut(value)}”；应为 草稿、已发布 或 已归档`,
  });
};
