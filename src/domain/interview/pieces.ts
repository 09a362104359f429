/** Puts the feedback that is being written between the events of a log, for one follower. */
import type { EventRow } from '../../db/tables/index.js';
import type { Piece, Progress } from '../../redis/progress.js';

/** Answers of which something waits for a follower; of more it is not told. */
const mostAnswers = 8;

/** What was not read yet, and what is said next: as one where that follows on it or begins anew within it, else the newer alone. */
const join = (waiting: Piece | undefined, said: Piece): Piece => {
  const kept = waiting ? said.offset - waiting.offset : -1;
  if (!waiting || kept < 0 || kept > waiting.delta.length) return said;
  return { ...said, offset: waiting.offset, delta: waiting.delta.slice(0, kept) + said.delta };
};

/**
 * The events as they come, and between them what was said meanwhile: joined up, so that a follower that reads slowly finds less
 * to read, not more. Of an answer whose score it was given nothing more is told.
 */
export const withPieces = (
  events: AsyncGenerator<EventRow, void, void>,
  progress: Progress,
  interviewId: string,
): AsyncGenerator<EventRow | Piece, void, void> => {
  const waiting = new Map<string, Piece>();
  const scored = new Set<string>();
  let wake = () => {};
  let coming: Promise<IteratorResult<EventRow, void>> | undefined;
  let come: { event: IteratorResult<EventRow, void> } | { error: unknown } | undefined;

  const unfollow = progress.follow(interviewId, (piece) => {
    const { answerId } = piece;
    const known = waiting.get(answerId);
    if (scored.has(answerId) || (!known && waiting.size >= mostAnswers)) return;
    waiting.set(answerId, join(known, piece));
    wake();
  });

  const take = (): Piece | undefined => {
    const [piece] = waiting.values();
    if (piece) waiting.delete(piece.answerId);
    return piece;
  };

  /** Asks for the next event. One that is asked for is not asked for again: it would be lost; and it is waited for once, not anew for each piece. */
  const ask = () => {
    if (coming) return;
    coming = events.next();
    coming
      .then(
        (event) => {
          come = { event };
        },
        (error: unknown) => {
          come = { error };
        },
      )
      .then(() => wake());
  };

  const next = async (): Promise<IteratorResult<EventRow | Piece, void>> => {
    for (;;) {
      ask();
      if (!come) {
        const value = take();
        if (value) return { done: false, value };
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
        continue;
      }
      const now = come;
      coming = come = undefined;
      if ('error' in now) throw now.error;
      const { event } = now;
      if (event.done) unfollow();
      else if (event.value.type === 'AnswerScored' && event.value.answerId !== null) {
        scored.add(event.value.answerId);
        waiting.delete(event.value.answerId);
      }
      return event;
    }
  };

  const merged: AsyncGenerator<EventRow | Piece, void, void> = {
    next,
    return: () => {
      unfollow();
      return events.return();
    },
    throw: (error) => {
      unfollow();
      return events.throw(error);
    },
    [Symbol.asyncIterator]: () => merged,
    [Symbol.asyncDispose]: async () => {
      unfollow();
      await events[Symbol.asyncDispose]();
    },
  };
  return merged;
};
