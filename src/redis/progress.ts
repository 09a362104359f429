/** Transient pieces beside a live log: whoever follows at that moment hears them, on any server, and nobody later. */
import type { Bus } from './bus.js';

/** A piece of the feedback on an answer; `at` is when it was told, as RFC 3339. */
export type Piece = { answerId: string; delta: string; at: string };

export type Progress = {
  /** Dropped while Redis is away. */
  tell(id: string, piece: Piece): void;
  /** Calls `hear` for each piece until what it returns is called. */
  follow(id: string, hear: (piece: Piece) => void): () => void;
};

const topicOf = (id: string): string => `progress:${id}`;

export const createProgress = (bus: Bus): Progress => ({
  tell: (id, piece) => bus.publish(topicOf(id), JSON.stringify(piece)),
  follow: (id, hear) => bus.subscribe(topicOf(id), (message) => hear(JSON.parse(message) as Piece)).unsubscribe,
});
