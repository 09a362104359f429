/** Checks of input beyond what its GraphQL type says; every problem is reported with its path. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Context } from '../context.js';
import type { Locale } from '../db/enums.js';
import { AppError, type Bilingual, inLanguage } from '../errors.js';

const localeErrors = { ZH: z.locales.zhCN().localeError, EN: z.locales.en().localeError };

/** The library's own words, but for what people meet most. */
const errorsIn = (locale: Locale): z.core.$ZodErrorMap => {
  return (issue) => {
    if (issue.code === 'too_small' && issue.origin === 'string' && issue.minimum === 1) {
      return inLanguage({ en: 'must not be empty', zh: '不能为空' }, locale);
    }
    if (issue.code === 'custom' && issue.params) return inLanguage(issue.params as Bilingual, locale);
    return localeErrors[locale](issue);
  };
};

const issuesOf = (error: z.ZodError, path: string): { path: string; message: string }[] =>
  error.issues.map((issue) => ({
    path: [path, ...issue.path].filter((part) => part !== '').join('.'),
    message: issue.message,
  }));

const listOf = (issues: { path: string; message: string }[]): string =>
  issues.map(({ path, message }) => `${path}: ${message}`).join('; ');

/** Checks a value that nobody in particular waits for: what is wrong with it comes in both languages. */
export const checkValue = <S extends z.ZodType>(
  shape: S,
  value: unknown,
): { data: z.output<S> } | { reason: Bilingual } => {
  const parsed = shape.safeParse(value, { error: errorsIn('EN') });
  if (parsed.success) return { data: parsed.data };
  const again = shape.safeParse(value, { error: errorsIn('ZH') });
  const zh = again.error ? listOf(issuesOf(again.error, '')) : '';
  return { reason: { en: listOf(issuesOf(parsed.error, '')), zh } };
};

/**
 * @param path where the value stands among the arguments, such as `input`
 * @throws AppError BAD_USER_INPUT with one issue for each problem
 */
export const parseInput = <S extends z.ZodType>(
  ctx: Pick<Context, 'locale'>,
  shape: S,
  value: unknown,
  path = 'input',
): z.output<S> => {
  const parsed = shape.safeParse(value, { error: errorsIn(ctx.locale) });
  if (parsed.success) return parsed.data;
  const issues = issuesOf(parsed.error, path);
  const list = listOf(issues);
  throw new AppError('BAD_USER_INPUT', { message: { en: list, zh: list }, issues });
};

/** One problem with one argument. */
export const badInput = (path: string, message: Bilingual): AppError =>
  new AppError('BAD_USER_INPUT', {
    message: { en: `${path}: ${message.en}`, zh: `${path}：${message.zh}` },
    issues: [{ path, message }],
  });

/** What is wrong with half a character; `params` of a check are its message in both languages. */
export const broken: Bilingual = { en: 'contains a broken character', zh: '包含无效字符' };

/** Text that a person typed: trimmed, not blank, storable. */
export const words = (max: number) =>
  z
    .string()
    .refine((value) => value.isWellFormed(), { params: broken })
    .refine((value) => value.trim() === '' || /[^\s\p{Cf}\p{Cc}]/u.test(value), {
      params: { en: 'contains nothing that can be seen', zh: '不含任何可见字符' } satisfies Bilingual,
    })
    .trim()
    .min(1)
    .max(max);

/** A client's own name for what it asks for, so that it may be sent again. */
export const clientKey = z.string().regex(/^[\x21-\x7e]{1,64}$/, '1 to 64 printable ASCII characters');

/** SHA-256 in hex of what was asked for under such a name: tells a retry from something else. */
export const hashOf = (content: unknown): string => createHash('sha256').update(JSON.stringify(content)).digest('hex');
