/** One request to a language model, whole or in pieces, within its time. */
import OpenAI from 'openai';
import type { Model } from '../../env.js';
import type { Log } from '../../log.js';
import { followerOf } from './abort.js';
import { createSetUpLog, meantBy, ServiceError, statusOf } from './failure.js';
import { jsonIn } from './json.js';
import { fetchAtMost } from './measured.js';

export type Message = OpenAI.Chat.Completions.ChatCompletionMessageParam;

/** What a request took, as the server counted it. */
export type Usage = { promptTokens: number; completionTokens: number };

export type Said = { text: string; refused: boolean; finish: string | undefined; usage: Usage | undefined };

/** Milliseconds. */
export type Limits = {
  /** Until an answer is there; of one in pieces, until its first. */
  timeout: number;
  /** From one piece to the next. */
  idle: number;
  /** Of an answer in pieces, all of it. */
  whole: number;
};

export type ChatRequest = {
  messages: Message[];
  /** The most that was asked for, in tokens: a server may not know when to stop. */
  maxTokens: number;
  /** What differs from server to server. */
  parameters: Record<string, unknown> & { stream: boolean };
  signal: AbortSignal | undefined;
  /** Milliseconds that it may take, whatever the limits. */
  left: number;
  /** Told of the text as it comes; of one that does not come in pieces, once. */
  onText: (piece: string) => void;
};

/** Far more than a token ever is on average, in code units, */
const perToken = 16;
/** and than a server packs it in, in bytes: each may come in a piece of its own, with all that a piece says beside it. */
const packed = 1_024;
/** A code unit takes as many bytes at most, where it is escaped. */
const escaped = 6;
/** Bytes of an answer that have nothing to do with its length, such as those of an error. */
const wrapping = 65_536;

type Counted = { usage?: OpenAI.CompletionUsage | null };
const usageOf = ({ usage }: Counted): Usage | undefined =>
  usage ? { promptTokens: usage.prompt_tokens, completionTokens: usage.completion_tokens } : undefined;

/** What is said, and is told of as it grows. */
type Telling = Pick<ChatRequest, 'onText' | 'maxTokens'>;

const wholeOf = (answer: OpenAI.Chat.Completions.ChatCompletion | undefined, { onText, maxTokens }: Telling): Said => {
  const choice = Array.isArray(answer?.choices) ? answer.choices[0] : undefined;
  if (!answer || !choice?.message) throw new ServiceError('BAD_ANSWER');
  const text = typeof choice.message.content === 'string' ? choice.message.content : '';
  if (text.length > maxTokens * perToken) throw new ServiceError('BAD_ANSWER');
  onText(text);
  return { text, refused: Boolean(choice.message.refusal), finish: choice.finish_reason, usage: usageOf(answer) };
};

const piecesOf = async (
  chunks: AsyncIterable<OpenAI.Chat.Completions.ChatCompletionChunk>,
  { onText, maxTokens }: Telling,
  progress: () => void,
): Promise<Said> => {
  const said: Said = { text: '', refused: false, finish: undefined, usage: undefined };
  for await (const chunk of chunks) {
    progress();
    said.usage = usageOf(chunk) ?? said.usage;
    // The count comes in a piece of its own, without a choice.
    const choice = chunk.choices?.[0];
    if (!choice) continue;
    said.finish = choice.finish_reason ?? said.finish;
    if (choice.delta?.refusal) said.refused = true;
    const piece = choice.delta?.content;
    if (typeof piece !== 'string' || piece === '') continue;
    said.text += piece;
    if (said.text.length > maxTokens * perToken) throw new ServiceError('BAD_ANSWER');
    onText(piece);
  }
  // It ended without saying that it is at its end; what is whole is whole all the same.
  if (said.finish === undefined && jsonIn(said.text) === undefined) throw new ServiceError('CUT');
  return said;
};

/** A connection that breaks while the body is read is no less broken. */
const isBroken = (error: unknown): error is TypeError =>
  error instanceof TypeError && error.cause instanceof Error && 'code' in error.cause;

/** @throws ServiceError, errors of the client's library, and the signal's reason */
export type Chat = (request: ChatRequest) => Promise<Said>;

export const createChat = (model: Model, limits: Limits, log: Log): Chat => {
  // Everything is said here, since the client takes what is not from variables of its own.
  const client = new OpenAI({
    baseURL: model.baseUrl,
    apiKey: model.apiKey ?? 'none',
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    logLevel: 'off',
    maxRetries: 0,
    timeout: limits.timeout,
  });
  const setUp = createSetUpLog('language', log);
  return async ({ messages, parameters, signal: outer, left, ...telling }) => {
    const { control, release } = followerOf(outer);
    const { signal } = control;
    const stop = () => control.abort(new ServiceError('TIMEOUT'));
    // The client's own timeout ends with the headers; these hold until the body is read.
    const whole = setTimeout(stop, Math.min(left, parameters.stream ? limits.whole : limits.timeout));
    let still = setTimeout(stop, limits.timeout);
    const progress = () => {
      clearTimeout(still);
      still = setTimeout(stop, limits.idle);
    };
    const body = { model: model.model, messages, ...parameters };
    const { maxTokens } = telling;
    const fetch = fetchAtMost(wrapping + maxTokens * packed, wrapping + maxTokens * perToken * escaped);
    const { completions } = client.withOptions({ fetch }).chat;
    try {
      if (!parameters.stream) {
        const answer = await completions.create({ ...body, stream: false }, { signal });
        setUp(200);
        return wholeOf(answer, telling);
      }
      const { data, response } = await completions.create({ ...body, stream: true }, { signal }).withResponse();
      setUp(200);
      // Servers that know no pieces answer as if they had not been asked for them.
      if (!response.headers.get('content-type')?.includes('event-stream'))
        return wholeOf((await response.json()) as OpenAI.Chat.Completions.ChatCompletion, telling);
      return await piecesOf(data, telling, progress);
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      if (error instanceof OpenAI.APIConnectionTimeoutError) throw new ServiceError('TIMEOUT');
      if (error instanceof SyntaxError) throw new ServiceError('BAD_ANSWER');
      if (isBroken(error)) throw new OpenAI.APIConnectionError({ cause: error });
      const status = statusOf(error);
      const meant = error instanceof OpenAI.APIError ? meantBy(status, `${error.code} ${error.message}`) : status;
      setUp(meant);
      throw meant === status ? error : new ServiceError(String(meant));
    } finally {
      clearTimeout(whole);
      clearTimeout(still);
      release();
    }
  };
};
