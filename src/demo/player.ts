/** Who answers: what a player is asked, and what it may do. */
import type { TurnViewFragment } from '../client/gql/graphql.js';

/** What the interview waits for. */
export type Situation = {
  /** An open question, or the pause after one in which the candidate says when to go on. */
  kind: 'QUESTION' | 'BETWEEN';
  /** The open turn, or the last one. */
  turn: TurnViewFragment;
  /** No question is left to ask. */
  last: boolean;
  /** The answer to this question that was sent before was refused. */
  refused: boolean;
};

export type Move = { kind: 'ANSWER'; text: string } | { kind: 'SKIP' | 'NEXT' | 'SCORE' | 'FINISH' };

/** @throws the signal's reason when the situation has passed, DemoError when the player leaves */
export type Player = (situation: Situation, signal: AbortSignal) => Promise<Move>;
