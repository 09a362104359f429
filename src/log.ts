/** The structured log: JSON lines for machines, readable lines on a terminal. */
import { type DestinationStream, type Logger, pino } from 'pino';

export type Log = Logger;

type Described = { type: string; message?: string; code?: unknown; errno?: unknown; stack?: string };

/**
 * What the log keeps of an error. A database's errors carry the statement and its values, in the message, too: of these only
 * the code and where it happened are kept.
 */
export const describeError = (error: unknown): Described | string => {
  if (!(error instanceof Error)) return typeof error;
  let origin: Error & { code?: unknown; errno?: unknown; sqlState?: unknown } = error;
  while (origin.cause instanceof Error) origin = origin.cause;
  const { name, code, errno } = origin;
  const frames = error.stack
    ?.split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n');
  const fromDatabase = 'sqlState' in origin || 'sql' in origin || error.name === 'DrizzleQueryError';
  return {
    type: name,
    ...(fromDatabase ? {} : { message: origin.message }),
    ...(code === undefined ? {} : { code }),
    ...(errno === undefined ? {} : { errno }),
    ...(frames ? { stack: frames } : {}),
  };
};

/**
 * Creates the process's logger. Errors belong under `err`.
 * @param level a pino level (`trace` … `fatal`) or `silent`
 * @param options `pretty` prints coloured one-liners; `destination` replaces stdout (tests read it)
 */
export const createLog = (level: string, options: { pretty?: boolean; destination?: DestinationStream } = {}): Log => {
  const base = {
    level,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: describeError },
  };
  if (options.destination) return pino(base, options.destination);
  if (!options.pretty) return pino(base);
  return pino({
    ...base,
    transport: { target: 'pino-pretty', options: { translateTime: 'SYS:HH:MM:ss', ignore: 'pid,hostname' } },
  });
};
