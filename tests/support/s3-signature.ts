/** What S3 demands of a request: AWS's signature version 4, in a header, a URL or a form, and the form's policy. */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

export type Keys = { accessKey: string; secretKey: string; region: string };
/** An S3 error code, or undefined for a request that may pass. */
export type Verdict = string | undefined;

const algorithm = 'AWS4-HMAC-SHA256';
const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();
/** RFC 3986: encodeURIComponent leaves these five as they are. */
const percent = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
const dateOf = (text: string) =>
  Date.parse(text.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));

const isSignature = (given: string, text: string, scope: string[], secretKey: string): boolean => {
  const right = scope.reduce<Buffer | string>((key, part) => hmac(key, part), `AWS4${secretKey}`);
  const expected = Buffer.from(hmac(right, text).toString('hex'));
  return given.length === expected.length && timingSafeEqual(Buffer.from(given), expected);
};

type Claim = { credential: string; signedHeaders: string; signature: string; date: string; payload: string };

const judge = (request: IncomingMessage, url: URL, claim: Claim, keys: Keys): Verdict => {
  const [accessKey, ...scope] = claim.credential.split('/');
  if (accessKey !== keys.accessKey) return 'InvalidAccessKeyId';
  if (scope[1] !== keys.region) return 'AuthorizationHeaderMalformed';
  const names = claim.signedHeaders.split(';');
  if (!names.includes('host')) return 'AccessDenied';
  const query = [...url.searchParams]
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => `${percent(name)}=${percent(value)}`)
    .sort();
  const headers = names.map(
    (name) =>
      `${name}:${String(request.headers[name] ?? '')
        .trim()
        .replace(/ +/g, ' ')}\n`,
  );
  const canonical = [request.method, url.pathname, query.join('&'), headers.join(''), names.join(';'), claim.payload];
  const digest = createHash('sha256').update(canonical.join('\n')).digest('hex');
  const text = [algorithm, claim.date, scope.join('/'), digest].join('\n');
  return isSignature(claim.signature, text, scope, keys.secretKey) ? undefined : 'SignatureDoesNotMatch';
};

/** Of everything but forms. */
export const judgeRequest = (request: IncomingMessage, keys: Keys, now: number): Verdict => {
  const url = new URL(request.url ?? '', 'http://localhost');
  const term = (name: string) => url.searchParams.get(`X-Amz-${name}`) ?? '';
  if (url.searchParams.has('X-Amz-Signature')) {
    if (now > dateOf(term('Date')) + Number(term('Expires')) * 1000) return 'AccessDenied';
    const claim = {
      credential: term('Credential'),
      signedHeaders: term('SignedHeaders'),
      signature: term('Signature'),
      date: term('Date'),
      payload: 'UNSIGNED-PAYLOAD',
    };
    return judge(request, url, claim, keys);
  }
  const match = /^AWS4-HMAC-SHA256 Credential=(\S+?), ?SignedHeaders=(\S+?), ?Signature=(\w+)$/.exec(
    request.headers.authorization ?? '',
  );
  if (!match) return 'AccessDenied';
  const [, credential = '', signedHeaders = '', signature = ''] = match;
  const date = String(request.headers['x-amz-date'] ?? '');
  if (!(Math.abs(now - dateOf(date)) < 900_000)) return 'RequestTimeTooSkewed';
  const payload = String(request.headers['x-amz-content-sha256'] ?? '');
  return judge(request, url, { credential, signedHeaders, signature, date, payload }, keys);
};

type Condition = [string, string, string] | [string, number, number];
/** `{ name: value }` is another way of writing `['eq', '$name', value]`. */
type Policy = { expiration: string; conditions: (Condition | Record<string, string>)[] };
const conditionsOf = ({ conditions }: Policy): Condition[] =>
  conditions.flatMap((condition) =>
    Array.isArray(condition)
      ? [condition]
      : Object.entries(condition).map(([name, value]): Condition => ['eq', `$${name}`, value]),
  );

/** @param fields by their names in lower case @param size of the file in bytes */
export const judgeForm = (
  fields: Map<string, string>,
  bucket: string,
  size: number,
  keys: Keys,
  now: number,
): Verdict => {
  const [accessKey, ...scope] = (fields.get('x-amz-credential') ?? '').split('/');
  if (accessKey !== keys.accessKey) return 'InvalidAccessKeyId';
  const encoded = fields.get('policy') ?? '';
  if (!isSignature(fields.get('x-amz-signature') ?? '', encoded, scope, keys.secretKey)) return 'SignatureDoesNotMatch';
  const policy = JSON.parse(Buffer.from(encoded, 'base64').toString()) as Policy;
  if (!(Date.parse(policy.expiration) > now)) return 'AccessDenied';
  const held = new Set(['policy', 'x-amz-signature']);
  for (const [kind, a, b] of conditionsOf(policy)) {
    if (kind === 'content-length-range') {
      if (size < Number(a)) return 'EntityTooSmall';
      if (size > Number(b)) return 'EntityTooLarge';
      continue;
    }
    const name = String(a).slice(1).toLowerCase();
    held.add(name);
    // The bucket is the one in the address, whatever the form says.
    const value = name === 'bucket' ? bucket : (fields.get(name) ?? '');
    if (kind === 'eq' ? value !== b : !value.startsWith(String(b))) return 'AccessDenied';
  }
  return [...fields.keys()].every((name) => held.has(name)) ? undefined : 'AccessDenied';
};
