/** What is taken as an upload, and whether one is; how many are looked at at once. */
import pLimit from 'p-limit';
import { AppError } from '../../errors.js';
import { allowedTypes, canonicalType, inspectUpload, type Purpose, sizeLimits } from './inspect.js';

export type { Rejection } from './inspect.js';

export type Inspector = {
  allowedTypes: Record<Purpose, readonly string[]>;
  /** Bytes. */
  sizeLimits: Record<Purpose, number>;
  /** The one name that a type is kept under; undefined when the purpose does not take it. */
  canonicalType: typeof canonicalType;
  /** Reads an upload once. @throws what reading it fails with */
  inspect: typeof inspectUpload;
  /**
   * Does `work` on an upload when its turn comes; who comes while it is under way gets what comes of it.
   * @throws AppError RATE_LIMITED when too many wait
   */
  inTurn<T>(fileId: string, purpose: Purpose, work: () => Promise<T>): Promise<T>;
};

/** At once: decoded, one picture or document takes up to some hundred megabytes. */
const concurrency = 2;
/** How many may wait: some seconds' worth. */
const longestQueue = 200;

export const createInspector = (): Inspector => {
  // Recordings take their time to be read: who waits with a picture does not wait for them.
  const [large, small] = [pLimit(concurrency), pLimit(concurrency)];
  const underWay = new Map<string, Promise<unknown>>();
  return {
    allowedTypes,
    sizeLimits,
    canonicalType,
    inspect: inspectUpload,
    inTurn: <T>(fileId: string, purpose: Purpose, work: () => Promise<T>): Promise<T> => {
      const known = underWay.get(fileId);
      if (known) return known as Promise<T>;
      const turn = purpose === 'RECORDING' || purpose === 'QUESTIONS' ? large : small;
      if (turn.pendingCount >= longestQueue) throw new AppError('RATE_LIMITED', { retryAfter: 10 });
      const result = turn(work).finally(() => underWay.delete(fileId));
      underWay.set(fileId, result);
      return result;
    },
  };
};
