/** S3 clients whose calls end: with an answer, or with an error once a store has said nothing for too long. */
import http from 'node:http';
import https from 'node:https';
import { Client } from 'minio';
import type { S3 } from '../../env.js';
import { StartupError } from '../../errors.js';

export type Patience = {
  /** Milliseconds until a connection must stand. */
  connect: number;
  /** Milliseconds that a connection may stand still, in both directions. */
  idle: number;
};

export type S3Client = { client: Client; dispose(): void };

/** Milliseconds; stores close connections that nobody uses, mostly not before five seconds. */
const keepAlive = 4_000;

/** With the code that the system has for it. */
const timedOut = (message: string) => Object.assign(new Error(message), { code: 'ETIMEDOUT' });

const impatient = (request: http.ClientRequest, { connect, idle }: Patience): http.ClientRequest => {
  request.setTimeout(idle, () => request.destroy(timedOut(`the store said nothing for ${idle} ms`)));
  request.once('socket', (socket) => {
    if (!socket.connecting) return;
    const giveUp = () => request.destroy(timedOut(`no connection to the store within ${connect} ms`));
    const timer = setTimeout(giveUp, connect);
    const stop = () => clearTimeout(timer);
    socket.once('connect', stop).once('close', stop);
  });
  return request;
};

/**
 * @param endpoint the server's own or the public one
 * @param variable where the endpoint comes from, for messages
 * @throws StartupError for an endpoint that no S3 can be at
 */
export const createS3Client = (s3: S3, endpoint: string, variable: string, patience: Patience): S3Client => {
  const url = new URL(endpoint);
  if (url.pathname !== '/' || url.search !== '' || url.username !== '') {
    throw new StartupError(`${variable} must be no more than scheme, host and port: the bucket has its own S3_BUCKET.`);
  }
  const secure = url.protocol === 'https:';
  const agent = secure
    ? new https.Agent({ keepAlive: true, timeout: keepAlive })
    : new http.Agent({ keepAlive: true, timeout: keepAlive });
  const { request } = secure ? https : http;
  const transport = {
    request: (options: http.RequestOptions, listener?: (response: http.IncomingMessage) => void) =>
      impatient(request(options, listener), patience),
  };
  const client = new Client({
    endPoint: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    ...(url.port === '' ? {} : { port: Number(url.port) }),
    useSSL: secure,
    region: s3.region,
    accessKey: s3.accessKey,
    secretKey: s3.secretKey,
    pathStyle: s3.pathStyle,
    transport: transport as typeof http,
    transportAgent: agent,
    // Its own trying again prints to the console.
    retryOptions: { disableRetry: true },
  });
  return { client, dispose: () => agent.destroy() };
};
