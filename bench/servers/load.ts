/** The load generator, a process of its own: a closed loop over kept connections, told by its parent what to send. */
import { Agent, type IncomingMessage, request } from 'node:http';
import type { LoadOptions, Round } from '../load.js';

export type Request = { url: string; headers: Record<string, string>; body: string };

/** Sends one request and counts the bytes of its answer. */
const send = (agent: Agent, { url, headers, body }: Request): Promise<{ status: number; bytes: number }> =>
  new Promise((resolve, reject) => {
    const answered = (response: IncomingMessage) => {
      let bytes = 0;
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, bytes }));
      response.on('error', reject);
    };
    const length = { 'content-length': String(Buffer.byteLength(body)) };
    request(url, { method: 'POST', agent, headers: { ...headers, ...length } }, answered)
      .on('error', reject)
      .end(body);
  });

/** The value below which `share` of them lie. */
const percentile = (sorted: number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;

const round = async (options: LoadOptions): Promise<Round> => {
  const agent = new Agent({ keepAlive: true, maxSockets: options.connections });
  const latencies: number[] = [];
  const begin = performance.now();
  const end = begin + options.seconds * 1000;
  const connection = async () => {
    while (performance.now() < end || latencies.length < options.atLeast) {
      const sent = performance.now();
      const { status, bytes } = await send(agent, options);
      // A fast error must not count as a fast answer.
      if (status !== 200 || bytes !== options.expectedBytes) {
        throw new Error(`status ${status} with ${bytes} bytes instead of 200 with ${options.expectedBytes}`);
      }
      latencies.push(performance.now() - sent);
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

process.on('message', (options: LoadOptions) => {
  round(options).then(
    (result) => process.send?.(result),
    (error: Error) => process.send?.({ error: error.message }),
  );
});
process.on('disconnect', () => process.exit());
