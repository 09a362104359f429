/** Servers that stand in for SMS services, and check each signature by the services' own rules. */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type SmsServer<Received> = {
  url: string;
  /** Requests whose signature was right, in the order in which they came. */
  received: Received[];
  /** Requests of all kinds. */
  requests(): number;
  dispose(): Promise<void>;
};

type Answer = { status: number; body?: unknown; headers?: Record<string, string> };

/** @param answer resolves to undefined to leave the request without an answer */
const serve = async <Received>(
  answer: (request: IncomingMessage, body: string, received: Received[]) => Answer | undefined,
): Promise<SmsServer<Received>> => {
  const received: Received[] = [];
  let requests = 0;
  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    requests += 1;
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const result = answer(request, Buffer.concat(chunks).toString(), received);
    if (!result) return;
    response.writeHead(result.status, { 'content-type': 'application/json', ...result.headers });
    response.end(JSON.stringify(result.body ?? {}));
  };
  const server = createServer((request, response) => void handle(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    requests: () => requests,
    dispose: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
};

const isSame = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
/** RFC 3986: encodeURIComponent leaves these five as they are. */
const percent = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);

/**
 * Whether a request is signed as Alibaba Cloud's "request syntax and signature method V3" has it.
 * Every x-acs header and host must be among the signed ones, and the hash must be the body's.
 */
const isSignedByAcs3 = (request: IncomingMessage, body: string, keyId: string, secret: string): boolean => {
  const given = /^ACS3-HMAC-SHA256 Credential=([^,]+),SignedHeaders=([^,]+),Signature=([0-9a-f]{64})$/.exec(
    request.headers.authorization ?? '',
  );
  if (!given || given[1] !== keyId) return false;
  const signed = (given[2] as string).split(';');
  const required = ['host', ...Object.keys(request.headers).filter((name) => name.startsWith('x-acs-'))];
  if (required.some((name) => !signed.includes(name)) || signed.join() !== [...signed].sort().join()) return false;
  const hash = sha256(body);
  if (request.headers['x-acs-content-sha256'] !== hash) return false;
  if (Math.abs(Date.parse(String(request.headers['x-acs-date'])) - Date.now()) > 15 * 60_000) return false;
  const { pathname, searchParams } = new URL(request.url as string, 'http://host');
  const query = [...searchParams]
    .map(([name, value]) => [percent(name), percent(value)] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map((pair) => pair.join('='))
    .join('&');
  const headers = signed.map((name) => `${name}:${String(request.headers[name]).trim()}\n`).join('');
  const canonical = [request.method, pathname, query, headers, signed.join(';'), hash].join('\n');
  const expected = createHmac('sha256', secret)
    .update(`ACS3-HMAC-SHA256\n${sha256(canonical)}`)
    .digest('hex');
  return isSame(expected, given[3] as string);
};

/** @param codeOf the business code that is answered, with 200 whatever it is */
export const createAliyunServer = (
  { keyId, secret }: { keyId: string; secret: string },
  codeOf: (query: Record<string, string>) => string = () => 'OK',
): Promise<SmsServer<Record<string, string>>> =>
  serve((request, body, received) => {
    if (!isSignedByAcs3(request, body, keyId, secret)) {
      const Message = `Specified signature is not matched with our calculation. ${request.url}`;
      return { status: 403, body: { RequestId: 'R', Code: 'SignatureDoesNotMatch', Message } };
    }
    const query = Object.fromEntries(new URL(request.url as string, 'http://host').searchParams);
    if (request.headers['x-acs-action'] !== 'SendSms' || request.headers['x-acs-version'] !== '2017-05-25') {
      return { status: 400, body: { RequestId: 'R', Code: 'InvalidAction.NotFound', Message: 'no such action' } };
    }
    received.push(query);
    const Code = codeOf(query);
    return { status: 200, body: { RequestId: 'R', Code, Message: `${Code} ${query.PhoneNumbers}`, BizId: '1^0' } };
  });

export type WebhookDelivery = { id: string; body: Record<string, unknown> };

/** @param secret `whsec_…`; @param answer `hang` leaves the request without an answer */
export const createWebhookServer = (
  secret: string,
  answer: () => Answer | 'hang' = () => ({ status: 204 }),
): Promise<SmsServer<WebhookDelivery>> =>
  serve((request, body, received) => {
    const { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature } = request.headers;
    const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
    const expected = `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
    const isFresh = /^\d{10}$/.test(String(timestamp)) && Math.abs(Number(timestamp) - Date.now() / 1000) < 300;
    if (!isFresh || !isSame(expected, String(signature))) return { status: 401 };
    received.push({ id: String(id), body: JSON.parse(body) as Record<string, unknown> });
    const result = answer();
    return result === 'hang' ? undefined : result;
  });
