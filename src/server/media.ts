/** How what is asked may be sent: in UTF-8, not packed, to a host. */
import type { FastifyRequest } from 'fastify';
import { AppError } from '../errors.js';
import { malformed } from './failure.js';

const isPacked = new AppError('UNSUPPORTED_MEDIA_TYPE', {
  message: { en: 'The body must not have a content-encoding.', zh: '请求体不得使用 content-encoding。' },
});
const isNotUtf8 = new AppError('UNSUPPORTED_MEDIA_TYPE', {
  message: { en: 'The body must be in UTF-8.', zh: '请求体必须使用 UTF-8 编码。' },
});

const charsetIn = (type: string | undefined): string | undefined =>
  /;\s*charset\s*=\s*"?([^\s;"]*)/i.exec(type ?? '')?.[1]?.toLowerCase();

/** @throws AppError UNSUPPORTED_MEDIA_TYPE where the body would not be read as what it is */
export const checkMedia = ({ headers }: FastifyRequest): void => {
  const encoding = headers['content-encoding']?.trim().toLowerCase() ?? 'identity';
  if (encoding !== 'identity') throw isPacked;
  const charset = charsetIn(headers['content-type']) ?? 'utf-8';
  if (charset !== 'utf-8' && charset !== 'utf8') throw isNotUtf8;
};

/** Node would refuse it without a word. @throws AppError BAD_USER_INPUT where HTTP/1.1 wants a Host and there is none */
export const checkHost = ({ raw: { httpVersion, headers } }: FastifyRequest): void => {
  if (httpVersion === '1.1' && headers.host === undefined) throw new AppError('BAD_USER_INPUT', { message: malformed });
};
