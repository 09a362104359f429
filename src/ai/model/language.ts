/** A language model behind OpenAI's protocol, which answers in a shape that was asked for, or not at all. */
import type { z } from 'zod';
import { createBreaker, type Watched } from '../../breaker.js';
import type { Model } from '../../env.js';
import type { Log } from '../../log.js';
import { abortable, GivenUp } from './abort.js';
import { createChat, type Message, type Said } from './chat.js';
import { type Dialect, firstDialect, nextDialect, parametersOf, schemaOf, type Wish } from './dialect.js';
import { ModelError, reasonOf, statusOf } from './failure.js';
import { createTelling, type Watch } from './follow.js';
import { jsonIn } from './json.js';
import { leaks, type Secret } from './leak.js';
import { createMeter, type Tokens } from './meter.js';
import { createRetry, retryAfterOf } from './retry.js';

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
  /** 0 where the same is to be answered to the same; left out, the server's own. */
  temperature?: number | undefined;
  /** A text of the answer that somebody wants to read while it is written: the answer then comes in pieces. */
  watch?: Watch | undefined;
  /** What no answer may give away. */
  secrets?: Secret[] | undefined;
  /** Ends the request at once, and throws its reason; that is no failure of the service. */
  signal?: AbortSignal | undefined;
};

export type LanguageModel = {
  /** What the server calls it. */
  readonly name: string;
  /**
   * Takes two minutes at most: two attempts, each of them retried twice.
   * @throws ModelError when the service works and this request gets no usable answer from it
   * @throws AppError DEPENDENCY_UNAVAILABLE when the service does not answer, and at once while it is away
   */
  complete<T>(task: Task<T>): Promise<T>;
  /** What was used since the process began, by the names of tasks. */
  tokens(): Record<string, Tokens>;
};

/** Milliseconds. */
export type LanguageModelOptions = {
  /** Until an answer is there; of one that comes in pieces, until its first. */
  timeout?: number | undefined;
  /** From one piece to the next. */
  idle?: number | undefined;
  /** Of an answer in pieces, all of it. */
  whole?: number | undefined;
  /** Of a task, with all its attempts. */
  deadline?: number | undefined;
  /** Before what may have passed is tried again; the second time longer. */
  pause?: number | undefined;
  /** Until a model that is away is asked again. */
  rest?: number | undefined;
};

/** The most of an unfit answer that is shown to the model again, in characters. */
const shownAgain = 8_000;

const isRejection = (error: unknown): boolean => [400, 413, 422].includes(statusOf(error) ?? 0);

/** All that a value says, without the names of its fields. */
const textsIn = (value: unknown): string[] => {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
};

/** What stays the same over the attempts at a task. */
type Attempt<T> = {
  task: Task<T>;
  wish: Wish;
  tell: () => (piece: string) => void;
  /** Milliseconds that are left of the task's time. */
  left: () => number;
};

export const createLanguageModel = (
  model: Model,
  log: Log,
  options: LanguageModelOptions = {},
): LanguageModel & Watched => {
  const { timeout = 30_000, idle = 15_000, whole = 90_000, deadline = 120_000, pause = 300 } = options;
  const chat = createChat(model, { timeout, idle, whole }, log);
  const again = createRetry(pause);
  const meter = createMeter();
  const breaker = createBreaker({
    kind: 'model',
    name: 'language',
    isOwnFault: (error) => error instanceof ModelError || error instanceof GivenUp,
    reasonOf,
    retryAfterOf,
    rest: options.rest,
    log,
  });
  let known = firstDialect;

  /** Asks in the strictest way that the server takes, and remembers which one that is. */
  const ask = async <T>(messages: Message[], { task, wish, tell, left }: Attempt<T>): Promise<Said> => {
    const first = known;
    let dialect: Dialect | undefined = first;
    for (;;) {
      const parameters = parametersOf(dialect, wish);
      try {
        const said = await again.execute(() =>
          chat({
            messages,
            parameters,
            maxTokens: task.maxTokens,
            signal: task.signal,
            left: left(),
            onText: tell(),
          }),
        );
        // Another request may have learned more meanwhile, of parameters that this one has not.
        if (dialect !== first) known = dialect;
        if (said.usage) {
          const total = meter.count(task.name, said.usage);
          log.info({ model: 'language', task: task.name, ...said.usage, total }, 'model answered');
        }
        return said;
      } catch (error) {
        dialect = nextDialect(dialect, wish, error);
        if (dialect) continue;
        if (isRejection(error)) throw new ModelError('REJECTED');
        throw error;
      }
    }
  };

  const attempt = async <T>(messages: Message[], given: Attempt<T>) => {
    const { task } = given;
    const { text, refused, finish } = await ask(messages, given);
    if (refused || finish === 'content_filter') throw new ModelError('REFUSED');
    const value = jsonIn(text);
    if (leaks(textsIn(value).join('\n'), task.secrets ?? [])) throw new ModelError('LEAKED');
    const parsed = task.shape.safeParse(value);
    if (!parsed.success && finish === 'length') throw new ModelError('TRUNCATED');
    return { text, parsed };
  };

  const complete = async <T>(task: Task<T>): Promise<T> => {
    const end = performance.now() + deadline;
    const { name, maxTokens, temperature, watch, secrets = [] } = task;
    const wish = { name, schema: schemaOf(task.shape), maxTokens, temperature, stream: watch !== undefined };
    const tell = watch ? createTelling(watch, secrets) : () => () => undefined;
    const given = { task, wish, tell, left: () => end - performance.now() };
    const rule = `Answer with one JSON object that fits this JSON schema, and with nothing else:\n${JSON.stringify(wish.schema)}`;
    const messages: Message[] = [
      { role: 'system', content: `${task.system}\n\n${rule}` },
      { role: 'user', content: task.user },
    ];
    const first = await attempt(messages, given);
    if (first.parsed.success) return first.parsed.data;
    const wrong = first.parsed.error.issues
      .slice(0, 10)
      .map(({ path, message }) => `${path.join('.') || 'answer'}: ${message}`);
    const repair: Message[] = [
      ...messages,
      { role: 'assistant', content: first.text.slice(0, shownAgain) || '{}' },
      { role: 'user', content: `That does not fit the schema:\n${wrong.join('\n')}\n${rule}` },
    ];
    const second = await attempt(repair, given);
    if (second.parsed.success) return second.parsed.data;
    throw new ModelError('UNFIT');
  };

  return {
    state: breaker.state,
    name: model.model,
    complete: async (task) => {
      try {
        return await abortable(breaker, task.signal, () => complete(task));
      } catch (error) {
        if (error instanceof ModelError)
          log.warn({ model: 'language', task: task.name, reason: error.reason }, 'no usable answer');
        throw error;
      }
    },
    tokens: meter.totals,
  };
};
