/** Who answers: what a player is asked, and what it may do. */
import type { Turn } from './state.js';

/** What the interview waits for. */
export type Situation = {
  /** An open question, the time after one in which the candidate says when to go on, or a pause of the whole. */
  kind: 'QUESTION' | 'BETWEEN' | 'PAUSED';
  /** The open turn, or the last one. */
  turn: Turn;
  /** No question is left to ask. */
  last: boolean;
  /** The answer to this question that was sent before was refused. */
  refused: boolean;
};

export type Command = 'SKIP' | 'HINT' | 'NEXT' | 'RETRY' | 'SCORE' | 'PAUSE' | 'RESUME' | 'FINISH';
export type Move = { kind: 'ANSWER'; text: string } | { kind: Command };

/** @throws the signal's reason when the situation has passed, DemoError when the player leaves */
export type Player = (situation: Situation, signal: AbortSignal) => Promise<Move>;
