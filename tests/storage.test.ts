/** One suite for every object store, as clients and the server use it; then what is special to each. */
import { type ChildProcess, fork } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { openAsBlob } from 'node:fs';
import { mkdir, mkdtemp, open, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { createServer, request as httpRequest } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import contentDisposition from 'content-disposition';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { loadEnv, type S3 } from '../src/env.js';
import { StartupError } from '../src/errors.js';
import { createLog } from '../src/log.js';
import { createStore } from '../src/storage/create.js';
import { createS3Client, type Patience } from '../src/storage/s3/client.js';
import { createPutSigner, signPost } from '../src/storage/s3/upload.js';
import { createS3Store } from '../src/storage/s3.js';
import type { ObjectStore, StoredObject, UploadTarget } from '../src/storage/store.js';
import { createFileServer, webOrigin } from './support/file-server.js';
import type { FileServerRequest } from './support/file-server-process.js';
import { createLater } from './support/later.js';
import { createS3Server, type S3ServerOptions } from './support/s3.js';

const { later, disposers } = createLater();

const silent = createLog('silent');
const temporaryFolder = async (): Promise<string> => {
  const path = await mkdtemp(join(tmpdir(), 'zpi-files-'));
  disposers.push(() => rm(path, { recursive: true, force: true }));
  return path;
};

type World = {
  store: ObjectStore;
  /** Sets the clock forward by which links run out. */
  advance(seconds: number): void;
  /** Puts objects of one byte there. */
  seed(keys: string[]): Promise<void>;
};

const diskWorld = async (): Promise<World> => {
  let ahead = 0;
  const now = () => new Date(Date.now() + ahead);
  const { store } = later(await createFileServer(await temporaryFolder(), { now }));
  return {
    store,
    advance: (seconds) => {
      ahead += seconds * 1000;
    },
    seed: async (keys) => {
      for (const key of keys) await store.write(key, Buffer.from('x'), 'text/plain');
    },
  };
};

const s3World = async (options: S3ServerOptions = {}) => {
  const server = later(await createS3Server(options));
  const store = later(await createS3Store(server.s3, silent));
  return { store, server, advance: server.advance, seed: server.seed };
};

const terms = { contentType: 'text/plain', byteSize: 5, lifetime: 60 };
const asSaved = { contentType: 'text/plain', filename: 'a.txt', inline: false, lifetime: 60 };

/** As any client would: what the target says, and then the file. */
const upload = async (target: UploadTarget, body: string | Blob): Promise<number> => {
  const file = new Blob([body]);
  if (target.method === 'PUT') {
    const headers = Object.fromEntries(target.headers.map(({ name, value }) => [name, value]));
    return (await fetch(target.url, { method: 'PUT', headers, body: file })).status;
  }
  const form = new FormData();
  for (const { name, value } of target.fields) form.append(name, value);
  form.append('file', file, '../../a name.txt');
  return (await fetch(target.url, { method: 'POST', body: form })).status;
};

/** The same target with one thing in it changed: a field, a header or a part of the URL. */
const forge = (target: UploadTarget, from: string | RegExp, to: string): UploadTarget => {
  const forged = JSON.parse(JSON.stringify(target)) as UploadTarget;
  forged.url = target.url.replace(from, to);
  for (const pair of [...forged.fields, ...forged.headers]) {
    if (pair.name !== 'policy') pair.value = pair.value.replace(from, to);
  }
  expect(forged).not.toEqual(target);
  return forged;
};

const textOf = async (store: ObjectStore, key: string): Promise<string | undefined> => {
  const stream = await store.read(key);
  return stream && (await buffer(stream)).toString();
};
const all = async (objects: AsyncIterable<StoredObject>): Promise<StoredObject[]> => {
  const found: StoredObject[] = [];
  for await (const object of objects) found.push(object);
  return found;
};
const keysOf = async (store: ObjectStore, prefix = ''): Promise<string[]> =>
  (await all(store.list(prefix))).map(({ key }) => key);
const isAway = { code: 'DEPENDENCY_UNAVAILABLE' };

describe.each<[string, () => Promise<World>, 'POST' | 'PUT']>([
  ['disk', diskWorld, 'PUT'],
  ['S3 by forms', () => s3World(), 'POST'],
  ['S3 by PUT', () => s3World({ forms: 'refused', multiDelete: false }), 'PUT'],
])('%s', (_name, createWorld, method) => {
  it('takes what was announced', async () => {
    const { store } = await createWorld();
    const before = Date.now();
    const target = await store.signUpload('incoming/u1/f-1', terms);
    expect(target.method).toBe(method);
    expect(await upload(target, 'hello')).toBeLessThan(300);
    const object = await store.stat('incoming/u1/f-1');
    expect(object).toMatchObject({ key: 'incoming/u1/f-1', byteSize: 5 });
    // Some stores keep whole seconds.
    expect(object?.modifiedAt.getTime()).toBeGreaterThan(before - 1_500);
    expect(await textOf(store, 'incoming/u1/f-1')).toBe('hello');
  });

  it.each([
    ['one byte more', 'hello!'],
    ['one byte less', 'hell'],
    ['nothing', ''],
  ])('refuses %s than announced', async (_what, body) => {
    const { store } = await createWorld();
    expect(await upload(await store.signUpload('k', terms), body)).toBeGreaterThanOrEqual(400);
    expect(await keysOf(store)).toEqual([]);
  });

  it.each<[string, string | RegExp, string]>([
    ['another type', 'text/plain', 'text/html'],
    ['another key', 'mine', 'yours'],
    ['another signature', /([0-9a-f]{63}|signature=[\w-]{42})[\w-]/, '$1~'],
  ])('refuses %s', async (_what, from, to) => {
    const { store } = await createWorld();
    const target = await store.signUpload('u/mine', terms);
    const wrong = forge(target, from, to);
    expect([400, 403, 415]).toContain(await upload(wrong, 'hello'));
    expect(await keysOf(store)).toEqual([]);
    expect(await upload(target, 'hello')).toBeLessThan(300);
  });

  it('refuses uploads and downloads whose time has run out', async () => {
    const { store, advance } = await createWorld();
    await store.write('there', Buffer.from('hello'), 'text/plain');
    const target = await store.signUpload('k', terms);
    const url = await store.signDownload('there', asSaved);
    advance(30);
    expect((await fetch(url)).status).toBe(200);
    advance(31);
    expect(await upload(target, 'hello')).toBe(403);
    expect((await fetch(url)).status).toBe(403);
  });

  it('refuses downloads of another object, under another name or type, and uploads by their links', async () => {
    const { store } = await createWorld();
    await store.write('mine', Buffer.from('hello'), 'text/plain');
    await store.write('yours', Buffer.from('secret'), 'text/plain');
    const url = await store.signDownload('mine', asSaved);
    expect((await fetch(url)).status).toBe(200);
    for (const [from, to] of [
      ['mine', 'yours'],
      ['a.txt', 'a.exe'],
      [/text(%2F|\/)plain/, 'text%2Fhtml'],
    ] as const) {
      const wrong = url.replace(from, to);
      expect(wrong).not.toBe(url);
      expect((await fetch(wrong)).status).toBe(403);
    }
    const put = await fetch(url, { method: 'PUT', body: 'evil!', headers: { 'content-type': 'text/plain' } });
    expect(put.status).toBe(403);
    expect(await textOf(store, 'mine')).toBe('hello');
  });

  it('sends downloads under their name and type', async () => {
    const { store } = await createWorld();
    await store.write('k', Buffer.from('%PDF-'), 'application/octet-stream');
    const filename = '我的 "简历" \'v2\' & 50%;\u202Efdp.pdf';
    const saved = await fetch(
      await store.signDownload('k', { contentType: 'application/pdf', filename, inline: false, lifetime: 60 }),
    );
    expect(saved.headers.get('content-type')).toBe('application/pdf');
    expect(saved.headers.get('content-length')).toBe('5');
    expect(contentDisposition.parse(saved.headers.get('content-disposition') ?? '')).toMatchObject({
      type: 'attachment',
      parameters: { filename: filename.replace('\u202E', '') },
    });
    expect(await saved.text()).toBe('%PDF-');
    const shown = await fetch(
      await store.signDownload('k', {
        contentType: 'image/webp',
        filename: 'a\uD800.webp',
        inline: true,
        lifetime: 60,
      }),
    );
    expect(shown.status).toBe(200);
    expect(shown.headers.get('content-disposition')).toMatch(/^inline;/);
  });

  it('sends ranges', async () => {
    const { store } = await createWorld();
    await store.write('k', Buffer.from('0123456789'), 'audio/webm');
    const url = await store.signDownload('k', { ...asSaved, contentType: 'audio/webm' });
    const part = await fetch(url, { headers: { range: 'bytes=2-4' } });
    expect([part.status, part.headers.get('content-range'), await part.text()]).toEqual([206, 'bytes 2-4/10', '234']);
    const beyond = await fetch(url, { headers: { range: 'bytes=10-' } });
    expect(beyond.status).toBe(416);
  });

  it('copies, and the copy stays as it is', async () => {
    const { store } = await createWorld();
    const target = await store.signUpload('incoming/k', terms);
    expect(await upload(target, 'first')).toBeLessThan(300);
    expect(await store.copy('incoming/k', 'kept/k')).toBe(true);
    expect(await upload(target, 'other')).toBeLessThan(300);
    expect(await textOf(store, 'incoming/k')).toBe('other');
    expect(await textOf(store, 'kept/k')).toBe('first');
    await store.write('incoming/k', Buffer.from('third'), 'text/plain');
    await store.remove(['incoming/k']);
    expect(await textOf(store, 'kept/k')).toBe('first');
    // Twice, onto what is there, and onto the same.
    expect(await store.copy('kept/k', 'incoming/k')).toBe(true);
    expect(await store.copy('kept/k', 'incoming/k')).toBe(true);
    expect(await keysOf(store)).toEqual(['incoming/k', 'kept/k']);
    expect(await store.copy('nowhere', 'kept/k')).toBe(false);
    expect(await textOf(store, 'kept/k')).toBe('first');
  });

  it('knows what is missing', async () => {
    const { store } = await createWorld();
    await store.write('a/b', Buffer.from('x'), 'text/plain');
    for (const key of ['a', 'b', 'a/b/c', 'a/c']) {
      expect(await store.stat(key)).toBeUndefined();
      expect(await store.read(key)).toBeUndefined();
    }
    const answer = await fetch(await store.signDownload('a/c', asSaved));
    expect(answer.status).toBe(404);
    expect(answer.headers.get('content-disposition') ?? '').not.toContain('a.txt');
    await store.check();
  });

  it('removes many, also those that are not there', async () => {
    const { store } = await createWorld();
    const keys = ['a/1', 'a/2', 'b/c/3'];
    for (const key of keys) await store.write(key, Buffer.from(key), 'text/plain');
    await store.remove([]);
    await store.remove(['a/1', 'b/c/3', 'no/such', 'a/1/x']);
    expect(await keysOf(store)).toEqual(['a/2']);
    await store.remove(['a/2']);
    expect(await keysOf(store)).toEqual([]);
  });

  it('writes objects whole, one over the other', async () => {
    const { store } = await createWorld();
    const contents = [...'abcdef'].map((letter) => Buffer.alloc(300_000, letter));
    await store.write('k', contents[0] as Buffer, 'text/plain');
    await store.write('empty', Buffer.alloc(0), 'text/plain');
    for (const content of contents) await store.write('k', content, 'text/plain');
    expect((await textOf(store, 'k'))?.replace(/f/g, '')).toBe('');
    expect(await store.stat('empty')).toMatchObject({ byteSize: 0 });
    expect(await textOf(store, 'empty')).toBe('');
  });

  it('lists more than one page, in the order of keys', async () => {
    const { store, seed } = await createWorld();
    const keys = Array.from({ length: 203 }, (_, index) => `many/${String(index).padStart(4, '0')}`);
    const others = ['many-1', 'many.x/1', 'many0', 'other/many/1'];
    await seed([...keys, ...others]);
    expect(await keysOf(store, 'many/')).toEqual(keys);
    expect(await keysOf(store, 'many')).toEqual(['many-1', 'many.x/1', ...keys, 'many0']);
    expect(await keysOf(store, 'other/many/1')).toEqual(['other/many/1']);
    expect(await keysOf(store, 'none')).toEqual([]);
    for await (const { key } of store.list('')) {
      expect(key).toBe('many-1');
      break;
    }
    await store.remove(keys);
    expect(await keysOf(store, 'many/')).toEqual([]);
  }, 60_000);

  it('is asked for nothing but keys', async () => {
    const { store } = await createWorld();
    const wrong = [
      '',
      '/a',
      'a/',
      'a//b',
      '../a',
      'a/../b',
      'a/./b',
      '.a',
      'a/.b',
      'a\0',
      'a b',
      'a%2e',
      'ä',
      'a\\b',
      'a\n',
    ];
    for (const key of [...wrong, `a/${'x'.repeat(600)}`, 'x/'.repeat(300).slice(0, -1)]) {
      await expect(store.signUpload(key, terms)).rejects.toThrow('Not a key');
      await expect(store.signDownload(key, asSaved)).rejects.toThrow('Not a key');
      await expect(store.stat(key)).rejects.toThrow('Not a key');
      await expect(store.read(key)).rejects.toThrow('Not a key');
      await expect(store.write(key, Buffer.from('x'), 'text/plain')).rejects.toThrow('Not a key');
      await expect(store.copy('a', key)).rejects.toThrow('Not a key');
      await expect(store.copy(key, 'a')).rejects.toThrow('Not a key');
      await expect(store.remove(['a', key])).rejects.toThrow('Not a key');
    }
  });
});

describe('disk', () => {
  type Options = Parameters<typeof createFileServer>[1];
  const serve = async (options?: Options) => {
    const folder = await temporaryFolder();
    return { folder, ...later(await createFileServer(folder, options)) };
  };
  const codeOf = async (response: Response) => {
    const { errors } = (await response.json()) as { errors: { extensions: { code: string } }[] };
    return [response.status, errors[0]?.extensions.code];
  };
  const filesIn = async (folder: string): Promise<string[]> => {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
  };
  /** A request as it stands, which no client would send. */
  const raw = async (url: string, path: string, method = 'GET'): Promise<{ status: number; body: string }> => {
    const request = httpRequest(url, { method, path }).end();
    const [response] = (await once(request, 'response')) as [Readable & { statusCode: number }];
    return { status: response.statusCode, body: (await buffer(response)).toString() };
  };
  /** The head of an upload over a socket that is then ours. */
  const beginUpload = async (target: UploadTarget, length: string, body: string) => {
    const url = new URL(target.url);
    const socket = connect(Number(url.port), url.hostname);
    socket.on('error', () => {});
    disposers.push(() => socket.destroy());
    const head = [`PUT ${url.pathname}${url.search} HTTP/1.1`, `Host: ${url.host}`, 'Content-Type: text/plain', length];
    socket.write([...head, '', body].join('\r\n'));
    return socket;
  };

  it('says why it refuses', async () => {
    const { store } = await serve();
    const target = await store.signUpload('k', terms);
    const put = (body: string, headers: Record<string, string> = {}) =>
      fetch(target.url, { method: 'PUT', body, headers: { 'content-type': 'text/plain', ...headers } });
    expect(await codeOf(await put('hello!'))).toEqual([413, 'PAYLOAD_TOO_LARGE']);
    expect(await codeOf(await put('hell'))).toEqual([400, 'BAD_USER_INPUT']);
    expect(await codeOf(await put('hello', { 'content-type': 'application/pdf' }))).toEqual([
      415,
      'UNSUPPORTED_MEDIA_TYPE',
    ]);
    expect(await codeOf(await put('hello', { 'content-encoding': 'gzip' }))).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE']);
    expect(await codeOf(await fetch(target.url.replace(/.$/, '~'), { method: 'PUT', body: 'hello' }))).toEqual([
      403,
      'FORBIDDEN',
    ]);
    expect(await codeOf(await fetch(await store.signDownload('none', asSaved)))).toEqual([404, 'NOT_FOUND']);
    expect((await put('hello')).status).toBe(204);
  });

  it('counts the bytes of a body that does not say how long it is', async () => {
    const { store, folder } = await serve();
    const target = await store.signUpload('k', terms);
    const put = (...pieces: string[]) =>
      fetch(target.url, {
        method: 'PUT',
        headers: { 'content-type': 'text/plain' },
        body: Readable.toWeb(Readable.from(pieces.map((piece) => Buffer.from(piece)))) as ReadableStream,
        duplex: 'half',
      } as RequestInit);
    expect(await codeOf(await put('hel', 'lo!'))).toEqual([413, 'PAYLOAD_TOO_LARGE']);
    expect(await codeOf(await put('hel', 'l'))).toEqual([400, 'BAD_USER_INPUT']);
    expect(await filesIn(folder)).toEqual([]);
    expect((await put('he', 'l', 'lo')).status).toBe(204);
    expect(await textOf(store, 'k')).toBe('hello');
  });

  it('serves nothing but objects', async () => {
    const { store, url, folder } = await serve();
    await writeFile(join(folder, '..', `${folder.split('/').at(-1)}-secret`), 'secret');
    disposers.push(() => rm(`${folder}-secret`));
    await writeFile(join(folder, '.hidden'), 'secret');
    await store.write('a/b', Buffer.from('hello'), 'text/plain');
    const { search } = new URL(await store.signDownload('a/b', asSaved));
    const secret = `${folder.split('/').at(-1)}-secret`;
    for (const path of [
      `../${secret}`,
      `a/../../${secret}`,
      `..%2f${secret}`,
      `%2e%2e/${secret}`,
      `%2e%2e%2f${secret}`,
      `..%5c${secret}`,
      `a/b%00`,
      `a/b%00.txt`,
      `a%2fb`,
      `a//b`,
      `a/./b`,
      `/a/b`,
      `a/b/`,
      `a`,
      `.hidden`,
      `.incoming`,
      ``,
      `%`,
      `%ff`,
    ]) {
      for (const method of ['GET', 'HEAD', 'PUT']) {
        const { status, body } = await raw(url, `/files/${path}${search}`, method);
        expect([400, 403, 404], `${method} ${path}`).toContain(status);
        expect(body).not.toContain('secret\n');
        expect(body).not.toBe('secret');
      }
    }
    expect((await raw(url, `/files/a/b${search}`)).body).toBe('hello');
    expect((await raw(url, `/files/a/b${search}`, 'HEAD')).status).toBe(200);
    expect((await raw(url, `/files/a/b${search}`, 'DELETE')).status).toBe(404);
  });

  it('sends what browsers need to be safe, and every kind of range', async () => {
    const { store } = await serve();
    await store.write('k', Buffer.from('0123456789'), 'audio/webm');
    const url = await store.signDownload('k', { ...asSaved, contentType: 'audio/webm', inline: true });
    const whole = await fetch(url, { headers: { origin: webOrigin } });
    expect(Object.fromEntries(whole.headers)).toMatchObject({
      'content-type': 'audio/webm',
      'content-length': '10',
      'accept-ranges': 'bytes',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'",
      'cross-origin-resource-policy': 'cross-origin',
      'cache-control': 'private',
      'access-control-allow-origin': webOrigin,
    });
    await whole.text();
    const range = async (value: string) => {
      const response = await fetch(url, { headers: { range: value } });
      return [response.status, response.headers.get('content-range'), await response.text()];
    };
    expect(await range('bytes=0-0')).toEqual([206, 'bytes 0-0/10', '0']);
    expect(await range('bytes=7-')).toEqual([206, 'bytes 7-9/10', '789']);
    expect(await range('bytes=-3')).toEqual([206, 'bytes 7-9/10', '789']);
    expect(await range('bytes=7-99')).toEqual([206, 'bytes 7-9/10', '789']);
    expect(await range('bytes=10-')).toEqual([416, 'bytes */10', '']);
    expect(await range('lines=1-2')).toEqual([200, null, '0123456789']);
    const unsatisfied = await fetch(url, { headers: { range: 'bytes=10-' } });
    expect(unsatisfied.headers.get('content-disposition')).toBeNull();
  });

  it('lets pages of another origin upload', async () => {
    const { store } = await serve();
    const target = await store.signUpload('k', terms);
    const preflight = await fetch(target.url, {
      method: 'OPTIONS',
      headers: {
        origin: webOrigin,
        'access-control-request-method': 'PUT',
        'access-control-request-headers': 'content-type',
      },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-methods')).toContain('PUT');
    expect(preflight.headers.get('access-control-allow-headers')).toContain('content-type');
    const send = (type: string) =>
      fetch(target.url, { method: 'PUT', body: 'hello', headers: { origin: webOrigin, 'content-type': type } });
    const refused = await send('text/html');
    expect([refused.status, refused.headers.get('access-control-allow-origin')]).toEqual([415, webOrigin]);
    // Browsers add parameters of their own.
    expect((await send('Text/Plain; charset=UTF-8')).status).toBe(204);
  });

  it.each([
    ['announced', 'Content-Length: 50000000', 'some'],
    ['sent', 'Transfer-Encoding: chunked', '6\r\nhello!\r\n'],
  ])('answers at once when too much is %s, without waiting for the rest', async (_what, length, body) => {
    const { store, folder } = await serve();
    const socket = await beginUpload(await store.signUpload('k', terms), length, body);
    const [answer] = (await once(socket, 'data')) as [Buffer];
    expect(answer.toString()).toMatch(/^HTTP\/1.1 413 /);
    expect(await filesIn(folder)).toEqual([]);
  });

  it('keeps nothing of an upload that breaks off, and what was there before', async () => {
    const { store, folder } = await serve();
    await store.write('k', Buffer.from('before'), 'text/plain');
    const socket = await beginUpload(
      await store.signUpload('k', { ...terms, byteSize: 1_000 }),
      'Content-Length: 1000',
      'some',
    );
    await vi.waitFor(async () => expect(await filesIn(folder)).toHaveLength(2));
    socket.destroy();
    await vi.waitFor(async () => expect(await filesIn(folder)).toEqual(['k']));
    expect(await textOf(store, 'k')).toBe('before');
  });

  it('cuts an upload whose bytes stop coming, and no other', async () => {
    const { store, folder } = await serve({ stall: 1_000 });
    const twelve = { ...terms, byteSize: 12 };
    const idle = await beginUpload(await store.signUpload('idle', twelve), 'Content-Length: 12', 'some');
    const slow = await beginUpload(await store.signUpload('slow', twelve), 'Content-Length: 12', 'a');
    const answer = buffer(slow);
    const cut = once(idle.resume(), 'close');
    // Twelve bytes take longer than a sender may be silent.
    for (const byte of 'bcdefghijkl') {
      await new Promise((resolve) => setTimeout(resolve, 150));
      slow.write(byte);
    }
    await cut;
    await vi.waitFor(async () => expect(await filesIn(folder)).toEqual(['slow']));
    slow.end();
    expect((await answer).toString()).toMatch(/^HTTP\/1.1 204 /);
    expect(await textOf(store, 'slow')).toBe('abcdefghijkl');
  });

  it('takes one upload at a time by one link, and others beside it', async () => {
    const { store, folder } = await serve();
    const target = await store.signUpload('k', terms);
    const first = await beginUpload(target, 'Content-Length: 5', 'hel');
    const answered = once(first, 'data');
    await vi.waitFor(async () => expect(await filesIn(folder)).toHaveLength(1));
    const put = () => fetch(target.url, { method: 'PUT', body: 'other', headers: { 'content-type': 'text/plain' } });
    for (let time = 0; time < 3; time++) expect(await codeOf(await put())).toEqual([409, 'CONFLICT']);
    expect(await filesIn(folder)).toHaveLength(1);
    expect(await upload(await store.signUpload('l', terms), 'beside')).toBe(413);
    expect(await upload(await store.signUpload('l', terms), 'aside')).toBe(204);
    first.write('lo');
    expect(String(await answered)).toMatch(/^HTTP\/1.1 204 /);
    expect(await textOf(store, 'k')).toBe('hello');
    expect((await put()).status).toBe(204);
    // Also after one that failed.
    expect(await upload(target, 'hello!')).toBe(413);
    const broken = await beginUpload(target, 'Content-Length: 5', 'hel');
    await vi.waitFor(async () => expect(await filesIn(folder)).toHaveLength(3));
    broken.destroy();
    await vi.waitFor(async () => expect((await put()).status).toBe(204));
  });

  it('cuts an upload at the end of its link, silent or not, and keeps nothing of it', async () => {
    let ahead = 0;
    const { store, folder } = await serve({ now: () => new Date(Date.now() + ahead) });
    const short = { ...terms, byteSize: 1_000, lifetime: 2 };
    const idle = await beginUpload(await store.signUpload('idle', short), 'Content-Length: 1000', 'some');
    await vi.waitFor(async () => expect(await filesIn(folder)).toHaveLength(1));
    await once(idle.resume(), 'close');
    await vi.waitFor(async () => expect(await filesIn(folder)).toEqual([]));

    const steady = await beginUpload(
      await store.signUpload('steady', { ...short, lifetime: 60 }),
      'Content-Length: 1000',
      'some',
    );
    await vi.waitFor(async () => expect(await filesIn(folder)).toHaveLength(1));
    ahead = 61_000;
    steady.write('more');
    const [answer] = (await once(steady, 'data')) as [Buffer];
    expect(answer.toString()).toMatch(/^HTTP\/1.1 403 /);
    expect(await filesIn(folder)).toEqual([]);
  }, 30_000);

  it('clears away what a process left behind that died in the middle', async () => {
    const folder = await temporaryFolder();
    const incoming = join(folder, '.incoming');
    await mkdir(incoming, { recursive: true });
    const long = new Date(Date.now() - 2.1 * 3600 * 1000);
    const leave = async (name: string, at?: Date) => {
      await writeFile(join(incoming, name), 'x');
      if (at) await utimes(join(incoming, name), at, at);
    };
    await leave('old', long);
    await leave('new');
    const { store } = later(await createFileServer(folder));
    expect(await filesIn(folder)).toEqual(['new']);

    await store.write('k', Buffer.from('x'), 'text/plain');
    await utimes(join(folder, 'k'), long, long);
    await leave('old', long);
    await leave('older', long);
    // What this process is at is nobody's leaving, however old it looks.
    const running = await beginUpload(await store.signUpload('slow', terms), 'Content-Length: 5', 'hel');
    const answered = once(running, 'data');
    await vi.waitFor(async () => expect(await readdir(incoming)).toHaveLength(4));
    for (const name of await readdir(incoming)) {
      if (name !== 'new') await utimes(join(incoming, name), long, long);
    }
    expect(await store.sweep()).toBe(2);
    expect(await store.sweep()).toBe(0);
    running.write('lo');
    expect(String(await answered)).toMatch(/^HTTP\/1.1 204 /);
    expect((await filesIn(folder)).sort()).toEqual(['k', 'new', 'slow']);
  });

  it('leaves no empty folders, and shares its folder with other processes', async () => {
    const { store, folder } = await serve();
    const other = later(await createFileServer(folder)).store;
    const key = 'a/b/c/d';
    // One writes while the other takes the folders away.
    for (let round = 0; round < 50; round++) {
      await Promise.all([store.write(key, Buffer.from('x'), 'text/plain'), other.remove(['a/b/c/e', key])]);
    }
    await other.write(key, Buffer.from('last'), 'text/plain');
    expect(await textOf(store, key)).toBe('last');
    await store.remove([key]);
    expect((await readdir(folder)).sort()).toEqual(['.incoming']);
    expect(await readdir(join(folder, '.incoming'))).toEqual([]);
  });

  it('is as old as the copying where it is a copy', async () => {
    const { store, folder } = await serve();
    await store.write('a', Buffer.from('x'), 'text/plain');
    const long = new Date('2020-01-01');
    await utimes(join(folder, 'a'), long, long);
    await store.copy('a', 'b');
    expect((await store.stat('b'))?.modifiedAt.getTime()).toBeGreaterThan(Date.now() - 60_000);
    // No bytes were copied.
    expect((await stat(join(folder, 'b'))).ino).toBe((await stat(join(folder, 'a'))).ino);
  });

  it('is away when its folder is', async () => {
    const { store, folder } = await serve();
    await rm(folder, { recursive: true });
    await writeFile(folder, 'in the way');
    await expect(store.check()).rejects.toMatchObject(isAway);
    await expect(store.sweep()).rejects.toMatchObject(isAway);
    await expect(store.write('k', Buffer.from('x'), 'text/plain')).rejects.toMatchObject(isAway);
    expect(
      await codeOf(
        await fetch((await store.signUpload('k', terms)).url, {
          method: 'PUT',
          headers: { 'content-type': 'text/plain' },
          body: 'hello',
        }),
      ),
    ).toEqual([503, 'DEPENDENCY_UNAVAILABLE']);
  });
});

describe('S3', () => {
  const patience: Patience = { connect: 1_500, idle: 1_500 };

  const failureOf = async (s3: S3, wait?: Patience): Promise<string> => {
    const error = await createS3Store(s3, silent, wait).then(
      () => expect.fail('it was accepted'),
      (reason: Error) => reason,
    );
    expect(error).toBeInstanceOf(StartupError);
    expect(error.message).not.toContain(s3.secretKey);
    return error.message;
  };

  it.each<[string, Partial<S3>, S3ServerOptions, RegExp]>([
    ['a wrong access key', { accessKey: 'AK-other' }, {}, /S3_ACCESS_KEY\.$/],
    ['a wrong secret key', { secretKey: 'not-it-at-all' }, {}, /S3_SECRET_KEY\.$/],
    ['a wrong region', { region: 'us-west-1' }, {}, /us-west-1.* S3_REGION/],
    [
      'a bucket that may not be made',
      { bucket: 'elsewhere' },
      { makeBucket: false },
      /no bucket elsewhere.* S3_BUCKET/,
    ],
    [
      'a key that may not look into the bucket',
      {},
      { list: false, makeBucket: false },
      /does not let the key.* S3_BUCKET/,
    ],
    [
      'nobody at the endpoint',
      { endpoint: 'http://127.0.0.1:1' },
      {},
      /cannot be reached \(ECONNREFUSED\): see that it is running, and that this machine can connect to it; .* S3_ENDPOINT/,
    ],
    ['no such host', { endpoint: 'http://nowhere.invalid' }, {}, /cannot be reached.* S3_ENDPOINT/],
    ['an endpoint with a path', { endpoint: 'http://127.0.0.1:1/bucket' }, {}, /^S3_ENDPOINT must be no more than/],
    ['a public one with a path', { publicEndpoint: 'http://127.0.0.1:1/b' }, {}, /^S3_PUBLIC_ENDPOINT must be no more/],
  ])('says in one message what to look at: %s', async (_what, wrong, options, message) => {
    const server = later(await createS3Server(options));
    expect(await failureOf({ ...server.s3, ...wrong })).toMatch(message);
  });

  it('goes on with a list where a connection was cut', async () => {
    const server = later(await createS3Server());
    const store = later(await createS3Store(server.s3, silent));
    const keys = Array.from({ length: 203 }, (_, index) => `many/${String(index).padStart(4, '0')}`);
    await server.seed(keys);
    server.cutLists(1);
    expect(await keysOf(store, 'many/')).toEqual(keys);
  });

  it('says so when something else is at the endpoint, or something that says nothing', async () => {
    const { s3 } = later(await createS3Server());
    const page = '<!doctype html><html><body><p>Welcome</body></html>';
    for (const [status, reason] of [
      [200, /does not answer as an S3 does .*: look at S3_ENDPOINT/],
      [404, /does not answer as an S3 does .*: look at S3_ENDPOINT/],
      [503, /does not answer as an S3 does .*503.*: look at S3_ENDPOINT/],
    ] as const) {
      const site = createServer((_request, response) => response.writeHead(status).end(page)).listen(0, '127.0.0.1');
      disposers.push(() => site.close().closeAllConnections());
      await once(site, 'listening');
      const endpoint = `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
      expect(await failureOf({ ...s3, endpoint })).toMatch(reason);
    }
    const mute = later(await createS3Server());
    mute.hang();
    expect(await failureOf(mute.s3, patience)).toMatch(/cannot be reached \(ETIMEDOUT\).* S3_ENDPOINT/);
  });

  it('makes the bucket, and does without the right to where it is there', async () => {
    const server = later(await createS3Server());
    later(await createS3Store(server.s3, silent));
    expect(server.requests).toContain('PUT /zpi-test');
    const before = server.requests.length;
    const second = later(await createS3Store(server.s3, silent));
    expect(server.requests.slice(before)).not.toContain('PUT /zpi-test');
    // Nothing is left of finding out what the store can do.
    expect(await keysOf(second)).toEqual([]);
  });

  it.each([
    ['held', 'POST'],
    ['uncapped', 'PUT'],
    ['refused', 'PUT'],
    ['unchecked', 'PUT'],
  ] as const)('learns whether forms can be relied on: %s, %s', async (forms, method) => {
    const { store } = await s3World({ forms });
    expect((await store.signUpload('k', terms)).method).toBe(method);
    expect(await keysOf(store)).toEqual([]);
  });

  it('signs length and type of a PUT, and of a form also key and bucket', async () => {
    const { store: byPut } = await s3World({ forms: 'refused' });
    const put = new URL((await byPut.signUpload('a/k', terms)).url).searchParams;
    expect(put.get('X-Amz-SignedHeaders')).toBe('content-length;content-type;host');
    expect(put.get('X-Amz-Content-Sha256')).toBe('UNSIGNED-PAYLOAD');
    expect(put.get('X-Amz-Expires')).toBe('60');
    const { store: byForm } = await s3World();
    const { fields } = await byForm.signUpload('a/k', terms);
    const policy = fields.find(({ name }) => name === 'policy')?.value ?? '';
    expect(JSON.parse(Buffer.from(policy, 'base64').toString())).toMatchObject({
      conditions: expect.arrayContaining([
        ['eq', '$bucket', 'zpi-test'],
        ['eq', '$key', 'a/k'],
        ['eq', '$Content-Type', 'text/plain'],
        ['content-length-range', 5, 5],
      ]),
    });
  });

  it.each(['held', 'refused'] as const)('sends clients to the public endpoint, forms %s', async (forms) => {
    const server = later(await createS3Server({ forms }));
    const publicEndpoint = 'https://files.example.com';
    const store = later(await createS3Store({ ...server.s3, publicEndpoint }, silent));
    for (const url of [(await store.signUpload('k', terms)).url, await store.signDownload('k', asSaved)]) {
      expect(new URL(url).origin).toBe(publicEndpoint);
      expect(new URL(url).pathname).toMatch(/^\/zpi-test/);
    }
  });

  it.each([
    ['http://[::1]:9000', true, 'http://[::1]:9000/zpi-test'],
    ['http://files.example.com', true, 'http://files.example.com/zpi-test'],
    ['https://oss.example.com', false, 'https://zpi-test.oss.example.com/'],
  ])('names the bucket at %s, in the path: %s', async (publicEndpoint, pathStyle, place) => {
    const { s3 } = later(await createS3Server());
    const { client } = later(createS3Client({ ...s3, pathStyle }, publicEndpoint, 'S3_PUBLIC_ENDPOINT', patience));
    expect((await signPost(client, s3.bucket, 'k', terms)).url).toBe(place);
    const signPut = createPutSigner(client, s3);
    expect((await signPut('a/k', terms)).url.split('?')[0]).toBe(`${place.replace(/\/$/, '')}/a/k`);
  });

  it('is away when the server is gone', async () => {
    const { store, server } = await s3World();
    await store.write('k', Buffer.alloc(30_000_000, 'x'), 'text/plain');
    const reading = (await store.read('k')) as Readable;
    const first = await reading.iterator({ destroyOnReturn: false }).next();
    expect(first.done).toBe(false);
    await server.dispose();
    await expect(buffer(reading)).rejects.toMatchObject(isAway);
    await expect(store.check()).rejects.toMatchObject(isAway);
    await expect(store.stat('k')).rejects.toMatchObject(isAway);
    await expect(store.read('k')).rejects.toMatchObject(isAway);
    await expect(store.write('k', Buffer.from('x'), 'text/plain')).rejects.toMatchObject(isAway);
    await expect(store.copy('k', 'l')).rejects.toMatchObject(isAway);
    await expect(store.remove(['k'])).rejects.toMatchObject(isAway);
    await expect(keysOf(store)).rejects.toMatchObject(isAway);
    // Signing needs nobody.
    await store.signUpload('k', terms);
  });

  it('asks once for all who want to know whether it is there, and again after two seconds', async () => {
    const { store, server } = await s3World();
    let time = 1_000_000;
    vi.spyOn(performance, 'now').mockImplementation(() => time);
    disposers.push(() => vi.restoreAllMocks());
    const asked = () => server.requests.filter((request) => /^HEAD \/zpi-test\/?$/.test(request)).length;
    const before = asked();
    await Promise.all(Array.from({ length: 20 }, () => store.check()));
    expect(asked()).toBe(before + 1);
    await server.removeBucket();
    time += 1_999;
    await store.check();
    expect(asked()).toBe(before + 1);
    time += 1;
    for (const outcome of await Promise.allSettled([store.check(), store.check()])) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: isAway });
    }
    // That it is away is remembered no longer than that it is there.
    await expect(store.check()).rejects.toMatchObject(isAway);
    expect(asked()).toBe(before + 2);
    later(await createS3Store(server.s3, silent));
    time += 2_000;
    await store.check();
    expect(asked()).toBe(before + 3);
    expect(await store.sweep()).toBe(0);
  });

  it('gives up on a server that says nothing, and not on one that is slow', async () => {
    const server = later(await createS3Server());
    const store = later(await createS3Store(server.s3, silent, patience));
    await store.write('k', Buffer.alloc(64_000, 'x'), 'text/plain');
    server.drip(300);
    expect(await textOf(store, 'k')).toHaveLength(64_000);
    server.hang();
    const calls = [store.check(), store.stat('k'), store.copy('k', 'l'), keysOf(store)];
    for (const result of await Promise.allSettled<unknown>(calls)) {
      expect(result).toMatchObject({ status: 'rejected', reason: isAway });
    }
  });

  it('is away without its bucket', async () => {
    const { store, server } = await s3World();
    await server.removeBucket();
    await expect(store.check()).rejects.toMatchObject(isAway);
    await expect(store.write('k', Buffer.from('x'), 'text/plain')).rejects.toMatchObject(isAway);
    await expect(keysOf(store)).rejects.toMatchObject(isAway);
  });
});

describe('the environment', () => {
  const createWith = async (source: Record<string, string>) => {
    const lines: string[] = [];
    const log = createLog('trace', { destination: { write: (line) => void lines.push(line) } });
    const parts = { secret: 's', now: () => new Date(), url: () => 'https://api.example.com', log };
    const store = later(await createStore(loadEnv(source), parts));
    return { store, log: lines.join('') };
  };

  it('chooses the disk, which production is warned of', async () => {
    const DATA_DIR = await temporaryFolder();
    const { store, log } = await createWith({ DATA_DIR });
    expect(store.kind).toBe('disk');
    expect((await store.signUpload('k', terms)).url).toMatch(/^https:\/\/api\.example\.com\/files\/k\?/);
    expect(log).toMatch(/"level":30.*on disk/);
    const production = {
      NODE_ENV: 'production',
      DATABASE_URL: 'mysql://u:p@db/zpi',
      REDIS_URL: 'redis://redis',
      PASETO_SECRET_KEY: `k4.secret.${'A'.repeat(86)}`,
    };
    expect((await createWith({ DATA_DIR, ...production })).log).toMatch(/"level":40.*this machine only.*S3_ENDPOINT/);
    await writeFile(join(DATA_DIR, 'file'), '');
    await expect(createWith({ DATA_DIR: join(DATA_DIR, 'file') })).rejects.toThrow(/ENOTDIR.*DATA_DIR/);
  });

  it('chooses S3, and logs no secret', async () => {
    const { s3 } = later(await createS3Server({ multiDelete: false }));
    const { store, log } = await createWith({
      S3_ENDPOINT: s3.endpoint,
      S3_REGION: s3.region,
      S3_BUCKET: s3.bucket,
      S3_ACCESS_KEY: s3.accessKey,
      S3_SECRET_KEY: s3.secretKey,
    });
    expect(store.kind).toBe('s3');
    await store.write('k', Buffer.from('x'), 'text/plain');
    await store.remove(['k']);
    expect(log).toContain('"uploads":"POST"');
    for (const secret of [s3.secretKey, s3.accessKey, 'ignature']) expect(log).not.toContain(secret);
  });
});

describe('large files', () => {
  const byteSize = 200 * 1024 * 1024;
  /** What the test's S3 takes in some seconds. */
  const part = 40 * 1024 * 1024;
  let path = '';
  let digest = '';
  let digestOfPart = '';
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'zpi-large-'));
    path = join(folder, 'recording');
    const file = await open(path, 'w');
    const hash = createHash('sha256');
    const chunk = randomBytes(1024 * 1024);
    for (let at = 0; at < byteSize; at += chunk.length) {
      chunk.writeUInt32BE(at);
      hash.update(chunk);
      await file.writeFile(chunk);
      if (at + chunk.length === part) digestOfPart = hash.copy().digest('hex');
    }
    await file.close();
    digest = hash.digest('hex');
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const digestOf = async (stream: AsyncIterable<Uint8Array>): Promise<string> => {
    const hash = createHash('sha256');
    for await (const chunk of stream) hash.update(chunk);
    return hash.digest('hex');
  };

  it('go up and down on disk with flat memory', async () => {
    const child: ChildProcess = fork(
      new URL('./support/file-server-process.ts', import.meta.url),
      [join(folder, 'files')],
      { execArgv: ['--import', 'tsx'] },
    );
    disposers.push(() => child.kill());
    await once(child, 'message');
    const ask = async <T>(request: FileServerRequest): Promise<T> => {
      const answer = once(child, 'message');
      child.send(request);
      return (await answer)[0] as T;
    };
    const links = await ask<{ upload: string; download: string }>({ byteSize });
    await ask('memory');
    const before = await ask<number>('memory');
    const answer = await fetch(links.upload, {
      method: 'PUT',
      headers: { 'content-type': 'video/webm' },
      body: await openAsBlob(path),
    });
    expect(answer.status).toBe(204);
    const { body } = await fetch(links.download);
    expect(await digestOf(body as ReadableStream<Uint8Array>)).toBe(digest);
    const grown = (await ask<number>('memory')) - before;
    expect(grown).toBeLessThan(64 * 1024 * 1024);
  }, 120_000);

  it('are copied within S3 and read as they are pulled', async () => {
    const { store } = await s3World();
    const target = await store.signUpload('incoming/k', { ...terms, byteSize: part });
    const form = new FormData();
    for (const { name, value } of target.fields) form.append(name, value);
    form.append('file', (await openAsBlob(path)).slice(0, part));
    expect((await fetch(target.url, { method: 'POST', body: form })).status).toBe(204);
    expect(await store.copy('incoming/k', 'kept/k')).toBe(true);
    expect(await store.stat('kept/k')).toMatchObject({ byteSize: part });
    const stream = await store.read('kept/k');
    expect(await digestOf(stream as Readable)).toBe(digestOfPart);
  }, 120_000);
});
