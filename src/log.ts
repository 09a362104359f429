/** The structured log: JSON lines for machines, readable lines on a terminal. */
import { type DestinationStream, type Logger, pino } from 'pino';

export type Log = Logger;

/**
 * Creates the process's logger.
 * @param level a pino level (`trace` … `fatal`) or `silent`
 * @param options `pretty` prints coloured one-liners; `destination` replaces stdout (tests read it)
 */
export const createLog = (level: string, options: { pretty?: boolean; destination?: DestinationStream } = {}): Log => {
  const base = { level, base: undefined, timestamp: pino.stdTimeFunctions.isoTime };
  if (options.destination) return pino(base, options.destination);
  if (!options.pretty) return pino(base);
  return pino({
    ...base,
    transport: { target: 'pino-pretty', options: { translateTime: 'SYS:HH:MM:ss', ignore: 'pid,hostname' } },
  });
};
