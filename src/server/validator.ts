/** What an operation must be before it runs: valid, and no larger than the server will bear; the same on both transports. */
import {
  type DocumentNode,
  GraphQLError,
  type GraphQLSchema,
  NoSchemaIntrospectionCustomRule,
  parse,
  specifiedRules,
  validate,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { AppError } from '../errors.js';
import type { RequestLimits } from '../limits.js';
import { limitError } from './limit.js';
import { createSizeRule } from './size.js';
import { unconditionalSubscription } from './subscription-rule.js';

export type Validated = DocumentNode | readonly GraphQLError[];

/** Parses and checks the text of an operation: its document, always the same for the same text, or what is wrong with it. */
export type Validator = (query: unknown) => Validated;

export const isDocument = (validated: Validated): validated is DocumentNode => 'kind' in validated;

/** Bytes of text whose parsed form, some seventy times as large, is kept. */
const keptDocuments = 512 * 1024;

const unregistered = new AppError('BAD_USER_INPUT', {
  message: { en: 'Only registered operations are served here.', zh: '此处仅接受已登记的操作。' },
});

/** Mistakes that are told of one operation: each takes time to find, and more to say what it might have meant. */
const maxErrors = 5;

/** The parser says where its limit lies. */
const withoutLimit = (error: GraphQLError): GraphQLError =>
  /more tha[nt] \d+ tokens/.test(error.message) ? limitError('tokens') : error;

export type ValidatorOptions = {
  limits: RequestLimits;
  /** Whether the schema may be read, and named in what is wrong with an operation. */
  introspection: boolean;
  /** Whether an operation is one of those that are served; undefined where all are. */
  isRegistered?: ((query: string) => boolean) | undefined;
};

/** Makes a validator; it keeps what it found valid. */
export const createValidator = (
  schema: GraphQLSchema,
  { limits, introspection, isRegistered }: ValidatorOptions,
): Validator => {
  const documents = new LRUCache<string, DocumentNode>({
    maxSize: keptDocuments,
    sizeCalculation: (_document, query) => query.length + 1,
  });
  const sizeRule = createSizeRule(limits);
  const rules = [
    ...specifiedRules,
    unconditionalSubscription,
    ...(introspection ? [] : [NoSchemaIntrospectionCustomRule]),
  ];

  return (query) => {
    if (typeof query !== 'string' || query === '') return [new GraphQLError('The operation has no query.')];
    const known = documents.get(query);
    if (known) return known;
    if (Buffer.byteLength(query) > limits.bytes) return [limitError('bytes')];
    if (isRegistered && !isRegistered(query))
      return [new GraphQLError(unregistered.message, { originalError: unregistered })];
    try {
      const document = parse(query, { maxTokens: limits.tokens });
      // The size first: other rules take long over an operation that is too large.
      const oversized = validate(schema, document, [sizeRule], { maxErrors });
      if (oversized.length > 0) return oversized;
      const mistakes = validate(schema, document, rules, { maxErrors, hideSuggestions: !introspection });
      if (mistakes.length > 0) return mistakes;
      documents.set(query, document);
      return document;
    } catch (error) {
      return [withoutLimit(error as GraphQLError)];
    }
  };
};
