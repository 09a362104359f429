/** What a server of the protocol understands: each has its own subset, which is found out by asking. */
import { APIError } from 'openai';
import { z } from 'zod';

/** How an answer in JSON is asked for, the strictest way first. */
const formats = ['json_schema', 'json_object', 'text'] as const;

export type Dialect = {
  format: (typeof formats)[number];
  /** The parameter that bounds an answer's length: models that reason want another one. */
  limit: 'max_tokens' | 'max_completion_tokens';
};

export const firstDialect: Dialect = { format: 'json_schema', limit: 'max_tokens' };

/** The schema as servers take it: closed objects, and no word on which draft it is. */
export const schemaOf = (shape: z.ZodType): Record<string, unknown> => {
  const { $schema: _, ...schema } = z.toJSONSchema(shape);
  return schema;
};

/** The parameters of a request that differ from server to server. */
export const parametersOf = (
  { format, limit }: Dialect,
  name: string,
  schema: Record<string, unknown>,
  max: number,
) => ({
  [limit]: max,
  ...(format === 'json_schema'
    ? { response_format: { type: format, json_schema: { name, schema, strict: true } } }
    : format === 'json_object'
      ? { response_format: { type: format } }
      : {}),
});

/** What to try next after a refusal; undefined when the request itself is at fault. */
export const nextDialect = (dialect: Dialect, error: unknown): Dialect | undefined => {
  if (!(error instanceof APIError) || (error.status !== 400 && error.status !== 422)) return undefined;
  if (error.code === 'context_length_exceeded') return undefined;
  const aboutLimit = error.param === 'max_tokens' || /max_completion_tokens/.test(error.message);
  if (aboutLimit && dialect.limit === 'max_tokens') return { ...dialect, limit: 'max_completion_tokens' };
  const format = formats[formats.indexOf(dialect.format) + 1];
  return format && { ...dialect, format };
};
