/** Objects in a folder of this machine, uploaded and downloaded through this server by expiring links. */
import { constants } from 'node:fs';
import { access, open, readdir, stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { AppError, StartupError } from '../errors.js';
import { codeOf, openFolder } from './disk/folder.js';
import { createLinks, type Verified } from './disk/link.js';
import { receiveBody } from './disk/receive.js';
import { assertKey } from './key.js';
import { checkLifetime, shared } from './shared.js';
import type { ObjectStore, StoredObject } from './store.js';

export type DiskStore = ObjectStore & {
  readonly kind: 'disk';
  /** The folder under which an object lies by its key. */
  readonly folder: string;
  /**
   * What a request may do; undefined when its link is forged, meant for something else, or has run out.
   * @param target of the request line: path and query
   */
  verify(method: string, target: string): Verified | undefined;
  /**
   * Stores an upload as its bytes come, whole or not at all.
   * @throws AppError PAYLOAD_TOO_LARGE for more bytes than `byteSize`, BAD_USER_INPUT for fewer or when they stop coming,
   * FORBIDDEN when they have not all come by `deadline`, CONFLICT while this process receives another for the same key
   */
  receive(key: string, byteSize: number, body: Readable, deadline: Date): Promise<void>;
};

export type DiskOptions = {
  /** Absolute; processes of one machine may share it. */
  folder: string;
  /** Signs the links; the same for all servers that share the folder. */
  secret: string;
  /** Where clients reach this server, without a slash at the end; asked for at each signing. */
  url: () => string;
  now: () => Date;
  /** Milliseconds without a byte after which an upload is cut off. */
  stall?: number;
};

/** A folder whose disk is full or gone is a store that is away. */
const away = (error: unknown) =>
  error instanceof AppError ? error : new AppError('DEPENDENCY_UNAVAILABLE', { retryAfter: 5, cause: error });

const occupied = (retryAfter: number) =>
  new AppError('CONFLICT', {
    message: { en: 'An upload by this link is still running.', zh: '使用该链接的上传仍在进行中。' },
    retryAfter,
  });

const missing = (error: unknown): undefined => {
  // A folder of the key's path may be missing, too, or be no folder.
  if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR' || codeOf(error) === 'EISDIR') return undefined;
  throw away(error);
};

/** @throws StartupError when the folder cannot be used */
export const createDiskStore = async ({
  folder: path,
  secret,
  url,
  now,
  stall = 30_000,
}: DiskOptions): Promise<DiskStore> => {
  const folder = await openFolder(path, now).catch((error: unknown) => {
    throw new StartupError(`Files cannot be kept in ${path} (${codeOf(error)}): look at DATA_DIR.`);
  });
  const links = createLinks(secret, url, now);
  /** The keys of uploads that are running: each is a file, so that one link must not be good for any number of them. */
  const running = new Set<string>();

  const statOf = async (key: string): Promise<StoredObject | undefined> => {
    assertKey(key);
    const found = await stat(folder.pathOf(key)).catch(missing);
    return found?.isFile() ? { key, byteSize: found.size, modifiedAt: found.mtime } : undefined;
  };

  /** Folders that lead away from the prefix are not entered. */
  const walk = async function* (at: string, prefix: string): AsyncGenerator<string> {
    const entries = (await readdir(folder.pathOf(at), { withFileTypes: true }).catch(missing)) ?? [];
    // A slash orders among the other characters of a key: `a-b` comes before `a/b`.
    const names = entries
      .filter(({ name }) => !name.startsWith('.'))
      .map((entry) => ({
        name: `${at}${entry.name}${entry.isDirectory() ? '/' : ''}`,
        isFolder: entry.isDirectory(),
      }));
    names.sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const { name, isFolder } of names) {
      if (isFolder && (name.startsWith(prefix) || prefix.startsWith(name))) yield* walk(name, prefix);
      if (!isFolder && name.startsWith(prefix)) yield name;
    }
  };

  return {
    kind: 'disk',
    folder: path,
    signUpload: async (key, { contentType, byteSize, lifetime }) => {
      assertKey(key);
      return {
        method: 'PUT',
        url: links.sign({ method: 'PUT', key, contentType, byteSize }, lifetime),
        headers: [{ name: 'content-type', value: contentType }],
        fields: [],
      };
    },
    signDownload: async (key, { contentType, filename, inline, lifetime }) => {
      assertKey(key);
      // A link is signed as it reads after its way through a URL.
      const name = filename.toWellFormed();
      return links.sign({ method: 'GET', key, contentType, filename: name, inline }, lifetime);
    },
    verify: links.verify,
    receive: async (key, byteSize, body, deadline) => {
      assertKey(key);
      if (running.has(key)) throw occupied(Math.ceil(stall / 1000));
      running.add(key);
      try {
        await folder.put(key, (file) => receiveBody(body, file, { byteSize, stall, deadline, now }));
      } catch (error) {
        throw away(error);
      } finally {
        running.delete(key);
      }
    },
    stat: statOf,
    read: async (key) => {
      assertKey(key);
      const file = await open(folder.pathOf(key), constants.O_RDONLY).catch(missing);
      if (!file) return undefined;
      if ((await file.stat()).isFile()) return file.createReadStream();
      await file.close();
      return undefined;
    },
    write: async (key, body) => {
      assertKey(key);
      await folder
        .put(key, (file) => file.writeFile(body))
        .catch((error: unknown) => {
          throw away(error);
        });
    },
    copy: async (from, to) => {
      assertKey(from);
      assertKey(to);
      return folder.copy(from, to).catch((error: unknown) => {
        throw away(error);
      });
    },
    remove: async (keys) => {
      keys.forEach(assertKey);
      for (const key of keys) {
        await folder.remove(key).catch(missing);
      }
    },
    list: async function* (prefix) {
      for await (const key of walk('', prefix)) {
        const found = await statOf(key);
        if (found) yield found;
      }
    },
    sweep: () =>
      folder.sweep().catch((error: unknown) => {
        throw away(error);
      }),
    // Behind a burst of uploads even this takes its time, and whoever asks for health would wait with them.
    check: shared(async () => {
      await access(path, constants.R_OK | constants.W_OK | constants.X_OK).catch((error: unknown) => {
        throw away(error);
      });
    }, checkLifetime),
    dispose: async () => {},
  };
};
