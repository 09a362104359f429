/** The disk store and its routes in a bare server, with the errors and the cross-origin rules of the real one. */
import cors from '@fastify/cors';
import { fastify } from 'fastify';
import type { ErrorCode } from '../../src/errors.js';
import { createLog } from '../../src/log.js';
import { registerFiles } from '../../src/server/files.js';
import { maskError } from '../../src/server/mask.js';
import { createDiskStore, type DiskStore } from '../../src/storage/disk.js';

export type FileServer = { store: DiskStore; url: string; dispose(): Promise<void> };

export const webOrigin = 'https://app.example.com';

const statusOf: Partial<Record<ErrorCode, number>> = {
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  BAD_USER_INPUT: 400,
  CONFLICT: 409,
  PAYLOAD_TOO_LARGE: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
  DEPENDENCY_UNAVAILABLE: 503,
};

export const createFileServer = async (
  folder: string,
  { now = () => new Date(), stall }: { now?: () => Date; stall?: number } = {},
): Promise<FileServer> => {
  const log = createLog('error');
  const app = fastify({ bodyLimit: 256 * 1024, forceCloseConnections: true });
  let url = '';
  const store = await createDiskStore({ folder, secret: 'a secret', url: () => url, now, stall });
  await app.register(cors, { origin: [webOrigin], methods: ['GET', 'HEAD', 'POST', 'PUT'] });
  app.setErrorHandler((error, request, reply) => {
    const masked = maskError(error, { requestId: request.id, locale: 'EN', log });
    return reply.code(statusOf[masked.extensions.code as ErrorCode] ?? 500).send({ errors: [masked] });
  });
  const breakUploads = await registerFiles(app, store);
  url = await app.listen({ port: 0, host: '127.0.0.1' });
  const dispose = () => {
    breakUploads();
    return app.close();
  };
  return { store, url, dispose };
};
