/** The command line: what was asked for, or one line about what is wrong with it. */
import { parseArgs } from 'node:util';
import type { Pace } from '../client/gql/graphql.js';
import { usageError } from './failure.js';
import { type DemoLocale, type Words, wordsOf } from './words.js';

export type DemoOptions = {
  help: boolean;
  /** Without /graphql and without a slash at its end; undefined means: find or start one. */
  url: string | undefined;
  auto: boolean;
  locale: DemoLocale;
  questions: number;
  pace: Pace;
  register: boolean;
  /** A file; the interview is then about it. */
  resume: string | undefined;
  email: string | undefined;
  password: string | undefined;
};

const flags = {
  help: 'boolean',
  url: 'string',
  auto: 'boolean',
  locale: 'string',
  questions: 'string',
  pace: 'string',
  register: 'boolean',
  resume: 'string',
  email: 'string',
  password: 'string',
} as const;

const paces: Record<string, Pace> = { standard: 'STANDARD', zero: 'ZERO_PRESSURE', stress: 'STRESS' };
const maxQuestions = 50;

type Given = Map<string, string>;

const readFlags = (args: string[]): { given: Given; problem: ((words: Words) => string) | undefined } => {
  const options = Object.fromEntries(Object.entries(flags).map(([name, type]) => [name, { type }]));
  // Not strict, since its messages are long and in English alone.
  const { tokens } = parseArgs({ args, options, strict: false, allowPositionals: true, tokens: true });
  const given: Given = new Map();
  let problem: ((words: Words) => string) | undefined;
  for (const token of tokens) {
    if (token.kind === 'positional') problem ??= ({ usage }) => usage.positional(token.value);
    if (token.kind !== 'option') continue;
    const { name, rawName, value, inlineValue } = token;
    const type = Object.hasOwn(flags, name) ? flags[name as keyof typeof flags] : undefined;
    if (type === undefined) problem ??= ({ usage }) => usage.unknown(rawName);
    else if (type === 'boolean' && value !== undefined) problem ??= ({ usage }) => usage.surplus(rawName);
    else if (type === 'string' && (!value || (!inlineValue && value.startsWith('-')))) {
      problem ??= ({ usage }) => usage.noValue(rawName);
    } else given.set(name, value ?? '');
  }
  return { given, problem };
};

const parseUrl = (value: string, words: Words): string => {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (!url || !['http:', 'https:'].includes(url.protocol)) throw usageError(words.usage.url(value));
  return `${url.origin}${url.pathname.replace(/\/+$/, '').replace(/\/graphql$/, '')}`;
};

/** @throws DemoError with exit code 2 and one line, in the language that was asked for */
export const parseOptions = (args: string[]): DemoOptions => {
  const { given, problem } = readFlags(args);
  const locale: DemoLocale = given.get('locale') === 'zh' ? 'zh' : 'en';
  const { usage } = wordsOf(locale);
  if (problem) throw usageError(problem(wordsOf(locale)));
  const choose = (name: string, choices: string[], standard: string): string => {
    const value = given.get(name) ?? standard;
    if (!choices.includes(value)) throw usageError(usage.choice(`--${name}`, value, choices.join(', ')));
    return value;
  };
  choose('locale', ['en', 'zh'], 'en');
  const pace = paces[choose('pace', Object.keys(paces), 'standard')] as Pace;
  const count = given.get('questions') ?? '5';
  const questions = Number(count);
  if (!/^\d+$/.test(count) || questions < 1 || questions > maxQuestions) throw usageError(usage.questions(count));
  const url = given.get('url');
  const register = given.has('register');
  if (!register && given.has('email') !== given.has('password')) throw usageError(usage.pair);
  return {
    help: given.has('help'),
    url: url === undefined ? undefined : parseUrl(url, wordsOf(locale)),
    auto: given.has('auto'),
    locale,
    questions,
    pace,
    register,
    resume: given.get('resume'),
    email: given.get('email'),
    password: given.get('password'),
  };
};
