/** The only reader of process.env: parsed once, every problem reported together. */
import { delimiter, isAbsolute, resolve } from 'node:path';
import { z } from 'zod';
import { StartupError } from './errors.js';
import { defaultLimits, limitMistake, type RequestLimits, readLimits } from './limits.js';
import { defaultQuotas, type Quotas, quotas } from './quotas.js';
import { type Weights, weights } from './weights.js';

const flag = z.enum(['true', 'false', '1', '0']).transform((value) => value === 'true' || value === '1');
const url = (...protocols: string[]) =>
  z.string().refine((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol), {
    error: `must be a URL starting with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`,
  });
const list = z.string().transform((value) =>
  value
    .split(',')
    .map((item) => item.trim())
    .filter(Boolean),
);

const shape = z.object({
  PATH: z.string().default(''),
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(4000),
  HOST: z.string().optional(),
  PUBLIC_URL: url('http:', 'https:').optional(),
  DATA_DIR: z.string().default('./.data'),
  ROLE: z.enum(['all', 'api', 'worker']).default('all'),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  RATE_LIMITS: list.pipe(quotas).default(defaultQuotas),
  OVERLOAD_MS: z.coerce.number().min(0).max(60_000).default(200),
  SLOW_OPERATION_MS: z.coerce.number().min(0).default(1_000),
  CORS_ORIGINS: list
    .pipe(z.array(z.string().regex(/^https?:\/\/[^/\s*]+$/, 'must be origins such as https://app.example.com')))
    .default([]),
  INTROSPECTION: flag.optional(),
  LIMITS: list
    .pipe(z.array(z.string().refine((value) => limitMistake(value) === undefined, { error: limitMistake('') })))
    .transform(readLimits)
    .default(defaultLimits),
  PERSISTED_ONLY: z.string().optional(),
  DATABASE_URL: url('mysql:', 'mariadb:')
    .refine((value) => !URL.canParse(value) || new URL(value).pathname.length > 1, {
      error: 'must name a database: …/NAME',
    })
    .optional(),
  REDIS_URL: url('redis:', 'rediss:').optional(),
  PASETO_SECRET_KEY: z
    .string()
    .regex(/^k4\.secret\.[\w-]{86}$/, 'must be a PASERK of the form k4.secret.…')
    .optional(),
  PASETO_PREVIOUS_PUBLIC_KEYS: list
    .pipe(z.array(z.string().regex(/^k4\.public\.[\w-]{43}$/, 'must be PASERKs of the form k4.public.…')))
    .default([]),
  DRAIN_SECONDS: z.coerce.number().min(0).max(300).optional(),
  TRUSTED_PROXIES: list
    .pipe(z.array(z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()], 'must be addresses or networks (10.0.0.0/8)')))
    .default([]),
  SMTP_URL: url('smtp:', 'smtps:')
    .refine((value) => !URL.canParse(value) || new URL(value).hostname !== '', { error: 'must name a host' })
    .optional(),
  MAIL_FROM: z
    .string()
    .regex(
      /^([^<>@,;"\r\n]*<[^\s<>@,;"]+@[^\s<>@,;"]+>|[^\s<>@,;"]+@[^\s<>@,;"]+)$/,
      'must be an address, or NAME <ADDRESS>',
    )
    .default('Zero Pressure Interview <no-reply@localhost>'),
  SMS_PROVIDER: z.enum(['console', 'aliyun', 'webhook']).optional(),
  ALIYUN_ACCESS_KEY_ID: z.string().optional(),
  ALIYUN_ACCESS_KEY_SECRET: z.string().optional(),
  ALIYUN_SMS_SIGN_NAME: z.string().optional(),
  ALIYUN_SMS_TEMPLATE_CODE: z.string().optional(),
  ALIYUN_SMS_NOTICE_TEMPLATE_CODE: z.string().optional(),
  ALIYUN_SMS_ENDPOINT: url('http:', 'https:').default('https://dysmsapi.aliyuncs.com'),
  SMS_WEBHOOK_URL: url('http:', 'https:').optional(),
  SMS_WEBHOOK_SECRET: z
    .string()
    .regex(/^whsec_[A-Za-z0-9+/]{32,}={0,2}$/, 'must be whsec_ and at least 24 random bytes in base64')
    .optional(),
  S3_ENDPOINT: url('http:', 'https:').optional(),
  S3_PUBLIC_ENDPOINT: url('http:', 'https:').optional(),
  S3_REGION: z.string().default('us-east-1'),
  S3_BUCKET: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'must be 3 to 63 lower-case letters, digits, dots and hyphens')
    .default('zero-pressure-interview'),
  S3_ACCESS_KEY: z.string().optional(),
  S3_SECRET_KEY: z.string().optional(),
  S3_PATH_STYLE: flag.default(true),
  LLM_BASE_URL: url('http:', 'https:').optional(),
  LLM_API_KEY: z.string().optional(),
  LLM_MODEL: z.string().optional(),
  LLM_CONCURRENCY: z.coerce.number().int().min(1).max(256).default(16),
  SCORE_WEIGHTS: list.pipe(weights).optional(),
  STT_BASE_URL: url('http:', 'https:').optional(),
  STT_API_KEY: z.string().optional(),
  STT_MODEL: z.string().default('whisper-1'),
});

/** What each provider of SMS cannot do without. */
const smsNeeds = new Map([
  ['aliyun', ['ALIYUN_ACCESS_KEY_ID', 'ALIYUN_ACCESS_KEY_SECRET', 'ALIYUN_SMS_SIGN_NAME', 'ALIYUN_SMS_TEMPLATE_CODE']],
  ['webhook', ['SMS_WEBHOOK_URL', 'SMS_WEBHOOK_SECRET']],
]);

/** What a variable cannot do without. */
const together = new Map([
  ['S3_ENDPOINT', ['S3_ACCESS_KEY', 'S3_SECRET_KEY']],
  ['LLM_BASE_URL', ['LLM_MODEL']],
]);

/** Whether a server that listens there is reached by its own machine alone. */
export const isLoopback = (host: string): boolean => ['127.0.0.1', 'localhost', '::1'].includes(host);

/** An S3 and the bucket in it. */
export type S3 = {
  endpoint: string;
  /** Where clients reach it, which may be another host than where the server does. */
  publicEndpoint: string;
  region: string;
  bucket: string;
  accessKey: string;
  secretKey: string;
  /** Whether the bucket stands in the path (the rule) or in the host's name (some vendors want that). */
  pathStyle: boolean;
};

/** A model behind OpenAI's protocol. */
export type Model = { baseUrl: string; apiKey: string | undefined; model: string };

export type AliyunSms = {
  provider: 'aliyun';
  accessKeyId: string;
  accessKeySecret: string;
  /** The approved signature (签名), which opens each message. */
  signName: string;
  /** The approved template of codes; its variable is `code`. */
  templateCode: string;
  /** The approved template of notices, with the variable `event`; without it none are sent. */
  noticeTemplateCode: string | undefined;
  /** A URL; its path plays no part. */
  endpoint: string;
};

export type WebhookSms = {
  provider: 'webhook';
  url: string;
  /** `whsec_` and the key in base64. */
  secret: string;
};

export type Env = {
  nodeEnv: 'development' | 'production' | 'test';
  port: number;
  host: string;
  /** Where clients reach the server from outside; undefined means: as it listens. */
  publicUrl: string | undefined;
  /** Absolute path of the folder that holds all local state. */
  dataDir: string;
  /** The folders of PATH. */
  path: string[];
  role: 'all' | 'api' | 'worker';
  logLevel: string;
  /** Milliseconds by which the process may be late on average before it refuses work; 0: it never does. */
  overload: number;
  /** Undefined: nobody is limited. */
  rateLimits: Quotas | undefined;
  /** Milliseconds from which on the request log warns of an operation. */
  slowOperation: number;
  corsOrigins: string[];
  introspection: boolean;
  limits: RequestLimits;
  /** Only registered operations are served: `true` for those of this build, or the path of a list. */
  persistedOnly: true | string | undefined;
  /** Undefined means: the private MariaDB of the embedded default. */
  databaseUrl: string | undefined;
  /** Undefined means: the private Redis of the embedded default. */
  redisUrl: string | undefined;
  pasetoSecretKey: string | undefined;
  /** Keys whose tokens are taken beside those of the secret key. */
  pasetoPreviousPublicKeys: string[];
  /** Seconds between the word that a server is to stop and its refusing of new connections. */
  drainSeconds: number;
  /** Addresses and networks of proxies whose word on where a request comes from is taken. */
  trustedProxies: string[];
  /** Undefined means: mail is printed to the log, and in production there is none. */
  smtpUrl: string | undefined;
  mailFrom: string;
  /** Undefined means: SMS are printed to the log, and in production there are none. */
  sms: { provider: 'console' } | AliyunSms | WebhookSms | undefined;
  /** Undefined: files are kept on this machine's disk. */
  s3: S3 | undefined;
  /** Undefined: rules do what a language model would. */
  llm: Model | undefined;
  /** Answers that a worker has a language model judge at once. */
  llmConcurrency: number;
  /** What each dimension is worth, in percent of the total; undefined means: as `domain/score.ts` has it. */
  scoreWeights: Weights | undefined;
  /** Undefined: recordings are kept, and not transcribed. */
  stt: Model | undefined;
};

/** The chosen provider's settings, once it is known that none is missing. */
const smsOf = (vars: z.infer<typeof shape>): Env['sms'] => {
  switch (vars.SMS_PROVIDER) {
    case 'aliyun':
      return {
        provider: 'aliyun',
        accessKeyId: vars.ALIYUN_ACCESS_KEY_ID ?? '',
        accessKeySecret: vars.ALIYUN_ACCESS_KEY_SECRET ?? '',
        signName: vars.ALIYUN_SMS_SIGN_NAME ?? '',
        templateCode: vars.ALIYUN_SMS_TEMPLATE_CODE ?? '',
        noticeTemplateCode: vars.ALIYUN_SMS_NOTICE_TEMPLATE_CODE,
        endpoint: vars.ALIYUN_SMS_ENDPOINT,
      };
    case 'webhook':
      return { provider: 'webhook', url: vars.SMS_WEBHOOK_URL ?? '', secret: vars.SMS_WEBHOOK_SECRET ?? '' };
    default:
      return vars.SMS_PROVIDER && { provider: vars.SMS_PROVIDER };
  }
};

const s3Of = (vars: z.infer<typeof shape>): S3 | undefined =>
  vars.S3_ENDPOINT === undefined
    ? undefined
    : {
        endpoint: vars.S3_ENDPOINT,
        publicEndpoint: vars.S3_PUBLIC_ENDPOINT ?? vars.S3_ENDPOINT,
        region: vars.S3_REGION,
        bucket: vars.S3_BUCKET,
        accessKey: vars.S3_ACCESS_KEY ?? '',
        secretKey: vars.S3_SECRET_KEY ?? '',
        pathStyle: vars.S3_PATH_STYLE,
      };

const registeredOf = (value: string | undefined): Env['persistedOnly'] => {
  const switched = flag.safeParse(value);
  if (switched.success) return switched.data || undefined;
  return value === undefined ? undefined : resolve(value);
};

const modelOf = (baseUrl: string | undefined, apiKey: string | undefined, model = ''): Model | undefined =>
  baseUrl === undefined ? undefined : { baseUrl, apiKey, model };

/**
 * Reads and checks the environment.
 * @throws StartupError that lists every variable that is wrong or missing
 */
export const loadEnv = (source: NodeJS.ProcessEnv = process.env): Env => {
  // An empty value in a shell or a compose file means "not set".
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const parsed = shape.safeParse(given);
  const problems = parsed.success
    ? []
    : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  if (given.NODE_ENV === 'production') {
    for (const name of ['DATABASE_URL', 'REDIS_URL', 'PASETO_SECRET_KEY']) {
      if (given[name] === undefined) problems.push(`${name}: required when NODE_ENV is production`);
    }
    if (given.SMTP_URL !== undefined && given.MAIL_FROM === undefined) {
      problems.push('MAIL_FROM: required with SMTP_URL when NODE_ENV is production');
    }
    if (given.SMS_PROVIDER === 'console') {
      problems.push(
        'SMS_PROVIDER: console prints codes to the log, which is not for production; choose aliyun or webhook, or leave it out',
      );
    }
  }
  for (const [name, others] of together) {
    if (given[name] === undefined) continue;
    for (const other of others) {
      if (given[other] === undefined) problems.push(`${other}: required with ${name}`);
    }
  }
  for (const name of smsNeeds.get(given.SMS_PROVIDER ?? '') ?? []) {
    if (given[name] === undefined) problems.push(`${name}: required when SMS_PROVIDER is ${given.SMS_PROVIDER}`);
  }
  if (!parsed.success || problems.length > 0) {
    throw new StartupError(`The environment is not usable:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
  }
  const vars = parsed.data;
  const production = vars.NODE_ENV === 'production';
  return {
    nodeEnv: vars.NODE_ENV,
    port: vars.PORT,
    // A development server with printed passwords must not be reachable from the network unless asked for.
    host: vars.HOST ?? (production ? '0.0.0.0' : '127.0.0.1'),
    publicUrl: vars.PUBLIC_URL?.replace(/\/$/, ''),
    dataDir: resolve(vars.DATA_DIR),
    path: vars.PATH.split(delimiter).filter(isAbsolute),
    role: vars.ROLE,
    logLevel: vars.LOG_LEVEL,
    rateLimits: vars.RATE_LIMITS ?? undefined,
    overload: vars.OVERLOAD_MS,
    slowOperation: vars.SLOW_OPERATION_MS,
    corsOrigins: vars.CORS_ORIGINS,
    introspection: vars.INTROSPECTION ?? !production,
    limits: vars.LIMITS,
    persistedOnly: registeredOf(vars.PERSISTED_ONLY),
    databaseUrl: vars.DATABASE_URL,
    redisUrl: vars.REDIS_URL,
    pasetoSecretKey: vars.PASETO_SECRET_KEY,
    pasetoPreviousPublicKeys: vars.PASETO_PREVIOUS_PUBLIC_KEYS,
    drainSeconds: vars.DRAIN_SECONDS ?? (vars.NODE_ENV === 'production' ? 5 : 0),
    trustedProxies: vars.TRUSTED_PROXIES,
    smtpUrl: vars.SMTP_URL,
    mailFrom: vars.MAIL_FROM,
    sms: smsOf(vars),
    s3: s3Of(vars),
    llm: modelOf(vars.LLM_BASE_URL, vars.LLM_API_KEY, vars.LLM_MODEL),
    llmConcurrency: vars.LLM_CONCURRENCY,
    scoreWeights: vars.SCORE_WEIGHTS,
    stt: modelOf(vars.STT_BASE_URL, vars.STT_API_KEY, vars.STT_MODEL),
  };
};
