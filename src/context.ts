/** What an operation works with: the process's services, who asks, and loaders of its own. */
import type { Redis } from 'ioredis';
import type { Assistant } from './ai/resume/assistant.js';
import type { ResumeReader } from './ai/resume/resume.js';
import type { Scorer } from './ai/scorer.js';
import type { Transcriber } from './ai/speech.js';
import type { Passwords } from './auth/password.js';
import type { RefreshTokens } from './auth/refresh-token.js';
import type { Tokens } from './auth/token.js';
import type { ServiceState } from './breaker.js';
import type { Database, Db, Tally } from './db/connection.js';
import type { Locale, UserRole } from './db/enums.js';
import type { EventRow } from './db/tables/index.js';
import type { Env } from './env.js';
import { AppError } from './errors.js';
import type { Loaders } from './loaders/index.js';
import type { Log } from './log.js';
import type { Notifier } from './notify/notifier.js';
import type { Buckets, Standing } from './redis/bucket.js';
import type { Codes } from './redis/code.js';
import type { Limits } from './redis/limit.js';
import type { Live } from './redis/live.js';
import type { Progress } from './redis/progress.js';
import type { JobQueue } from './redis/queue.js';
import type { Revocations } from './redis/revocation.js';
import type { QuestionIndex } from './search/reading.js';
import type { Inspector } from './storage/inspect/inspector.js';
import type { ObjectStore } from './storage/store.js';

/** The time; tests set it. */
export type Clock = { now(): Date };

/** What lives as long as the process. */
export type Services = {
  env: Env;
  version: string;
  startedAt: Date;
  clock: Clock;
  log: Log;
  database: Database;
  db: Db;
  /** Makes the loaders of an operation, which count their statements there. */
  createLoaders: (tally: Tally) => Loaders;
  redis: Redis;
  live: Live<EventRow>;
  progress: Progress;
  /** Which questions of the bank carry which terms. */
  questionIndex: QuestionIndex;
  queue: JobQueue;
  tokens: Tokens;
  refreshTokens: RefreshTokens;
  passwords: Passwords;
  codes: Codes;
  limits: Limits;
  buckets: Buckets;
  revocations: Revocations;
  notifier: Notifier;
  /** The preferred one, which may be away. */
  scorer: Scorer;
  /** The one that is always there, and answers at once. */
  offlineScorer: Scorer;
  /** Names what a key point is about by a word that was not said yet. */
  topicOf(point: string, said: string[]): string | undefined;
  /** The bytes of files. */
  store: ObjectStore;
  /** Names the database, so that no other takes the store for its own. */
  storeOwner: string;
  inspector: Inspector;
  resumeReader: ResumeReader;
  assistant: Assistant;
  /** Undefined where no speech recognition is configured. */
  transcriber: Transcriber | undefined;
  /** How those services of others do that are configured, by name. */
  outside(): Record<string, ServiceState>;
};

/** The signed-in user behind an operation. */
export type Viewer = { userId: string; sessionId: string; role: UserRole; locale: Locale };

/** What is known of the peer before anyone signs in. */
export type Caller = {
  requestId: string;
  /** The raw access token, without `Bearer `. */
  token: string | undefined;
  acceptLanguage: string | undefined;
  ip: string | undefined;
  userAgent: string | undefined;
};

/** What is noted of an operation while it runs, for the request log and the fields of its answer. */
export type OperationRecord = Tally & {
  /** `query`, `mutation` or `subscription`; undefined while it is not known what is asked for. */
  type?: string;
  name?: string;
  /** The beginning of the SHA-256 of the document, in hexadecimal. */
  hash?: string;
  /** Of the first error. */
  code?: string;
  /** How those stand who pay for it. */
  standings?: Standing[];
};

type Own = {
  caller: Caller;
  record: OperationRecord;
  /** When the operation reached this server. */
  receivedAt: Date;
  viewer: Viewer | undefined;
  /** Why the token that was given is not good; what anyone may do goes on without it. */
  refusal: AppError | undefined;
  /** The language of messages: the caller's Accept-Language, else the viewer's own. */
  locale: Locale;
  /** Replaced after a change, so that what was read before it is not shown after it. */
  loaders: Loaders;
  /** Lists read within this operation, by what they were asked for. */
  lists: Map<string, Promise<unknown>>;
};

/** `db` counts what it is sent. Services are behind it, not in it: what is like it is made by Object.create, not by spreading. */
export type Context = Services & Own;

/** The first language of an Accept-Language header that we speak. */
export const preferredLocale = (acceptLanguage: string | undefined): Locale | undefined => {
  const ranked = (acceptLanguage ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
      const quality = parameters.map((parameter) => /^\s*q=([\d.]+)$/.exec(parameter)?.[1]).find(Boolean);
      return { tag, quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality);
  for (const { tag } of ranked) {
    if (tag.startsWith('zh')) return 'ZH';
    if (tag.startsWith('en')) return 'EN';
  }
  return undefined;
};

const prototypes = new WeakMap<Services, object>();

/**
 * What stands behind every context: the services, which would take longer to copy than many an operation takes, and a `db` that is
 * made when it is first asked for.
 */
const behind = (services: Services): object => {
  const known = prototypes.get(services);
  if (known) return known;
  const prototype = Object.create(services, {
    db: {
      get(this: Context) {
        const value = services.database.counting(this.record);
        Object.defineProperty(this, 'db', { value });
        return value;
      },
    },
  }) as object;
  prototypes.set(services, prototype);
  return prototype;
};

type Sessions = Loaders['viewerBySessionId'];

/**
 * The user behind a token, as the database has it now: a revoked session or a changed role counts at once.
 * @param users where the account is left for who asks for it; undefined where the session may have been read earlier
 * @throws AppError UNAUTHENTICATED unless the token is valid and its session alive
 */
const authenticate = async (
  services: Services,
  sessions: Sessions,
  users: Loaders | undefined,
  token: string,
): Promise<Viewer> => {
  const claims = await services.tokens.verify(token, services.clock.now());
  const row = await sessions.load(claims.sessionId);
  if (row?.id !== claims.userId) throw new AppError('UNAUTHENTICATED');
  const { sessionId, ...user } = row;
  // Most who ask for an account ask for their own.
  users?.userById.prime(user.id, user);
  return { userId: user.id, sessionId, role: user.role, locale: user.locale };
};

/**
 * Makes the context of one operation (or of one event of a subscription).
 * @param loaders those that it shares with others, where it may
 * @param sessions the same, for who asks
 */
export const createContext = async (
  services: Services,
  caller: Caller,
  loaders?: Loaders,
  sessions?: Sessions,
): Promise<Context> => {
  const receivedAt = services.clock.now();
  const record: OperationRecord = { statements: 0 };
  const ownLoaders = loaders ?? services.createLoaders(record);
  let viewer: Viewer | undefined;
  let refusal: AppError | undefined;
  try {
    if (caller.token !== undefined) {
      const users = sessions === undefined || sessions === ownLoaders.viewerBySessionId ? ownLoaders : undefined;
      viewer = await authenticate(services, sessions ?? ownLoaders.viewerBySessionId, users, caller.token);
    }
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    refusal = error;
  }
  const own: Own = {
    caller,
    record,
    receivedAt,
    viewer,
    refusal,
    locale: preferredLocale(caller.acceptLanguage) ?? viewer?.locale ?? 'EN',
    loaders: ownLoaders,
    lists: new Map(),
  };
  return Object.assign(Object.create(behind(services)), own) as Context;
};
