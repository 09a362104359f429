/** The load generator, a process of its own: a closed loop over kept connections, told by its parent what to send. */
import { Agent, type IncomingMessage, request } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { LoadOptions, Round } from '../load.js';
import { percentile } from '../number.js';

/** `bodies` are sent in turn; where each is good for one request, until there are no more. */
export type Request = { url: string; headers: Record<string, string>; bodies: string[]; once?: boolean };
/**
 * What every answer must be; a fast error must not count as a fast answer.
 * `bytes`: one length for each body, or one for all; left out where answers differ in length.
 */
export type Expected = { bytes?: number[]; includes: string[] };

let stopped = false;

/** Sends one request. @throws Error when its answer is not what is expected */
const send = (agent: Agent, { url, headers, expected, bodies }: LoadOptions, at: number): Promise<void> =>
  new Promise((resolve, reject) => {
    const body = bodies[at] as string;
    const length = expected.bytes?.[at % expected.bytes.length];
    const answered = (response: IncomingMessage) => {
      const chunks: Buffer[] = [];
      let bytes = 0;
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        // Putting it together costs time that the server could use: only where it is looked into.
        if (expected.includes.length > 0) chunks.push(chunk);
      });
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        const missing = expected.includes.find((part) => !text.includes(part));
        const wanted = length ?? bytes;
        if (response.statusCode === 200 && bytes === wanted && missing === undefined) return resolve();
        const got = `status ${response.statusCode} with ${bytes} bytes instead of 200 with ${wanted}`;
        reject(new Error(missing === undefined ? got : `${got}, without ${missing}: ${text.slice(0, 500)}`));
      });
      response.on('error', reject);
    };
    const sent = { 'content-length': String(Buffer.byteLength(body)) };
    request(url, { method: 'POST', agent, headers: { ...headers, ...sent } }, answered)
      .on('error', reject)
      .end(body);
  });

const round = async (options: LoadOptions): Promise<Round> => {
  const agent = new Agent({ keepAlive: true, maxSockets: options.connections });
  const latencies: number[] = [];
  const begin = performance.now();
  const end = begin + options.seconds * 1000;
  let sent = 0;
  const goesOn = () =>
    options.once ? sent < options.bodies.length : performance.now() < end || latencies.length < options.atLeast;
  const connection = async () => {
    while (!stopped && goesOn()) {
      const at = sent++ % options.bodies.length;
      const start = performance.now();
      await send(agent, options, at);
      latencies.push(performance.now() - start);
      if (options.pause) await delay(options.pause);
    }
  };
  try {
    await Promise.all(Array.from({ length: options.connections }, connection));
  } finally {
    agent.destroy();
  }
  const seconds = (performance.now() - begin) / 1000;
  latencies.sort((a, b) => a - b);
  return {
    requests: latencies.length,
    requestsPerSecond: latencies.length / seconds,
    p50: percentile(latencies, 0.5),
    p99: percentile(latencies, 0.99),
  };
};

process.on('message', (message: LoadOptions | 'stop') => {
  stopped = message === 'stop';
  if (message === 'stop') return;
  round(message).then(
    (result) => process.send?.(result),
    (error: Error) => process.send?.({ error: error.message }),
  );
});
process.on('disconnect', () => process.exit());
