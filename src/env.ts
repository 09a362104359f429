/** The only reader of process.env: parsed once, every problem reported together. */
import { delimiter, isAbsolute, resolve } from 'node:path';
import { z } from 'zod';
import { StartupError } from './errors.js';

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
  CORS_ORIGINS: list.default([]),
  INTROSPECTION: flag.optional(),
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
});

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
  corsOrigins: string[];
  introspection: boolean;
  /** Undefined means: the private MariaDB of the embedded default. */
  databaseUrl: string | undefined;
  /** Undefined means: the private Redis of the embedded default. */
  redisUrl: string | undefined;
  pasetoSecretKey: string | undefined;
};

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
    corsOrigins: vars.CORS_ORIGINS,
    introspection: vars.INTROSPECTION ?? !production,
    databaseUrl: vars.DATABASE_URL,
    redisUrl: vars.REDIS_URL,
    pasetoSecretKey: vars.PASETO_SECRET_KEY,
  };
};
