/** What a model server of OpenAI's protocol replies, and how that goes over the socket. */
import type { ServerResponse } from 'node:http';

export type ChatRequest = {
  model: string;
  messages: { role: string; content: string }[];
  max_tokens?: number;
  max_completion_tokens?: number;
  temperature?: number;
  stream?: boolean;
  stream_options?: { include_usage: boolean };
  response_format?: { type: string; json_schema?: { name: string; strict: boolean; schema: Record<string, unknown> } };
};

export type Usage = { prompt_tokens: number; completion_tokens: number; total_tokens: number };

/** What the model says: in pieces if it was asked for them, else whole. */
export type Speech = {
  content: string;
  /** Why it ends; null: it does not say. */
  finish?: string | null;
  /** Told where the protocol has it: with the whole answer, or in a last piece if that was asked for. */
  usage?: Usage;
  /** Characters of a piece. */
  size?: number;
  /** Milliseconds until it begins. */
  after?: number;
  /** Milliseconds between pieces of a blank each that go on after it, without an end. */
  endless?: number;
  /** After so many pieces it says nothing any more, cuts the connection, ends without saying so, or tells of an error. */
  breaks?: { after: number; how: 'STALL' | 'DROP' | 'END' | 'ERROR' };
};

export type Reply =
  | { speech: Speech }
  /** `after`: milliseconds that it takes. */
  | { status?: number; headers?: Record<string, string>; json?: unknown; text?: string; after?: number }
  /** Takes the request, and says nothing. */
  | 'HANG'
  /** Says the status and half of an answer. */
  | 'STALL'
  /** Cuts the connection. */
  | 'DROP';

const textOf = (content: string | object): string => (typeof content === 'string' ? content : JSON.stringify(content));

/** A completion that says this, whole, however it was asked for. */
export const says = (content: string | object, finish: string | null = 'stop', usage?: Usage): Reply => ({
  json: {
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created: 0,
    model: 'fake',
    choices: [{ index: 0, finish_reason: finish, message: { role: 'assistant', content: textOf(content) } }],
    ...(usage && { usage }),
  },
});

/** A completion that says this as it was asked for. */
export const speaks = (content: string | object, speech: Omit<Speech, 'content'> = {}): Reply => ({
  speech: { content: textOf(content), ...speech },
});

/** How a server of the protocol refuses a request that has one of these parameters; undefined where it has none. */
export const refusal = (request: ChatRequest, parameters: string[]): Reply | undefined => {
  const has = (name: string) =>
    request.response_format?.type === name || (name in request && request[name as keyof ChatRequest] !== false);
  const param = parameters.find(has);
  return param === undefined
    ? undefined
    : fails(400, { param, code: 'unsupported_parameter', message: `Unsupported parameter: ${param}` });
};

/** An error as servers of the protocol put it. */
export const fails = (status: number, error: { message?: string; code?: string; param?: string } = {}): Reply => ({
  status,
  json: {
    error: { message: error.message ?? 'no', type: 'error', param: error.param ?? null, code: error.code ?? null },
  },
});

/** Writes a completion in pieces, as server-sent events. */
const stream = (response: ServerResponse, speech: Speech, isCounted: boolean): void => {
  const { content, finish = 'stop', size = 7, usage, breaks } = speech;
  const event = (data: object | string) =>
    response.write(`data: ${typeof data === 'string' ? data : JSON.stringify(data)}\n\n`);
  const head = { id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 0, model: 'fake' };
  const chunk = (delta: object, reason: string | null = null) =>
    event({ ...head, choices: [{ index: 0, delta, finish_reason: reason }], ...(isCounted && { usage: null }) });
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  chunk({ role: 'assistant', content: '' });
  const letters = [...content];
  for (let at = 0, piece = 0; at < letters.length; at += size, piece += 1) {
    if (piece === breaks?.after) {
      if (breaks.how === 'ERROR') event({ error: { message: 'overloaded', type: 'server_error', code: 'overloaded' } });
      if (breaks.how === 'DROP') setImmediate(() => response.destroy());
      if (breaks.how === 'END' || breaks.how === 'ERROR') response.end();
      return;
    }
    chunk({ content: letters.slice(at, at + size).join('') });
  }
  if (speech.endless !== undefined) {
    const timer = setInterval(() => chunk({ content: ' ' }), speech.endless);
    response.once('close', () => clearInterval(timer));
    return;
  }
  chunk({}, finish);
  if (usage && isCounted) event({ ...head, choices: [], usage });
  event('[DONE]');
  response.end();
};

const speak = (response: ServerResponse, speech: Speech, asked: ChatRequest): void => {
  const { content, finish, usage, breaks } = speech;
  const begin = () => {
    if (asked.stream) stream(response, speech, asked.stream_options?.include_usage === true);
    else send(response, breaks ? (breaks.how === 'STALL' ? 'STALL' : 'DROP') : says(content, finish, usage), asked);
  };
  if (speech.after === undefined) begin();
  else setTimeout(begin, speech.after);
};

/** Replies as it was asked. */
export const send = (
  response: ServerResponse,
  reply: Reply,
  asked: ChatRequest = { model: '', messages: [] },
): void => {
  if (reply === 'HANG') return;
  if (reply === 'DROP') {
    response.destroy();
    return;
  }
  if (reply === 'STALL') {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': 1_000 }).write('{"choices":');
    return;
  }
  if ('speech' in reply) {
    speak(response, reply.speech, asked);
    return;
  }
  const body = reply.text ?? JSON.stringify(reply.json ?? {});
  const answer = () =>
    response.writeHead(reply.status ?? 200, { 'content-type': 'application/json', ...reply.headers }).end(body);
  if (reply.after === undefined) answer();
  else setTimeout(answer, reply.after);
};
