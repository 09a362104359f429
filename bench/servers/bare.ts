/** The limit: node:http and mysql2, hand-written SQL, the user known without a look-up. */
import { createServer, type IncomingMessage } from 'node:http';
import { createPool } from 'mysql2/promise';
import { operations } from '../operations/index.js';

const { PORT, HOST, DATABASE_URL, BENCH_USER_ID } = process.env as Record<string, string>;
const pool = createPool({ uri: DATABASE_URL, timezone: 'Z', charset: 'utf8mb4', connectionLimit: 16 });
const handlers = new Map(operations.map((operation) => [operation.operationName, operation.bare]));

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
};

const answer = async (request: IncomingMessage): Promise<string> => {
  const { operationName, variables } = JSON.parse(await bodyOf(request));
  const handler = handlers.get(operationName);
  if (!handler) throw new Error(`no hand-written ${operationName}`);
  const { headers, socket } = request;
  const known = { pool, userId: BENCH_USER_ID as string, headers, ip: socket.remoteAddress };
  return JSON.stringify({ data: await handler({ ...known, variables }) });
};

const server = createServer((request, response) => {
  answer(request).then(
    (body) => {
      response.setHeader('content-type', 'application/json; charset=utf-8');
      response.setHeader('content-length', Buffer.byteLength(body));
      response.end(body);
    },
    (error: Error) => {
      response.statusCode = 500;
      response.end(error.message);
    },
  );
});
server.listen(Number(PORT), HOST);
process.on('disconnect', () => process.exit());
