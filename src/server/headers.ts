/** What answers carry for browsers, and how they are packed. */
import { constants } from 'node:zlib';
import compress, { type FastifyCompressRouteOptions } from '@fastify/compress';
import cors from '@fastify/cors';
import type { FastifyInstance, FastifyReply } from 'fastify';
import helmet, { type HelmetOptions } from 'helmet';
import type { Env } from '../env.js';
import { allowedOrigins } from './origin.js';

/** Bytes from which an answer is worth packing. */
const threshold = 2_048;

/** A route's own: the answers of the API. Files have their bytes as they are, and pages of the explorer are kept by browsers. */
export const packed: { compress: FastifyCompressRouteOptions['compress'] } = {
  compress: {
    threshold,
    encodings: ['br', 'gzip'],
    // The usual quality of brotli is for what is packed once and sent for years.
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } },
  },
};

/** For a page of Apollo's, which brings a policy along: it runs in no other page. */
export const pagePolicy = "frame-ancestors 'none'";

/** Says of an answer that it is for its caller alone, and that another `Accept` would have had another. */
export const keepPrivate = (reply: FastifyReply): void => {
  const vary = reply.getHeader('vary');
  reply.headers({ 'cache-control': 'no-store', vary: vary ? `${vary}, Accept` : 'Accept' });
};

/** Helmet's headers are the same for every answer, so they are made once. */
const securityHeaders = (options: HelmetOptions): Record<string, string> => {
  const headers: Record<string, string> = {};
  const response = {
    setHeader: (name: string, value: string) => {
      headers[name.toLowerCase()] = value;
    },
    removeHeader: () => {},
  };
  helmet(options)({} as never, response as never, () => {});
  return headers;
};

export const registerHeaders = async (app: FastifyInstance, env: Env): Promise<void> => {
  await app.register(cors, {
    origin: allowedOrigins(env),
    methods: ['GET', 'HEAD', 'POST', 'PUT'],
    exposedHeaders: [
      'content-range',
      'content-disposition',
      'etag',
      'x-request-id',
      'retry-after',
      'ratelimit',
      'ratelimit-policy',
    ],
    strictPreflight: false,
  });
  const headers = securityHeaders({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"], baseUri: ["'none'"], formAction: ["'none'"] },
    },
    xFrameOptions: { action: 'deny' },
    // A window of the sandbox may open one to sign in.
    crossOriginOpenerPolicy: { policy: 'same-origin-allow-popups' },
    // What else lives under the same name is not ours to speak for.
    strictTransportSecurity: env.nodeEnv === 'production' && { maxAge: 31_536_000, includeSubDomains: false },
  });
  app.addHook('onRequest', async (_request, reply) => {
    reply.headers(headers);
  });
  await app.register(compress, { global: false, globalDecompression: false });
};
