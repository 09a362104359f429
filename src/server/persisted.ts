/** Operations that are asked for by their hash: those that clients have sent before, and those that are registered. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import type { Env } from '../env.js';
import { AppError, StartupError } from '../errors.js';
import type { PersistedTexts } from '../redis/persisted.js';
import { isDocument, type Validator } from './validator.js';

/** The registered operations: their texts by SHA-256, in hexadecimal. */
export type Registered = ReadonlyMap<string, string>;

export type PersistedQueries = {
  /** The text behind a hash; undefined where it is not known. */
  find(hash: string): Promise<string | undefined>;
  /** Keeps a text for the next who asks, if it is that of a valid operation. */
  keep(hash: string, text: string): void;
  /**
   * The text that a request means.
   * @throws AppError BAD_USER_INPUT; PersistedQueryNotFound is what clients answer by sending the text, too
   */
  queryOf(request: { query?: unknown; extensions?: unknown }): Promise<unknown>;
};

const ownList = fileURLToPath(new URL('../../operations.json', import.meta.url));
/** Bytes of texts that a process keeps beside Redis. */
const keptTexts = 4 * 1024 * 1024;

const isHash = (value: string): boolean => /^[0-9a-f]{64}$/.test(value);
const listShape = z.record(z.string(), z.string());
const extensionShape = z.object({
  persistedQuery: z.object({ version: z.literal(1), sha256Hash: z.string().refine(isHash) }).optional(),
});

/** The hash by which a request asks, whether its text is known or not. */
export const hashIn = (extensions: unknown): string | undefined =>
  extensionShape.safeParse(extensions).data?.persistedQuery?.sha256Hash;

export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/**
 * Reads a list of operations: JSON, `{ "SHA-256": "text" }`; a hash may have the name of its algorithm before it.
 * @throws StartupError where it is none
 */
const readList = (file: string): Registered => {
  try {
    const entries = Object.entries(listShape.parse(JSON.parse(readFileSync(file, 'utf8'))));
    return new Map(entries.map(([hash, text]) => [hash.replace(/^sha256:/, ''), text]));
  } catch (error) {
    throw new StartupError(`PERSISTED_ONLY: ${file} is not a list of operations: ${(error as Error).message}`);
  }
};

/** The operations that alone are served; undefined where all are. @throws StartupError where the list cannot be read */
export const readRegistered = ({ persistedOnly }: Env): Registered | undefined =>
  persistedOnly === undefined ? undefined : readList(persistedOnly === true ? ownList : persistedOnly);

/** Whether a text is that of a registered operation, to the letter. */
export const isOneOf = (registered: Registered) => {
  const texts = new Set(registered.values());
  return (text: string): boolean => texts.has(text);
};

/** What a client is told that asks by a hash that is not known. */
export const notFound = 'PersistedQueryNotFound';

/** Words that clients look for in the message. */
const answer = (words: string) => new AppError('BAD_USER_INPUT', { message: { en: words, zh: words } });

/**
 * Automatic persisted queries, as Apollo's clients ask for them: by hash alone, and where that is not known, with the text.
 * @param registered where only these are served, nothing else is kept
 */
export const createPersistedQueries = (
  texts: PersistedTexts,
  documentOf: Validator,
  registered: Registered | undefined,
): PersistedQueries => {
  const known = new LRUCache<string, string>({ maxSize: keptTexts, sizeCalculation: (text) => text.length + 64 });

  const find: PersistedQueries['find'] = async (hash) => {
    if (registered) return registered.get(hash);
    if (!isHash(hash)) return undefined;
    const text = known.get(hash) ?? (await texts.get(hash));
    if (text !== undefined) known.set(hash, text);
    return text;
  };

  const keep: PersistedQueries['keep'] = (hash, text) => {
    if (registered || known.has(hash) || !isDocument(documentOf(text))) return;
    known.set(hash, text);
    // Whoever asked need not wait: what is not kept is sent again.
    void texts.set(hash, text);
  };

  return {
    find,
    keep,
    queryOf: async ({ query, extensions }) => {
      if (extensions === undefined || extensions === null) return query;
      const parsed = extensionShape.safeParse(extensions);
      if (!parsed.success) throw answer('The extension persistedQuery wants a version of 1 and a sha256Hash.');
      const hash = parsed.data.persistedQuery?.sha256Hash;
      if (hash === undefined) return query;
      if (typeof query === 'string' && query !== '') {
        if (hashOf(query) !== hash) throw answer('The sha256Hash is not that of the query.');
        keep(hash, query);
        return query;
      }
      const text = await find(hash);
      if (text === undefined) throw answer(notFound);
      return text;
    },
  };
};
