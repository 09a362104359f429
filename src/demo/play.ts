/** One interview from its creation to its report: events come in, the player's moves go out. */
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { type ApiClient, ApiError, type LiveEvent } from '../client/client.js';
import {
  CreateInterviewDocument,
  FinishInterviewDocument,
  NextTurnDocument,
  RevealScoreDocument,
  SkipTurnDocument,
  StartInterviewDocument,
  SubmitAnswerDocument,
} from '../client/gql/graphql.js';
import { DemoError } from './failure.js';
import { createKeyboard } from './keyboard.js';
import type { DemoOptions } from './options.js';
import type { Move, Player, Situation } from './player.js';
import { persist } from './retry.js';
import { createScript } from './script.js';
import { createStage, type Stage } from './stage.js';
import { type Answered, applyEvent, emptyState, type InterviewState, isLast, openTurn } from './state.js';
import type { Terminal } from './terminal.js';
import type { Words } from './words.js';

type Scene = { client: ApiClient; terminal: Terminal; words: Words; options: DemoOptions };

/** Milliseconds that a request is tried for, and that a report may take once the interview is over. */
export const gonePatience = 60_000;
const reportPatience = 120_000;
const resubscribeWait = 500;

/** Resolves once a condition holds; it is looked at again at each `notify`. */
const createWatch = () => {
  const looks = new Set<() => void>();
  return {
    notify: () => {
      for (const look of [...looks]) look();
    },
    until: <T>(find: () => T | undefined): Promise<T> =>
      new Promise((resolve) => {
        const look = () => {
          const found = find();
          if (found === undefined) return;
          looks.delete(look);
          resolve(found);
        };
        looks.add(look);
        look();
      }),
  };
};

/** Resolves when the report is on the screen. @throws DemoError when it cannot come, ApiError for a refusal that ends it */
export const play = async ({ client, terminal, words, options }: Scene): Promise<void> => {
  const free = options.pace === 'ZERO_PRESSURE';
  const state = emptyState();
  const watch = createWatch();
  const stage = createStage({ state, terminal, words, typed: !options.auto, onChange: watch.notify });
  const send = <T>(request: () => Promise<T>): Promise<T> =>
    persist(request, { patience: gonePatience, onRetry: (reason) => stage.note(words.retrying(reason)) });
  const player = options.auto
    ? await createScript(words, options.locale)
    : createKeyboard(terminal, words, { free, skew: () => state.skew });

  const locale = options.locale === 'zh' ? 'ZH' : 'EN';
  const mode = options.resume ? 'RESUME' : 'RANDOM';
  const input = { mode, pace: options.pace, locale, questionCount: options.questions } as const;
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
        // Only a reset has no number: the log is then read again from its beginning.
        after = event.seq ?? 0;
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

type Moves = {
  client: ApiClient;
  id: string;
  state: InterviewState;
  stage: Stage;
  words: Words;
  player: Player;
  watch: ReturnType<typeof createWatch>;
  send: <T>(request: () => Promise<T>) => Promise<T>;
  reveal: (answered: Answered) => Promise<boolean>;
};

/** Asks the player for moves and sends them, for as long as the interview waits for any. */
const makeMoves = async ({ client, id, state, stage, words, player, watch, send, reveal }: Moves): Promise<never> => {
  /** What the server has acknowledged and the events have yet to tell. */
  const settled = new Set<string>();
  const refused = new Set<string>();
  const keyOf = ({ kind, turn }: Situation) => `${kind}:${turn.id}`;

  const situationNow = (): Situation | undefined => {
    const open = openTurn(state);
    const turn = open ?? state.turns.at(-1);
    if (!turn || state.finished || !stage.isShown(turn)) return undefined;
    if (!open && state.interview?.pace !== 'ZERO_PRESSURE') return undefined;
    const situation: Situation = {
      kind: open ? 'QUESTION' : 'BETWEEN',
      turn,
      last: isLast(state),
      refused: refused.has(turn.id),
    };
    return settled.has(keyOf(situation)) ? undefined : situation;
  };

  const perform = async (move: Move, { turn }: Situation): Promise<boolean> => {
    switch (move.kind) {
      case 'ANSWER': {
        // Made once, so that an answer that is sent again is known as the same one.
        const input = { turnId: turn.id, clientKey: randomUUID(), text: move.text };
        await send(() => client.request(SubmitAnswerDocument, { input }));
        if (move.text.trim() === '') throw new DemoError(words.blankAccepted);
        return true;
      }
      case 'SKIP':
        await send(() => client.request(SkipTurnDocument, { turnId: turn.id }));
        return true;
      case 'NEXT':
        await send(() => client.request(NextTurnDocument, { interviewId: id }));
        return true;
      case 'FINISH':
        await send(() => client.request(FinishInterviewDocument, { id }));
        return true;
      case 'SCORE': {
        const answered = state.answers.at(-1);
        if (!answered) stage.note(words.noAnswerYet);
        else if (!(await reveal(answered))) stage.note(words.scoreLater);
        return false;
      }
    }
  };

  for (;;) {
    const situation = await watch.until(situationNow);
    const key = keyOf(situation);
    const passed = new AbortController();
    const over = watch.until(() => {
      const now = situationNow();
      return now && keyOf(now) === key ? undefined : true;
    });
    void over.then(() => passed.abort());
    let move: Move;
    try {
      move = await player(situation, passed.signal);
    } catch (error) {
      if (passed.signal.aborted) continue;
      throw error;
    }
    try {
      if (await perform(move, situation)) settled.add(key);
    } catch (error) {
      if (!(error instanceof ApiError) || error.code === 'UNAUTHENTICATED') throw error;
      const answer = move.kind === 'ANSWER' ? move.text : undefined;
      stage.showRefusal(situation.turn.position, answer, error.code, error.message);
      refused.add(situation.turn.id);
      // Over for the server already: the event that says so is on its way.
      if (error.code === 'TURN_STATE' || error.code === 'INTERVIEW_STATE') settled.add(key);
    }
    // Lets the watcher of this situation go.
    watch.notify();
  }
};
