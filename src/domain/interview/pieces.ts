/** Puts the feedback that is being written between the events of a log, for one follower. */
import type { EventRow } from '../../db/tables/index.js';
import type { Piece, Progress } from '../../redis/progress.js';

/** Code units, and answers, that wait for a follower; what is beyond that it does not get. */
const mostWaiting = 16_384;
const mostAnswers = 8;

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

  const unfollow = progress.follow(interviewId, (piece) => {
    const { answerId } = piece;
    const delta = (waiting.get(answerId)?.delta ?? '') + piece.delta;
    const isNew = !waiting.has(answerId);
    if (scored.has(answerId) || delta.length > mostWaiting || (isNew && waiting.size >= mostAnswers)) return;
    waiting.set(answerId, { ...piece, delta });
    wake();
  });

  const take = (): Piece | undefined => {
    const [piece] = waiting.values();
    if (piece) waiting.delete(piece.answerId);
    return piece;
  };

  const next = async (): Promise<IteratorResult<EventRow | Piece, void>> => {
    for (;;) {
      // One that is asked for is not asked for again: it would be lost.
      coming ??= events.next();
      const said = new Promise<undefined>((resolve) => {
        wake = () => resolve(undefined);
      });
      if (waiting.size > 0) wake();
      const event = await Promise.race([coming, said]);
      if (!event) {
        const value = take();
        if (value) return { done: false, value };
        continue;
      }
      coming = undefined;
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
