/** The feedback on an answer while it is written: who is told of it, and how. */
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as api from '../src/client/gql/graphql.js';
import { users } from '../src/db/tables/index.js';
import { tellFeedback } from '../src/domain/evaluation/progress.js';
import { scoreAnswer } from '../src/domain/evaluation/score.js';
import { withPieces } from '../src/domain/interview/pieces.js';
import type { Piece, Progress } from '../src/redis/progress.js';
import { createEventContexts } from '../src/server/event-context.js';
import {
  answered,
  begin,
  createModel,
  createQuiet,
  interviewOf,
  revisionsOf,
  submit,
  withScorer,
} from './support/judging.js';
import { codeOf, eventsUntil, eventually, isEvent, type World } from './support/world.js';

const model = createModel();
let quiet: World;

beforeAll(async () => {
  quiet = await createQuiet(model.server);
});
afterAll(async () => {
  await quiet.dispose();
});

describe('feedback under way', () => {
  /** What is heard of an interview by a server that follows it. */
  const hear = (id: string) => {
    const pieces: Piece[] = [];
    const stop = quiet.app.services.progress.follow(id, (piece) => pieces.push(piece));
    return { pieces, stop };
  };
  /** Messages of a connection come in order: what is told after it comes after it. */
  const settled = async (id: string, pieces: Piece[]) => {
    quiet.app.services.progress.tell(id, { answerId: 'last', offset: 0, delta: '', at: new Date().toISOString() });
    await eventually(() => pieces.at(-1)?.answerId === 'last');
    return pieces.slice(0, -1);
  };

  it.each(['AT_END', 'ON_REQUEST'] as const)('is not told while scores are held back: %s', async (scores) => {
    const { person, id, turnId } = await begin(quiet, 2, { scores });
    const { pieces, stop } = hear(id);
    const answer = await submit(person, turnId);
    await scoreAnswer(quiet.app.services, answer.evaluation.id);
    expect(await settled(id, pieces)).toEqual([]);
    stop();
    expect((await revisionsOf(quiet, answer.id))[0]).toMatchObject({ scorer: 'LLM' });
  });

  it('is told from its beginning once the score is revealed', async () => {
    const { person, id, turnId } = await begin(quiet, 2, { scores: 'ON_REQUEST' });
    const { services } = quiet.app;
    const answer = await submit(person, turnId);
    const { pieces, stop } = hear(id);
    const interview = { locale: 'EN', scores: 'ON_REQUEST', status: 'LIVE' } as const;
    const subject = { interviewId: id, answerId: answer.id, interview, revealedAt: null };
    const telling = tellFeedback(services, subject as Parameters<typeof tellFeedback>[1]);
    telling.tell('You ');
    await telling.end();
    await person.client.request(api.RevealScoreDocument, { answerId: answer.id });
    telling.tell('made it.');
    await telling.end();
    telling.tell(' Well done.');
    await telling.end();
    // Of a worker that was killed, another begins anew.
    const anew = tellFeedback(services, { ...subject, revealedAt: new Date() } as Parameters<typeof tellFeedback>[1]);
    anew.tell('You ');
    await anew.end();
    expect((await settled(id, pieces)).map(({ offset, delta }) => [offset, delta])).toEqual([
      [0, 'You made it.'],
      [12, ' Well done.'],
      [0, 'You '],
    ]);
    stop();
  });

  it('is resolved for the sockets of a token together', async () => {
    const { person, id } = await begin(quiet, 1);
    const contexts = createEventContexts(quiet.app.services);
    const caller = { token: person.token } as Parameters<typeof contexts.of>[1];
    const at = quiet.clock.now();
    const piece = { interviewId: id, seq: null, at, answerId: 'a', delta: 'So' };
    const first = await contexts.of(piece, caller);
    expect(await contexts.of({ ...piece }, caller)).toBe(first);
    expect(await contexts.of({ ...piece, answerId: 'b' }, caller)).not.toBe(first);
    const reset = { interviewId: id, seq: null, at, head: 1 };
    expect(await contexts.of(reset, caller)).not.toBe(await contexts.of(reset, caller));
  });

  it('is joined up where it fits, begins anew where a worker did, and shows a gap', async () => {
    let tell: (offset: number, delta: string) => void = () => {};
    const progress: Progress = {
      tell: () => {},
      follow: (_id, hear) => {
        tell = (offset, delta) => hear({ answerId: 'a', offset, delta, at: '' });
        return () => {};
      },
    };
    const pending = new Promise<never>(() => {});
    let waits = 0;
    const { then } = pending;
    Object.assign(pending, {
      // biome-ignore lint/suspicious/noThenProperty: it is counted who waits for it
      then: (...reactions: Parameters<typeof then>) => {
        waits += 1;
        return then.apply(pending, reactions);
      },
    });
    const quietLog = { next: () => pending } as unknown as Parameters<typeof withPieces>[0];
    const following = withPieces(quietLog, progress, 'i');
    const read = async (...said: [number, string][]) => {
      for (const piece of said) tell(...piece);
      const { value } = await following.next();
      const { offset, delta } = value as Piece;
      return [offset, delta];
    };
    expect(await read([0, 'You '], [4, 'made '], [9, 'it.'])).toEqual([0, 'You made it.']);
    expect(await read([12, ' So'], [15, ' far.'], [0, 'You '])).toEqual([0, 'You ']);
    expect(await read([4, 'did '], [8, 'make '], [8, 'well'])).toEqual([4, 'did well']);
    expect(await read([12, ' and'], [20, 'more'])).toEqual([20, 'more']);
    for (let offset = 24; offset < 1_024; offset++) await read([offset, '.']);
    expect(waits).toBeLessThan(10);
  });

  it('is told to the candidate and to admins, for as long as they are that', async () => {
    const { person, id, turnId } = await begin(quiet, 2);
    const [other, keeper] = await Promise.all([quiet.person(), quiet.person('Keeper', 'ADMIN')]);
    const answer = await submit(person, turnId);
    const own = eventsUntil(person.client, id, isEvent('ScoreProgress'));
    const theirs = eventsUntil(keeper.client, id, isEvent('ScoreProgress'));
    expect(await codeOf(eventsUntil(other.client, id, isEvent('ScoreProgress')))).toBe('NOT_FOUND');
    const { services } = quiet.app;
    const piece = () => ({ answerId: answer.id, offset: 0, delta: 'So far', at: services.clock.now().toISOString() });
    const telling = setInterval(() => services.progress.tell(id, piece()), 20);
    for (const events of [await own, await theirs]) {
      expect(events.at(-1)).toMatchObject({ seq: null, answerId: answer.id, delta: expect.stringContaining('So far') });
    }
    const { lastSeq } = await interviewOf(person, id);
    const onwards = eventsUntil(keeper.client, id, () => false, lastSeq);
    await services.db.update(users).set({ role: 'CANDIDATE' }).where(eq(users.id, keeper.id));
    expect(await codeOf(onwards)).toBe('NOT_FOUND');
    clearInterval(telling);
  });

  it('is joined up for whoever reads slowly, within bounds, and not told after the score', async () => {
    const { person, id, turnId } = await begin(quiet, 2);
    const answer = await submit(person, turnId);
    const seen: string[] = [];
    const at = new Date().toISOString();
    const { services } = quiet.app;
    for await (const event of person.client.events(id)) {
      seen.push(event.__typename === 'ScoreProgress' ? event.delta : event.__typename);
      if (event.__typename === 'TurnClosed') {
        services.progress.tell(id, { answerId: answer.id, offset: 0, delta: 'a', at });
      }
      if (event.__typename === 'ScoreProgress') {
        await scoreAnswer(withScorer(quiet, { ...quiet.app.services.offlineScorer }), answer.evaluation.id);
      }
      if (event.__typename === 'AnswerScored') {
        services.progress.tell(id, { answerId: answer.id, offset: 0, delta: 'too late', at });
        await person.client.request(api.PauseInterviewDocument, { id });
      }
      if (event.__typename === 'InterviewPaused') break;
    }
    expect(seen).toEqual([
      'InterviewStarted',
      'QuestionAsked',
      'AnswerSubmitted',
      'TurnClosed',
      'QuestionAsked',
      'a',
      'AnswerScored',
      'InterviewPaused',
    ]);
  });

  it('is simply not there without Redis; everything else goes on', async () => {
    const { person, id, evaluationId } = await answered(quiet);
    const { services } = quiet.app;
    const publish = services.redis.publish;
    services.redis.publish = () => Promise.reject(new Error('Connection is closed.'));
    try {
      await scoreAnswer(services, evaluationId);
      const events = await eventsUntil(person.client, id, isEvent('ReportReady'));
      expect(events.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    } finally {
      services.redis.publish = publish;
    }
  });
});
