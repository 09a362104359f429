/** Asks the player for moves and sends them, for as long as the interview waits for any. */
import { randomUUID } from 'node:crypto';
import { type ApiClient, ApiError } from '../client/client.js';
import {
  FinishInterviewDocument,
  NextTurnDocument,
  PauseInterviewDocument,
  ResumeInterviewDocument,
  RetryTurnDocument,
  RevealHintDocument,
  SkipTurnDocument,
  SubmitAnswerDocument,
} from '../client/gql/graphql.js';
import { DemoError } from './failure.js';
import type { Move, Player, Situation } from './player.js';
import type { Stage } from './stage.js';
import { type Answered, type InterviewState, isLast, isPaused, openTurn, type Turn } from './state.js';
import type { Watch } from './watch.js';
import type { Words } from './words.js';

type Scene = {
  client: ApiClient;
  /** Of the interview. */
  id: string;
  state: InterviewState;
  stage: Stage;
  words: Words;
  player: Player;
  watch: Watch;
  send: <T>(request: () => Promise<T>) => Promise<T>;
  /** Asks for a withheld score and shows it; false when there is none yet. */
  reveal: (answered: Answered) => Promise<boolean>;
};

/** Resolves when the interview was ended by the player. */
export const makeMoves = async (scene: Scene): Promise<void> => {
  const { state, stage, player, watch } = scene;
  /** What the server has acknowledged and the events have yet to tell. */
  let settled = '';
  const refused = new Set<string>();
  const keyOf = ({ kind, turn }: Situation) => `${state.changes}:${kind}:${turn.id}`;

  const situationNow = (): Situation | undefined => {
    const open = openTurn(state);
    const turn = open ?? state.turns.at(-1);
    if (!turn || state.finished || !stage.isShown(turn)) return undefined;
    const paused = isPaused(state);
    if (!open && !paused && state.interview?.pace !== 'ZERO_PRESSURE') return undefined;
    const situation: Situation = {
      kind: paused ? 'PAUSED' : open ? 'QUESTION' : 'BETWEEN',
      turn,
      last: isLast(state),
      refused: refused.has(turn.id),
    };
    return settled === keyOf(situation) ? undefined : situation;
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
      if (await perform(scene, move, situation.turn)) settled = key;
      if (move.kind === 'FINISH') return;
    } catch (error) {
      if (!(error instanceof ApiError) || error.code === 'UNAUTHENTICATED') throw error;
      const answer = move.kind === 'ANSWER' ? move.text : undefined;
      stage.showRefusal(situation.turn.id, answer, error.code, error.message);
      if (move.kind === 'ANSWER') refused.add(situation.turn.id);
      // Over for the server already: the event that says so is on its way.
      if (error.code === 'TURN_STATE' || error.code === 'INTERVIEW_STATE') settled = key;
    }
    // Lets the watcher of this situation go.
    watch.notify();
  }
};

/** Sends a move; true when an event will tell that the situation has passed by it. */
const perform = async (scene: Scene, move: Move, turn: Turn): Promise<boolean> => {
  const { client, id, state, stage, words, watch, send, reveal } = scene;
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
    case 'HINT': {
      const open = () => state.turns.find((known) => known.id === turn.id && known.status === 'ASKED');
      const number = (open() ?? turn).hints.length + 1;
      if (number > turn.hintCount) {
        stage.note(words.noHint(turn.hintCount));
        return false;
      }
      // By its number, so that a request that is sent again shows no other.
      await send(() => client.request(RevealHintDocument, { turnId: turn.id, number }));
      // The next move comes after it on the screen, too, and knows which hint is the next.
      await watch.until(() => (open()?.hints.length ?? number) >= number || undefined);
      return false;
    }
    case 'RETRY':
      await send(() => client.request(RetryTurnDocument, { turnId: turn.id }));
      return true;
    case 'NEXT':
      await send(() => client.request(NextTurnDocument, { interviewId: id }));
      return true;
    case 'PAUSE':
      await send(() => client.request(PauseInterviewDocument, { id }));
      return true;
    case 'RESUME':
      await send(() => client.request(ResumeInterviewDocument, { id }));
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
