/** Where a file's bytes are in the object store: first where a client may write, then where only the server does. */
import { randomBytes } from 'node:crypto';

/** Uploads that nobody has looked at yet. */
export const quarantine = 'incoming/';
/** What was looked at. */
export const shelf = 'kept/';

export const quarantineKey = (fileId: string): string => `${quarantine}${fileId}`;

/** All that was ever kept of a file. */
export const shelfPrefix = (fileId: string): string => `${shelf}${fileId}/`;

/** A new place for each attempt, so that two at once never write to the same. */
export const newShelfKey = (fileId: string): string => `${shelfPrefix(fileId)}${randomBytes(9).toString('hex')}`;

/** The place of a picture's small rendition. */
export const thumbnailKey = (storageKey: string): string => `${storageKey}-64`;

/** What a store is tried out with at its start; left there only by a process that was killed. */
export const probes = 'probe/';

/** Says which database the store belongs to. */
export const ownerKey = 'owner';

const ownKeys = new RegExp(`^(?:${quarantine}|${probes})[\\w-]+$|^${shelf}\\w+/[0-9a-f]+(?:-64)?$`);

/** Whether we have made a key: others may lie in the same bucket. */
export const isOwnKey = (key: string): boolean => ownKeys.test(key);

/** The id of the file that a key belongs to. */
export const fileIdOf = (key: string): string | undefined => key.split('/')[1];
