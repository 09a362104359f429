/** What a server of the protocol understands: each has its own subset, which is found out by asking. */
import { APIError } from 'openai';
import { z } from 'zod';

/** How an answer in JSON is asked for, the strictest way first. */
const formats = ['json_schema', 'json_object', 'text'] as const;
/** How an answer in pieces is asked for: with a count of its tokens, without, or not at all. */
const streams = ['COUNTED', 'PLAIN', 'NONE'] as const;

export type Dialect = {
  format: (typeof formats)[number];
  /** The parameter that bounds an answer's length: models that reason want another one. */
  limit: 'max_tokens' | 'max_completion_tokens';
  stream: (typeof streams)[number];
  /** Whether a temperature may be named: models that reason take none. */
  temperature: boolean;
};

export const firstDialect: Dialect = {
  format: 'json_schema',
  limit: 'max_tokens',
  stream: 'COUNTED',
  temperature: true,
};

/** What a request wants, if the server can. */
export type Wish = {
  name: string;
  schema: Record<string, unknown>;
  maxTokens: number;
  temperature: number | undefined;
  /** The answer in pieces. */
  stream: boolean;
};

/** The schema as servers take it: closed objects, and no word on which draft it is. */
export const schemaOf = (shape: z.ZodType): Record<string, unknown> => {
  const { $schema: _, ...schema } = z.toJSONSchema(shape);
  return schema;
};

const formatOf = ({ format }: Dialect, { name, schema }: Wish): Record<string, unknown> => {
  if (format === 'text') return {};
  if (format === 'json_object') return { response_format: { type: format } };
  return { response_format: { type: format, json_schema: { name, schema, strict: true } } };
};

const streamOf = (
  { stream }: Dialect,
  wish: Wish,
): { stream: boolean; stream_options?: { include_usage: boolean } } => {
  if (!wish.stream || stream === 'NONE') return { stream: false };
  return { stream: true, ...(stream === 'COUNTED' ? { stream_options: { include_usage: true } } : {}) };
};

/** The parameters of a request that differ from server to server. */
export const parametersOf = (dialect: Dialect, wish: Wish) => ({
  [dialect.limit]: wish.maxTokens,
  ...(dialect.temperature && wish.temperature !== undefined ? { temperature: wish.temperature } : {}),
  ...formatOf(dialect, wish),
  ...streamOf(dialect, wish),
});

/** What may be left out, in the order in which it is tried where a refusal names nothing; undefined when it is out already. */
const concessions: { named: RegExp; unnamed: boolean; make(dialect: Dialect, wish: Wish): Dialect | undefined }[] = [
  {
    // Such a refusal always says what it wants instead.
    named: /max_completion_tokens|^max_tokens$/,
    unnamed: false,
    make: (dialect) => (dialect.limit === 'max_tokens' ? { ...dialect, limit: 'max_completion_tokens' } : undefined),
  },
  {
    named: /response_format|json_schema|json_object/,
    unnamed: true,
    make: (dialect) => {
      const format = formats[formats.indexOf(dialect.format) + 1];
      return format && { ...dialect, format };
    },
  },
  {
    named: /stream_options|include_usage/,
    unnamed: true,
    make: (dialect, wish) =>
      wish.stream && dialect.stream === 'COUNTED' ? { ...dialect, stream: 'PLAIN' } : undefined,
  },
  {
    named: /\btemperature\b/,
    unnamed: true,
    make: (dialect, wish) =>
      wish.temperature !== undefined && dialect.temperature ? { ...dialect, temperature: false } : undefined,
  },
  {
    named: /\bstream(?:ing)?\b/,
    unnamed: true,
    make: (dialect, wish) => (wish.stream && dialect.stream !== 'NONE' ? { ...dialect, stream: 'NONE' } : undefined),
  },
];

/** What to try next after a refusal; undefined when the request itself is at fault. */
export const nextDialect = (dialect: Dialect, wish: Wish, error: unknown): Dialect | undefined => {
  if (!(error instanceof APIError) || (error.status !== 400 && error.status !== 422)) return undefined;
  if (error.code === 'context_length_exceeded') return undefined;
  const makeable = concessions.flatMap(({ named, unnamed, make }) => {
    const next = make(dialect, wish);
    return next ? [{ named, unnamed, next }] : [];
  });
  const said = (pattern: RegExp) => pattern.test(error.param ?? '') || pattern.test(error.message);
  return (makeable.find(({ named }) => said(named)) ?? makeable.find(({ unnamed }) => unnamed))?.next;
};
