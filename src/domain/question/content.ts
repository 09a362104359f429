/** What a question may be: the rules for its texts, whoever writes them. */
import { z } from 'zod';
import { newId } from '../../db/id.js';
import type { KeyPoint, QuestionRow } from '../../db/tables/index.js';
import type { Bilingual } from '../../errors.js';
import { tagOf } from '../../search/term.js';
import { words } from '../input.js';

/** What an editor decides about a question. */
export type QuestionContent = Pick<
  QuestionRow,
  | 'locale'
  | 'prompt'
  | 'categoryId'
  | 'tags'
  | 'difficulty'
  | 'timeLimit'
  | 'status'
  | 'referenceAnswer'
  | 'keyPoints'
  | 'hints'
>;

export const contentFields = [
  'locale',
  'prompt',
  'categoryId',
  'tags',
  'difficulty',
  'timeLimit',
  'status',
  'referenceAnswer',
  'keyPoints',
  'hints',
] as const satisfies (keyof QuestionContent)[];

/** Seconds. */
export const usualTimeLimit = 180;

/** What rings, erases, ends a string in C, or turns the writing of what stands around it. */
const control = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/u;
const controls: Bilingual = { en: 'contains a control character', zh: '包含控制字符' };

/** Words of one line. */
export const line = (max: number) => words(max).refine((text) => !control.test(text), { params: controls });

/** Words of any number of lines. */
const prose = (max: number) =>
  words(max).refine((text) => !control.test(text.replace(/[\t\n\r]/g, '')), { params: controls });

export const longestTag = 40;

/** Kebab case in any script. */
const tag = z
  .string()
  .transform(tagOf)
  .pipe(
    z
      .string()
      .min(1, { abort: true })
      .max(longestTag)
      .refine((text) => /^[\p{L}\p{N}+#.]+(-[\p{L}\p{N}+#.]+)*$/u.test(text), {
        params: {
          en: 'takes letters, digits, +, # and ., joined by -',
          zh: '只能包含字母、数字、+、#、.，以 - 连接',
        } satisfies Bilingual,
      }),
  );

/** The reference answer of a draft may still be missing; of a question that is asked it may not. */
const answer = z.union([
  z
    .string()
    .regex(/^\s*$/)
    .transform(() => ''),
  prose(16_000),
]);

export const mostTags = 12;

const shape = {
  prompt: prose(4_000),
  tags: z
    .array(tag)
    .max(mostTags)
    .transform((tags) => [...new Set(tags)]),
  difficulty: z.int().min(1).max(5),
  timeLimit: z.int().min(10).max(3_600),
  referenceAnswer: answer,
  keyPoints: z.array(z.object({ text: prose(1_000), weight: z.number().positive().max(100).nullish() })).max(20),
  hints: z.array(prose(1_000)).max(10),
};

/** The texts and numbers of a new question. */
export const newContent = z.object({
  ...shape,
  tags: shape.tags.nullish(),
  timeLimit: shape.timeLimit.nullish(),
  keyPoints: shape.keyPoints.nullish(),
  hints: shape.hints.nullish(),
});

/** Those that an edit changes. */
export const editedContent = z.object({
  prompt: shape.prompt.nullish(),
  tags: shape.tags.nullish(),
  difficulty: shape.difficulty.nullish(),
  timeLimit: shape.timeLimit.nullish(),
  referenceAnswer: shape.referenceAnswer.nullish(),
  keyPoints: shape.keyPoints.nullish(),
  hints: shape.hints.nullish(),
});

export const needsAnswer: Bilingual = {
  en: 'is needed before a question can be published',
  zh: '发布题目前必须填写',
};

/** Whether a question may be asked as it is. */
export const isAskable = ({ status, referenceAnswer }: Pick<QuestionContent, 'status' | 'referenceAnswer'>): boolean =>
  status !== 'PUBLISHED' || referenceAnswer !== '';

/** A point that is still there keeps its id, so that clients and past scores recognise it. */
export const keepIds = (points: { text: string; weight?: number | null }[], old: KeyPoint[] = []): KeyPoint[] => {
  const left = [...old];
  return points.map(({ text, weight }) => {
    const at = left.findIndex((known) => known.text === text);
    // Each once, though a text be there twice.
    const [known] = at < 0 ? [] : left.splice(at, 1);
    return { id: known?.id ?? newId('keyPoint'), text, weight: weight ?? 1 };
  });
};
