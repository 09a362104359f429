/** A model server that speaks OpenAI's protocol over a socket, and does as it is told. */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type ChatRequest, fails, type Reply, says, send } from './reply.js';

export { type ChatRequest, fails, type Reply, refusal, type Speech, says, speaks } from './reply.js';

export type SpeechRequest = {
  /** The form's fields, but for the file. */
  fields: Record<string, string>;
  filename: string;
  contentType: string;
  byteSize: number;
  /** Hex; of small files only. */
  sha256: string | undefined;
};

export type ModelServer = {
  /** Ends in `/v1`. */
  url: string;
  port: number;
  chats: (ChatRequest & { authorization: string | undefined })[];
  speeches: (SpeechRequest & { authorization: string | undefined })[];
  /** Requests whose bodies began to arrive. */
  requests(): number;
  /** Requests whose connection ended before their answer did. */
  cut(): number;
  /** Bytes of bodies that have arrived. */
  received(): number;
  /** Reads no body any further than this many bytes until it is told otherwise. */
  readUpTo(bytes: number): void;
  /** The most memory that the process had while a body arrived, in bytes. */
  peakMemory(): number;
  /** Cuts all connections and takes no more, until it comes back to the same port. */
  goAway(): Promise<void>;
  comeBack(): Promise<void>;
  dispose(): Promise<void>;
};

export type ModelServerOptions = {
  port?: number;
  chat?: (request: ChatRequest, count: number) => Reply;
  speech?: (request: SpeechRequest, count: number) => Reply;
  /** Answers before it has read a body, as gateways with a limit do. */
  early?: Reply;
};

/** From this size on, a form is not held to be parsed. */
const large = 8_388_608;
const kept = 4_096;

/** Of a large form: what its beginning says, and how long it is without what is around the file. */
const skim = (head: Buffer, tail: Buffer, length: number, boundary: string): SpeechRequest => {
  const text = head.toString('latin1');
  const fields = Object.fromEntries(
    [...text.matchAll(/name="(\w+)"\r\n\r\n([^\r]*)\r\n/g)].map(([, name, value]) => [name as string, value as string]),
  );
  const file = /filename="([^"]*)"\r\nContent-Type: (.*)\r\n\r\n/.exec(text);
  const end = `\r\n--${boundary}--`;
  const ending = tail.toString('latin1');
  if (!file || !ending.includes(end)) throw new Error('not a form with a file');
  const after = ending.length - ending.lastIndexOf(end);
  const byteSize = length - (file.index + file[0].length) - after;
  return { fields, filename: file[1] as string, contentType: file[2] as string, byteSize, sha256: undefined };
};

const parse = async (body: Buffer, contentType: string): Promise<SpeechRequest> => {
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } }).formData();
  const file = form.get('file') as File;
  const fields = Object.fromEntries([...form].filter(([, value]) => typeof value === 'string')) as Record<
    string,
    string
  >;
  const sha256 = createHash('sha256')
    .update(new Uint8Array(await file.arrayBuffer()))
    .digest('hex');
  return { fields, filename: file.name, contentType: file.type, byteSize: file.size, sha256 };
};

export const createModelServer = async ({
  port = 0,
  chat = () => says('{}'),
  speech = () => ({ json: { text: 'Hello.' } }),
  early,
}: ModelServerOptions = {}): Promise<ModelServer> => {
  const chats: ModelServer['chats'] = [];
  const speeches: ModelServer['speeches'] = [];
  let requests = 0;
  let cut = 0;
  let received = 0;
  let limit = Number.POSITIVE_INFINITY;
  let peak = 0;
  const paused = new Set<IncomingMessage>();

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    requests += 1;
    response.once('close', () => {
      if (!response.writableFinished) cut += 1;
    });
    if (early) return send(response, early);
    const { authorization, 'content-type': contentType = '', 'content-length': announced } = request.headers;
    const isLarge = Number(announced) >= large;
    const chunks: Buffer[] = [];
    let length = 0;
    let head = Buffer.alloc(0);
    let tail = Buffer.alloc(0);
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      received += chunk.length;
      peak = Math.max(peak, process.memoryUsage.rss());
      if (head.length < kept) head = Buffer.concat([head, chunk.subarray(0, kept)]);
      if (isLarge) tail = Buffer.concat([tail, chunk.subarray(-kept)]).subarray(-kept);
      else chunks.push(chunk);
      if (received >= limit) {
        paused.add(request);
        request.pause();
      }
    });
    await once(request, 'end');
    const body = Buffer.concat(chunks);
    if (announced !== undefined && Number(announced) !== length) throw new Error('another length than was announced');
    if (request.url === '/v1/chat/completions') {
      const asked = JSON.parse(body.toString()) as ChatRequest;
      chats.push({ ...asked, authorization });
      return send(response, chat(asked, chats.length), asked);
    }
    if (request.url !== '/v1/audio/transcriptions') return send(response, fails(404));
    const boundary = /boundary=(.+)$/.exec(contentType)?.[1] ?? '';
    const asked = isLarge ? skim(head, tail, length, boundary) : await parse(body, contentType);
    speeches.push({ ...asked, authorization });
    send(response, speech(asked, speeches.length));
  };

  const server = createServer((request, response) => {
    // A client that goes away in the middle is what some tests are about; a form that is none must not pass.
    handle(request, response).catch(() => response.destroyed || send(response, fails(599)));
  });
  const listen = async (on: number) => {
    server.listen(on, '127.0.0.1');
    await once(server, 'listening');
  };
  const goAway = async () => {
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  };
  await listen(port);
  const { port: taken } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${taken}/v1`,
    port: taken,
    chats,
    speeches,
    requests: () => requests,
    cut: () => cut,
    received: () => received,
    readUpTo: (bytes) => {
      limit = bytes;
      for (const request of paused) request.resume();
      paused.clear();
    },
    peakMemory: () => peak,
    goAway,
    comeBack: () => listen(taken),
    dispose: async () => {
      if (server.listening) await goAway();
    },
  };
};
