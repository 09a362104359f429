/** Abuses by HTTP, each over kept connections. */
import { Agent, type RequestOptions, request } from 'node:http';
import { tooMuch } from './operations.js';

/** Does it once. @returns how often it was refused. @throws Error when it was not */
export type Attack = (url: string, token: string) => Promise<number>;

const agent = new Agent({ keepAlive: true });

const send = (url: string, options: RequestOptions, body: string): Promise<{ status: number; text: string }> =>
  new Promise((resolve, reject) => {
    request(url, { agent, ...options }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() }));
      response.on('error', reject);
    })
      .on('error', reject)
      .end(body);
  });

type Sent = { body?: string; method?: string; type?: string; query?: string; status: number; says: string };

const attack =
  ({ body = '', method = 'POST', type = 'application/json', query = '', status, says }: Sent): Attack =>
  async (url, token) => {
    const headers = {
      authorization: `Bearer ${token}`,
      // By it the status tells of a refusal.
      accept: 'application/graphql-response+json',
      ...(method === 'GET' ? { 'apollo-require-preflight': 'yes' } : { 'content-type': type }),
    };
    const answer = await send(url + query, { method, headers }, body);
    if (answer.status === status && answer.text.includes(says)) return 1;
    throw new Error(`not refused: ${answer.status} ${answer.text.slice(0, 300)}`);
  };

export const httpAttacks: Record<string, Attack> = {
  // What anyone may ask, as often: what the machine makes of a second client.
  'nothing but { __typename }': attack({ body: '{"query":"{ __typename }"}', status: 200, says: 'Query' }),
  ...Object.fromEntries(
    tooMuch.map(({ name, query, says }) => [name, attack({ body: JSON.stringify({ query }), status: 400, says })]),
  ),
  'batch of 1,000': attack({
    body: JSON.stringify(Array.from({ length: 1_000 }, () => ({ query: '{ __typename }' }))),
    status: 400,
    says: 'BAD_USER_INPUT',
  }),
  'GET mutation': attack({
    method: 'GET',
    query: `?query=${encodeURIComponent('mutation { logout }')}`,
    status: 405,
    says: 'BAD_USER_INPUT',
  }),
  'form-encoded POST': attack({
    body: `query=${encodeURIComponent('mutation { logout }')}`,
    type: 'application/x-www-form-urlencoded',
    status: 415,
    says: 'UNSUPPORTED_MEDIA_TYPE',
  }),
};
