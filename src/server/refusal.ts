/** Answers where no route could: what is no HTTP, or expects too much, and who may not open a websocket. */
import { randomUUID } from 'node:crypto';
import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { preferredLocale } from '../context.js';
import { AppError, inLanguage } from '../errors.js';
import { requestIdOf } from './caller.js';
import { malformed } from './failure.js';
import { statusOf } from './status.js';

export type Refusal = {
  error: AppError;
  /** Where it is not that of the error's code. */
  status?: number;
  /** Beside those that every refusal has. */
  headers?: Record<string, string>;
};

/** Milliseconds that a peer has to read why, before its connection is cut. */
const farewell = 1_000;

const expectation = { en: 'What the request expects cannot be met.', zh: '无法满足请求的 Expect 要求。' };

/** What HTTP alone was wrong with, by Node's codes. */
const mistakes: Record<string, { status: number; message: { en: string; zh: string } }> = {
  HPE_HEADER_OVERFLOW: { status: 431, message: { en: 'The headers are too large.', zh: '请求头过大。' } },
  ERR_HTTP_REQUEST_TIMEOUT: {
    status: 408,
    message: { en: 'The request took too long to arrive.', zh: '请求未在限定时间内到达。' },
  },
};

const answerFor = ({ error, status, headers }: Refusal, request?: IncomingMessage) => {
  const { code, retryAfter } = error;
  const requestId = request ? requestIdOf(request) : randomUUID();
  const extensions = { code, requestId, ...(retryAfter !== undefined && { retryAfter }) };
  const locale = preferredLocale(request?.headers['accept-language']) ?? 'EN';
  const body = JSON.stringify({ errors: [{ message: inLanguage(error.messages, locale), extensions }] });
  return {
    status: status ?? statusOf({ extensions }),
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Length': Buffer.byteLength(body),
      'X-Request-Id': requestId,
      'X-Content-Type-Options': 'nosniff',
      ...(retryAfter !== undefined && { 'Retry-After': retryAfter }),
      ...headers,
      Connection: 'close',
    },
    body,
  };
};

/** Writes it on a connection, and ends that. */
export const endWith = (socket: Duplex, refusal: Refusal, request?: IncomingMessage): void => {
  const { status, headers, body } = answerFor(refusal, request);
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n${body}`);
  const timer = setTimeout(() => socket.destroy(), farewell);
  socket.once('close', () => clearTimeout(timer));
};

/** Answers what is no HTTP, or not in time. */
export const refuseConnection = (error: Error & { code?: string }, socket: Duplex): void => {
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) return void socket.destroy();
  const { status, message } = mistakes[error.code ?? ''] ?? { status: 400, message: malformed };
  endWith(socket, { error: new AppError('BAD_USER_INPUT', { message }), status });
};

/** Answers an Expect of anything but 100-continue. */
export const refuseExpectation = (request: IncomingMessage, response: ServerResponse): void => {
  const error = new AppError('BAD_USER_INPUT', { message: expectation });
  const { status, headers, body } = answerFor({ error, status: 417 }, request);
  response.writeHead(status, headers).end(body);
};
