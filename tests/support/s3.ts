/**
 * A real S3-protocol server on a free port: s3rver keeps buckets and objects, and a gate before it checks what s3rver does
 * not look at (signatures of version 4, policies of forms), lists in pages, for which s3rver wants a cipher that today's
 * OpenSSL does not have, and can do without some operations as some vendors do.
 */
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { pipeline } from 'node:stream/promises';
import S3rver from 's3rver';
import type { S3 } from '../../src/env.js';
import { judgeForm, judgeRequest, type Verdict } from './s3-signature.js';

export type S3ServerOptions = {
  /** Forms: held to their policies (but for the largest size), refused as by a vendor without them, or all taken. */
  forms?: 'held' | 'uncapped' | 'refused' | 'unchecked';
  /** Removing many at once. */
  multiDelete?: boolean;
  /** Rights of the key. */
  makeBucket?: boolean;
  list?: boolean;
};

export type S3Server = {
  /** What the store is told of it. */
  s3: S3;
  /** Requests that were let through, such as `PUT /bucket/key`. */
  requests: string[];
  /** From now on requests get no answer. */
  hang(): void;
  /** Cuts so many connections on which further pages of a list are asked for. */
  cutLists(times: number): void;
  /** Sets the server's clock forward. */
  advance(seconds: number): void;
  /** From now on bodies come in eight pieces, with so many milliseconds between them. */
  drip(milliseconds: number): void;
  /** Objects of one byte, beside the protocol. */
  seed(keys: string[]): Promise<void>;
  removeBucket(): Promise<void>;
  dispose(): Promise<void>;
};

const statusOf: Record<string, number> = {
  EntityTooSmall: 400,
  EntityTooLarge: 400,
  AuthorizationHeaderMalformed: 400,
  MissingContentLength: 411,
  MethodNotAllowed: 405,
  NotImplemented: 501,
};
/** s3rver looks at no more of a signature than whether it is there. */
const passport = 'AWS4-HMAC-SHA256 Credential=S3RVER/x, SignedHeaders=host, Signature=x';
/** Where the file of a form begins: after the head of its part. */
const filePart = /name="file"[^\r\n]*(?:\r\n[^\r\n]+)*\r\n\r\n/;
const headLimit = 64 * 1024;

const refuse = (request: IncomingMessage, response: ServerResponse, code: string): void => {
  request.resume();
  const body = request.method === 'HEAD' ? '' : `<?xml version="1.0"?><Error><Code>${code}</Code></Error>`;
  response.writeHead(statusOf[code] ?? 403, { 'content-type': 'application/xml' }).end(body);
};

/** Reads a form up to the file in it; what was read is put back. */
const readForm = async (
  request: IncomingMessage,
): Promise<{ fields: Map<string, string>; size: number } | undefined> => {
  const boundary = /boundary=([^;]+)/.exec(request.headers['content-type'] ?? '')?.[1];
  const length = Number(request.headers['content-length'] ?? Number.NaN);
  if (!boundary || Number.isNaN(length)) return undefined;
  let head = Buffer.alloc(0);
  let match: RegExpExecArray | null = null;
  while (!match && head.length < headLimit) {
    const chunk = request.read() as Buffer | null;
    if (chunk) head = Buffer.concat([head, chunk]);
    match = filePart.exec(head.toString('latin1'));
    if (!match && !chunk) await once(request, 'readable');
  }
  request.unshift(head);
  if (!match) return undefined;
  const fields = new Map<string, string>();
  const before = head.subarray(0, match.index).toString();
  for (const [, name = '', value = ''] of before.matchAll(/name="([^"]+)"\r\n\r\n([\s\S]*?)\r\n--/g)) {
    fields.set(name.toLowerCase(), value);
  }
  return { fields, size: length - match.index - match[0].length - `\r\n--${boundary}--\r\n`.length };
};

const objectSuffix = '._S3rver_object';
/** Fewer than a store may give: pages are what is to be tried. */
const pageSize = 100;

/** ListObjectsV2. @returns undefined when there is no such bucket */
const listPage = async (folder: string, query: URLSearchParams): Promise<string | undefined> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => undefined);
  if (!entries) return undefined;
  const token = query.get('continuation-token');
  const after = token === null ? (query.get('start-after') ?? '') : Buffer.from(token, 'base64').toString();
  const keys = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith(objectSuffix))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).slice(0, -objectSuffix.length))
    .filter((key) => key.startsWith(query.get('prefix') ?? '') && key > after)
    .sort();
  const page = keys.slice(0, Math.min(pageSize, Number(query.get('max-keys') ?? pageSize)));
  const contents = await Promise.all(
    page.map(async (key) => {
      // Removed since the folder was read.
      const found = await stat(join(folder, `${key}${objectSuffix}`)).catch(() => undefined);
      if (!found) return '';
      const { size, mtime } = found;
      return `<Contents><Key>${key}</Key><LastModified>${mtime.toISOString()}</LastModified><Size>${size}</Size></Contents>`;
    }),
  );
  const next = Buffer.from(page.at(-1) ?? '').toString('base64');
  const more = page.length < keys.length ? `<NextContinuationToken>${next}</NextContinuationToken>` : '';
  return `<?xml version="1.0"?><ListBucketResult><IsTruncated>${more !== ''}</IsTruncated>${more}${contents.join('')}</ListBucketResult>`;
};

export const createS3Server = async ({
  forms = 'held',
  multiDelete = true,
  makeBucket = true,
  list = true,
}: S3ServerOptions = {}): Promise<S3Server> => {
  const directory = await mkdtemp(join(tmpdir(), 'zpi-s3-'));
  const inner = new S3rver({ address: '127.0.0.1', port: 0, directory, silent: true, vhostBuckets: false });
  // Its own way takes folders from under the feet of who removes another object of the same folder.
  inner.store.deleteObject = async (bucket, key) => {
    for (const resource of ['object', 'object.md5', 'metadata.json']) {
      await rm(inner.store.getResourcePath(bucket, key, resource), { force: true });
    }
  };
  // Requests that are cut at the end are logged after its log is closed.
  inner.logger.close = () => {};
  const { port: innerPort } = await inner.run();
  const keys = { accessKey: 'AK-test', secretKey: 'a-secret-key-of-the-tests', region: 'eu-west-3' };
  const requests: string[] = [];
  let hanging = false;
  let cuts = 0;
  let ahead = 0;
  let pause = 0;
  const now = () => Date.now() + ahead;

  const inPieces = async function* (body: AsyncIterable<Buffer>) {
    for await (const chunk of body) {
      const size = Math.ceil(chunk.length / 8);
      for (let at = 0; at < chunk.length; at += size) {
        yield chunk.subarray(at, at + size);
        await new Promise((resolve) => setTimeout(resolve, pause));
      }
    }
  };

  const forward = async (request: IncomingMessage, response: ServerResponse, path: string) => {
    const url = new URL(path, 'http://localhost');
    for (const name of [...url.searchParams.keys()]) {
      if (name.toLowerCase().startsWith('x-amz-')) url.searchParams.delete(name);
    }
    const { authorization: _, ...headers } = request.headers;
    const onward = send({
      host: '127.0.0.1',
      port: innerPort,
      method: request.method,
      path: `${url.pathname}${url.search}`,
      headers: {
        ...headers,
        authorization: passport,
        'x-amz-date': new Date().toISOString().replace(/[-:]|\.\d+/g, ''),
        'x-amz-content-sha256': 'UNSIGNED-PAYLOAD',
      },
      agent: false,
    });
    const answered = once(onward, 'response') as Promise<[IncomingMessage]>;
    const [[answer]] = await Promise.all([answered, pipeline(request, onward)]);
    const pass = () => {
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      return pause === 0 ? pipeline(answer, response) : pipeline(answer, inPieces, response);
    };
    return { answer, pass };
  };

  const sizeOf = async (path: string): Promise<number> => {
    const head = send({ host: '127.0.0.1', port: innerPort, method: 'HEAD', path, agent: false });
    head.end();
    const [answer] = (await once(head, 'response')) as [IncomingMessage];
    answer.resume();
    return Number(answer.headers['content-length']);
  };

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (hanging) return;
    const path = request.url ?? '';
    const { pathname, searchParams } = new URL(path, 'http://localhost');
    const [, bucket = '', key = ''] = /^\/([^/]*)\/?(.*)$/.exec(pathname) ?? [];
    const isForm = request.method === 'POST' && (request.headers['content-type'] ?? '').startsWith('multipart/');
    let verdict: Verdict;
    let written: { key: string; size: number } | undefined;
    if (isForm) {
      if (forms === 'refused') return refuse(request, response, 'MethodNotAllowed');
      const form = await readForm(request);
      if (!form) return refuse(request, response, 'MissingContentLength');
      verdict = forms === 'unchecked' ? undefined : judgeForm(form.fields, bucket, form.size, keys, now());
      if (forms === 'uncapped' && verdict === 'EntityTooLarge') verdict = undefined;
      written = { key: form.fields.get('key') ?? '', size: form.size };
    } else {
      verdict = judgeRequest(request, keys, now());
      if (request.method === 'PUT' && key !== '' && !request.headers['x-amz-copy-source']) {
        written = { key, size: Number(request.headers['content-length']) };
      }
    }
    if (request.method === 'PUT' && key === '' && !makeBucket) verdict ??= 'AccessDenied';
    if (searchParams.has('list-type') && !list) verdict ??= 'AccessDenied';
    if (searchParams.has('delete') && !multiDelete) verdict ??= 'NotImplemented';
    if (verdict) return refuse(request, response, verdict);
    requests.push(`${request.method} ${pathname}`);
    if (cuts > 0 && searchParams.has('continuation-token')) {
      cuts--;
      return void request.socket.destroy();
    }
    if (searchParams.has('list-type')) {
      const page = await listPage(join(directory, bucket), searchParams);
      if (page) return void response.writeHead(200, { 'content-type': 'application/xml' }).end(page);
    }
    const { answer, pass } = await forward(request, response, path);
    // s3rver answers before the last bytes are in its file.
    while (
      written &&
      (answer.statusCode ?? 500) < 300 &&
      (await sizeOf(`/${bucket}/${written.key}`)) !== written.size
    ) {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    await pass();
  };

  const gate = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => response.destroy(error as Error));
  });
  gate.listen(0, '127.0.0.1');
  await once(gate, 'listening');
  const endpoint = `http://127.0.0.1:${(gate.address() as AddressInfo).port}`;
  let disposed: Promise<void> | undefined;
  return {
    s3: { endpoint, publicEndpoint: endpoint, bucket: 'zpi-test', pathStyle: true, ...keys },
    requests,
    hang: () => {
      hanging = true;
    },
    cutLists: (times) => {
      cuts = times;
    },
    advance: (seconds) => {
      ahead += seconds * 1000;
    },
    drip: (milliseconds) => {
      pause = milliseconds;
    },
    seed: async (names) => {
      for (const name of names) {
        const path = join(directory, 'zpi-test', `${name}${objectSuffix}`);
        await mkdir(dirname(path), { recursive: true });
        await writeFile(path, 'x');
      }
    },
    removeBucket: () => rm(join(directory, 'zpi-test'), { recursive: true }),
    dispose: () => {
      disposed ??= (async () => {
        const closed = once(gate, 'close');
        gate.close();
        gate.closeAllConnections();
        await closed;
        await inner.close();
        await rm(directory, { recursive: true, force: true });
      })();
      return disposed;
    },
  };
};
