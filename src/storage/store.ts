/** The port that every object store stands behind: only what any S3 and a folder on disk can both do. */
import type { Readable } from 'node:stream';

export type NameValue = { name: string; value: string };

/** What a client sends its file with, straight to the store. */
export type UploadTarget = {
  method: 'POST' | 'PUT';
  url: string;
  /** Of the request. */
  headers: NameValue[];
  /** Of a POST: form fields, to be sent before the file, which is the field `file`. */
  fields: NameValue[];
};

export type UploadTerms = {
  /** As announced; the store takes no other. */
  contentType: string;
  /** Bytes, as announced; the store takes no more. */
  byteSize: number;
  /** Seconds for which the target is good. */
  lifetime: number;
};

export type DownloadTerms = {
  /** The name that it is saved under: any characters but control characters. */
  filename: string;
  contentType: string;
  /** Whether a browser may show it (an image, a recording) instead of saving it. */
  inline: boolean;
  /** Seconds for which the URL is good. */
  lifetime: number;
};

export type StoredObject = { key: string; byteSize: number; modifiedAt: Date };

/**
 * Keys are the server's own: segments of letters, digits, `_`, `-` and `.`, joined by `/`, none beginning with a dot; any
 * other throws an Error. Where there is an object `a`, there can be none `a/b`: on disk the one is a file, not a folder.
 * All of it throws AppError DEPENDENCY_UNAVAILABLE while the store is away.
 */
export type ObjectStore = {
  readonly kind: 'disk' | 's3';
  /** A place for one upload; whoever holds it may write that key, and no other. */
  signUpload(key: string, terms: UploadTerms): Promise<UploadTarget>;
  /** A URL that anyone may read the object by until it runs out. */
  signDownload(key: string, terms: DownloadTerms): Promise<string>;
  stat(key: string): Promise<StoredObject | undefined>;
  /** The bytes, as they are pulled; undefined when there is no such object. */
  read(key: string): Promise<Readable | undefined>;
  /** Writes the whole object or nothing. */
  write(key: string, body: Buffer, contentType: string): Promise<void>;
  /** Within the store, so that the bytes do not pass through this process; false when there is nothing at `from`. */
  copy(from: string, to: string): Promise<boolean>;
  /** Removing what is not there is no error. */
  remove(keys: string[]): Promise<void>;
  /** Every object whose key begins so, in the order of keys. */
  list(prefix: string): AsyncIterable<StoredObject>;
  /** Removes what writes that were cut off by a kill left behind, once they are old; returns how many. */
  sweep(): Promise<number>;
  /** @throws while the store cannot be used */
  check(): Promise<void>;
  dispose(): Promise<void>;
};
