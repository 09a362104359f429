/** What is taken as an upload, and whether one is. */
import type { Readable } from 'node:stream';
import pLimit from 'p-limit';
import {
  type Announcement,
  allowedTypes,
  canonicalType,
  type Inspection,
  inspectUpload,
  type Purpose,
  sizeLimits,
} from './inspect.js';

export type { Rejection } from './inspect.js';

export type Inspector = {
  allowedTypes: Record<Purpose, readonly string[]>;
  /** Bytes. */
  sizeLimits: Record<Purpose, number>;
  /** The one name that a type is kept under; undefined when the purpose does not take it. */
  canonicalType(purpose: Purpose, contentType: string): string | undefined;
  /**
   * Reads the upload once; some at a time, the others wait.
   * @throws what opening or reading it fails with
   */
  inspect(upload: Announcement, open: () => Promise<Readable>): Promise<Inspection>;
};

/** At once: decoded, one picture or document takes up to some hundred megabytes. */
const concurrency = 2;

export const createInspector = (): Inspector => {
  const turn = pLimit(concurrency);
  return {
    allowedTypes,
    sizeLimits,
    canonicalType,
    inspect: (upload, open) => turn(async () => inspectUpload(upload, await open())),
  };
};
