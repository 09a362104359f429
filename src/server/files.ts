/** Files on this machine's disk over HTTP: uploads and downloads by expiring links; with S3, clients go there instead. */
import type { IncomingMessage } from 'node:http';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '../errors.js';
import type { Verified } from '../storage/disk/link.js';
import type { DiskStore } from '../storage/disk.js';
import { dispositionOf } from '../storage/disposition.js';

/** Milliseconds that a refused upload may go on, so that its sender reads the answer before the connection ends. */
const linger = 5_000;

const grantOf = <Method extends Verified['method']>(store: DiskStore, request: FastifyRequest, method: Method) => {
  const grant = store.verify(request.method, request.raw.url ?? '');
  if (grant?.method === method) return grant as Extract<Verified, { method: Method }>;
  throw new AppError('FORBIDDEN', {
    message: { en: 'This link is not valid, or has expired.', zh: '链接无效或已过期。' },
  });
};

/** A type without its parameters, which senders add of their own (`;charset=UTF-8`, `;codecs=opus`). */
const essence = (type: string): string => (type.split(';', 1)[0] ?? '').trim().toLowerCase();

const checkHead = (request: FastifyRequest, contentType: string, byteSize: number): void => {
  // Content-Encoding would make other bytes of those that were announced.
  const encoding = request.headers['content-encoding'] ?? 'identity';
  if (essence(request.headers['content-type'] ?? '') !== essence(contentType) || encoding !== 'identity') {
    throw new AppError('UNSUPPORTED_MEDIA_TYPE', {
      message: {
        en: `The upload must be sent as ${contentType}, as it was announced, and without a content-encoding.`,
        zh: `上传时必须使用所申报的类型 ${contentType}，且不得使用 content-encoding。`,
      },
    });
  }
  const length = request.headers['content-length'];
  if (length === undefined || Number(length) === byteSize) return;
  throw new AppError(Number(length) > byteSize ? 'PAYLOAD_TOO_LARGE' : 'BAD_USER_INPUT', {
    message: {
      en: `The upload must have exactly the ${byteSize} bytes that were announced, not ${Number(length)}.`,
      zh: `上传内容必须恰好为所申报的 ${byteSize} 字节，而不是 ${Number(length)} 字节。`,
    },
  });
};

const endLingering = (request: FastifyRequest, reply: FastifyReply): void => {
  reply.raw.once('finish', () => {
    if (request.raw.complete) return;
    const timer = setTimeout(() => request.raw.destroy(), linger);
    request.raw.once('close', () => clearTimeout(timer));
  });
};

/**
 * To be called for the disk store only.
 * @param isAwaited whether an upload of that key is still wanted: a link outlives the file that it was made for
 * @returns what breaks off the uploads under way: a stop does not wait for them, and their senders begin anew
 */
export const registerFiles = async (
  app: FastifyInstance,
  store: DiskStore,
  isAwaited: (key: string) => Promise<boolean> = async () => true,
): Promise<() => void> => {
  const uploads = new Set<IncomingMessage>();
  await app.register(async (scope) => {
    // Bodies are not read before the route does: the app's limit is for what is held in memory.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, _body, done) => done(null));
    await scope.register(fastifyStatic, { root: store.folder, serve: false });

    scope.put('/files/*', async (request, reply) => {
      endLingering(request, reply);
      const { key, contentType, byteSize, expiresAt } = grantOf(store, request, 'PUT');
      checkHead(request, contentType, byteSize);
      if (!(await isAwaited(key))) {
        throw new AppError('CONFLICT', {
          message: { en: 'This file is not to be uploaded any more.', zh: '该文件已无需上传。' },
        });
      }
      uploads.add(request.raw);
      try {
        await store.receive(key, byteSize, request.raw, expiresAt);
      } finally {
        uploads.delete(request.raw);
      }
      return reply.code(204).send();
    });

    scope.route({
      method: ['GET', 'HEAD'],
      url: '/files/*',
      handler: async (request, reply) => {
        const { key, contentType, filename, inline } = grantOf(store, request, 'GET');
        if (!(await store.stat(key))) throw new AppError('NOT_FOUND');
        reply.headers({
          'content-type': contentType,
          'content-disposition': dispositionOf(filename, inline),
          'x-content-type-options': 'nosniff',
          'content-security-policy': "sandbox; default-src 'none'",
          'cross-origin-resource-policy': 'cross-origin',
          'cache-control': 'private',
        });
        return reply.sendFile(key, { contentType: false, cacheControl: false, dotfiles: 'deny', index: false });
      },
      errorHandler: (error, request, reply) => {
        const headers = (error as { headers?: Record<string, string> }).headers;
        if ((error as { statusCode?: number }).statusCode === 416) {
          for (const name of ['content-type', 'content-disposition']) reply.removeHeader(name);
          return reply
            .code(416)
            .headers({ ...headers })
            .send();
        }
        return app.errorHandler(error, request, reply);
      },
    });
  });
  return () => {
    for (const upload of uploads) upload.destroy();
  };
};
