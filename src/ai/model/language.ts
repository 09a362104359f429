/** A language model behind OpenAI's protocol, which answers in a shape that was asked for, or not at all. */
import { ConstantBackoff, handleWhen, retry } from 'cockatiel';
import OpenAI, { APIError } from 'openai';
import type { z } from 'zod';
import { createBreaker, type Watched } from '../../breaker.js';
import type { Model } from '../../env.js';
import type { Log } from '../../log.js';
import { abortable, followerOf, GivenUp } from './abort.js';
import { type Dialect, firstDialect, nextDialect, parametersOf, schemaOf } from './dialect.js';
import { ModelError, misconfigured, reasonOf, ServiceError, secondsOf } from './failure.js';
import { jsonIn } from './json.js';

export type Task<T> = {
  /** What the model is to do. */
  system: string;
  /** What it is to do it with. */
  user: string;
  /** An object without optional fields: servers that hold to a schema want each field named, `null` where there is nothing. */
  shape: z.ZodType<T>;
  /** Names the shape to the server: letters, digits, `_` and `-`. */
  name: string;
  /** The most that the answer may be, in tokens. */
  maxTokens: number;
  /** Ends the request at once, and throws its reason; that is no failure of the service. */
  signal?: AbortSignal | undefined;
};

export type LanguageModel = {
  /**
   * Takes two minutes at most, once it is known how the server wants to be asked: two attempts, each of them retried once.
   * @throws ModelError when the service works and this request gets no usable answer from it
   * @throws AppError DEPENDENCY_UNAVAILABLE when the service does not answer, and at once while it is away
   */
  complete<T>(task: Task<T>): Promise<T>;
};

export type LanguageModelOptions = {
  /** Milliseconds that one request may take. */
  timeout?: number;
};

/** Milliseconds before the one retry of what may pass by itself. */
const pause = 500;
/** The most of an unfit answer that is shown to the model again, in characters. */
const shownAgain = 8_000;

type Message = OpenAI.Chat.Completions.ChatCompletionMessageParam;

const statusOf = (error: unknown): number | undefined => (error instanceof APIError ? error.status : undefined);

/** A refused connection or an error of the server may pass at once; a timeout or a limit of rate does not. */
const mayPass = (error: unknown): boolean => {
  if (!(error instanceof APIError)) return false;
  const status = error.status;
  return status === undefined || status === 408 || status === 409 || status >= 500;
};

const isRejection = (error: unknown): boolean => [400, 413, 422].includes(statusOf(error) ?? 0);

const retryAfterOf = (error: unknown): number | undefined =>
  error instanceof APIError ? secondsOf(error.headers?.get('retry-after')) : undefined;

export const createLanguageModel = (
  model: Model,
  log: Log,
  options: LanguageModelOptions = {},
): LanguageModel & Watched => {
  const timeout = options.timeout ?? 30_000;
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
    timeout,
  });
  const again = retry(handleWhen(mayPass), { maxAttempts: 1, backoff: new ConstantBackoff(pause) });
  const breaker = createBreaker({
    kind: 'model',
    name: 'language',
    isOwnFault: (error) => error instanceof ModelError || error instanceof GivenUp,
    reasonOf,
    retryAfterOf,
    log,
  });
  let known = firstDialect;

  const request = async (messages: Message[], parameters: Record<string, unknown>, outer: AbortSignal | undefined) => {
    const { control, release } = followerOf(outer);
    const { signal } = control;
    // The client's own timeout ends with the headers; this one holds until the body is read.
    const timer = setTimeout(() => control.abort(new ServiceError('TIMEOUT')), timeout);
    try {
      const answer = await client.chat.completions.create(
        { model: model.model, messages, ...parameters, stream: false },
        { signal },
      );
      const choice = Array.isArray(answer?.choices) ? answer.choices[0] : undefined;
      if (!choice?.message) throw new ServiceError('BAD_ANSWER');
      return choice;
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      if (error instanceof OpenAI.APIConnectionTimeoutError) throw new ServiceError('TIMEOUT');
      if (error instanceof SyntaxError) throw new ServiceError('BAD_ANSWER');
      const trouble = misconfigured[String(statusOf(error))];
      if (trouble) log.error({ model: 'language', status: statusOf(error) }, `the model is not set up: ${trouble}`);
      throw error;
    } finally {
      clearTimeout(timer);
      release();
    }
  };

  /** Asks in the strictest way that the server takes, and remembers which one that is. */
  const ask = async (messages: Message[], task: Task<unknown>, schema: Record<string, unknown>) => {
    let dialect: Dialect | undefined = known;
    for (;;) {
      const parameters = parametersOf(dialect, task.name, schema, task.maxTokens);
      try {
        const choice = await again.execute(() => request(messages, parameters, task.signal));
        known = dialect;
        return choice;
      } catch (error) {
        dialect = nextDialect(dialect, error);
        if (dialect) continue;
        if (isRejection(error)) throw new ModelError('REJECTED');
        throw error;
      }
    }
  };

  const attempt = async <T>(messages: Message[], task: Task<T>, schema: Record<string, unknown>) => {
    const { message, finish_reason: finish } = await ask(messages, task, schema);
    if (message.refusal || finish === 'content_filter') throw new ModelError('REFUSED');
    const said = typeof message.content === 'string' ? message.content : '';
    const parsed = task.shape.safeParse(jsonIn(said));
    if (!parsed.success && finish === 'length') throw new ModelError('TRUNCATED');
    return { said, parsed };
  };

  const complete = async <T>(task: Task<T>): Promise<T> => {
    const schema = schemaOf(task.shape);
    const rule = `Answer with one JSON object that fits this JSON schema, and with nothing else:\n${JSON.stringify(schema)}`;
    const messages: Message[] = [
      { role: 'system', content: `${task.system}\n\n${rule}` },
      { role: 'user', content: task.user },
    ];
    const first = await attempt(messages, task, schema);
    if (first.parsed.success) return first.parsed.data;
    const wrong = first.parsed.error.issues
      .slice(0, 10)
      .map(({ path, message }) => `${path.join('.') || 'answer'}: ${message}`);
    const repair: Message[] = [
      ...messages,
      { role: 'assistant', content: first.said.slice(0, shownAgain) || '{}' },
      { role: 'user', content: `That does not fit the schema:\n${wrong.join('\n')}\n${rule}` },
    ];
    const second = await attempt(repair, task, schema);
    if (second.parsed.success) return second.parsed.data;
    throw new ModelError('UNFIT');
  };

  return {
    state: breaker.state,
    complete: async (task) => {
      try {
        return await abortable(breaker, task.signal, () => complete(task));
      } catch (error) {
        if (error instanceof ModelError)
          log.warn({ model: 'language', task: task.name, reason: error.reason }, 'no usable answer');
        throw error;
      }
    },
  };
};
