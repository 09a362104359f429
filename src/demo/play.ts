/** One interview from its creation to its report: events come in, the player's moves go out. */
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { ApiClient, LiveEvent } from '../client/client.js';
import { CreateInterviewDocument, RevealScoreDocument, StartInterviewDocument } from '../client/gql/graphql.js';
import { DemoError } from './failure.js';
import { createKeyboard } from './keyboard.js';
import { makeMoves } from './moves.js';
import type { DemoOptions } from './options.js';
import { persist } from './retry.js';
import { createScript } from './script.js';
import { createStage } from './stage.js';
import { type Answered, applyEvent, emptyState } from './state.js';
import type { Terminal } from './terminal.js';
import { createWatch } from './watch.js';
import type { Words } from './words.js';

type Scene = { client: ApiClient; terminal: Terminal; words: Words; options: DemoOptions };

/** Milliseconds that a request is tried for, and that a report may take once the interview is over. */
export const gonePatience = 60_000;
const reportPatience = 120_000;
const resubscribeWait = 500;

/** Resolves when the report is on the screen. @throws DemoError when it cannot come, ApiError for a refusal that ends it */
export const play = async ({ client, terminal, words, options }: Scene): Promise<void> => {
  const { pace } = options;
  const state = emptyState();
  const watch = createWatch();
  const stage = createStage({ state, terminal, words, typed: !options.auto, onChange: watch.notify });
  const send = <T>(request: () => Promise<T>): Promise<T> =>
    persist(request, { patience: gonePatience, onRetry: (reason) => stage.note(words.retrying(reason)) });
  const player = options.auto
    ? await createScript(words, options.locale, pace === 'ZERO_PRESSURE')
    : createKeyboard(terminal, words, { pace, skew: () => state.skew });

  const locale = options.locale === 'zh' ? 'ZH' : 'EN';
  const mode = options.resume ? 'RESUME' : 'RANDOM';
  // Made once, so that a request that is sent again makes no second interview.
  const clientKey = randomUUID();
  const input = { clientKey, mode, pace, locale, questionCount: options.questions } as const;
  const { id } = (await send(() => client.request(CreateInterviewDocument, { input }))).createInterview;
  await send(() => client.request(StartInterviewDocument, { id }));

  /** Asks for a withheld score and shows it; false when there is none yet. */
  const reveal = async ({ answer }: Answered): Promise<boolean> => {
    stage.expectScore(answer.id, true);
    try {
      const { revealScore } = await send(() => client.request(RevealScoreDocument, { answerId: answer.id }));
      const answered = state.answers.find((known) => known.answer.id === answer.id);
      const judged = !['QUEUED', 'RUNNING'].includes(revealScore.status);
      if (judged && answered) stage.showScore(answered, revealScore);
      return judged;
    } finally {
      stage.expectScore(answer.id, false);
    }
  };

  /** The end lifts the veil: what nobody has asked for so far is shown before the report. */
  const revealRest = async (): Promise<void> => {
    for (const answered of state.answers) {
      if (answered.evaluation && !stage.isScoreShown(answered.evaluation)) await reveal(answered);
    }
  };

  const watchEvents = async (onEvent: (event: LiveEvent) => Promise<void>): Promise<void> => {
    let after = 0;
    for (;;) {
      for await (const event of client.events(id, after)) {
        // After a reset the log is read again from its beginning; what else has no number is not in it.
        if (event.__typename === 'StreamReset') after = 0;
        else if (event.seq !== null) after = event.seq;
        applyEvent(state, event);
        await onEvent(event);
        if (state.report) return;
      }
      await delay(resubscribeWait);
    }
  };

  const trouble = createTrouble();
  try {
    const events = watchEvents(async (event) => {
      if (event.__typename === 'ReportReady') await revealRest();
      stage.show(event);
      if (event.__typename === 'InterviewCancelled') throw new DemoError(words.cancelled);
      if (event.__typename === 'AnswerScored' && options.auto && !event.evaluation.revealed) {
        const answered = state.answers.find(({ answer }) => answer.id === event.answer.id);
        if (answered) reveal(answered).catch(trouble.raise);
      }
      if (event.__typename === 'InterviewFinished') {
        trouble.raiseAfter(reportPatience, () => new DemoError(words.noReport(reportPatience / 1_000)));
      }
      watch.notify();
    });
    const moves = makeMoves({ client, id, state, stage, words, player, watch, send, reveal });
    moves.catch(trouble.raise);
    await Promise.race([events, trouble.raised]);
  } finally {
    trouble.dispose();
    stage.dispose();
  }
};

/** Failures of what runs beside the events. */
const createTrouble = () => {
  let raise: (error: unknown) => void = () => {};
  const raised = new Promise<never>((_, reject) => {
    raise = reject;
  });
  raised.catch(() => {});
  const timers: NodeJS.Timeout[] = [];
  return {
    raised,
    raise,
    raiseAfter: (ms: number, error: () => Error) => timers.push(setTimeout(() => raise(error()), ms)),
    dispose: () => timers.forEach(clearTimeout),
  };
};
