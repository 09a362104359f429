/** Checks of input beyond what its GraphQL type says; every problem is reported with its path. */
import { z } from 'zod';
import type { Context } from '../context.js';
import { AppError } from '../errors.js';

const messages = { ZH: z.locales.zhCN().localeError, EN: z.locales.en().localeError };

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
  const parsed = shape.safeParse(value, { error: messages[ctx.locale] });
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.map((issue) => ({
    path: [path, ...issue.path].filter((part) => part !== '').join('.'),
    message: issue.message,
  }));
  const list = issues.map((issue) => `${issue.path}: ${issue.message}`).join('; ');
  throw new AppError('BAD_USER_INPUT', { message: { en: list, zh: list }, issues });
};

/** One problem with one argument. */
export const badInput = (path: string, message: { en: string; zh: string }): AppError =>
  new AppError('BAD_USER_INPUT', { message, issues: [{ path, message: message.en }] });

/** Text that a person typed: trimmed, not blank, storable. */
export const words = (max: number) =>
  z
    .string()
    .refine((value) => value.isWellFormed(), { error: 'contains a broken character' })
    .trim()
    .min(1)
    .max(max);
