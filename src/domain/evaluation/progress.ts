/** The feedback on an answer while it is written: told in pieces to whoever may see the score, and kept nowhere. */
import { eq } from 'drizzle-orm';
import type { Services } from '../../context.js';
import { answers, interviews } from '../../db/tables/index.js';
import type { Subject } from './judge.js';
import { isShown } from './read.js';

/** Milliseconds between pieces; and, while the score is held back, between looks whether it may be seen. */
const interval = 100;
const lookInterval = 1_000;
export type Telling = {
  tell(delta: string): void;
  /** Tells the rest. */
  end(): Promise<void>;
};

/** Whether the score may be seen by now; what is once shown is never hidden again. */
const isShownNow = async ({ db }: Services, answerId: string): Promise<boolean> => {
  const [row] = await db
    .select({ scores: interviews.scores, status: interviews.status, revealedAt: answers.revealedAt })
    .from(answers)
    .innerJoin(interviews, eq(interviews.id, answers.interviewId))
    .where(eq(answers.id, answerId));
  return row !== undefined && isShown(row, row.revealedAt);
};

/** What is held back is not sent at all, so that nobody can be shown it by mistake. Failing to tell fails nothing else. */
export const tellFeedback = (services: Services, subject: Subject): Telling => {
  const { progress, clock, log } = services;
  const { interviewId, answerId } = subject;
  let shown = isShown(subject.interview, subject.revealedAt);
  let waiting = '';
  let told = 0;
  let timer: NodeJS.Timeout | undefined;
  let flushing: Promise<void> = Promise.resolve();

  const flush = async (): Promise<void> => {
    timer = undefined;
    if (waiting === '') return;
    shown ||= await isShownNow(services, answerId);
    if (!shown || waiting === '') return;
    progress.tell(interviewId, { answerId, offset: told, delta: waiting, at: clock.now().toISOString() });
    told += waiting.length;
    waiting = '';
  };
  const flushSafely = () => {
    flushing = flushing
      .then(flush)
      .catch((error: unknown) => log.debug({ answerId, err: error }, 'feedback under way not told'));
    return flushing;
  };

  return {
    tell: (delta) => {
      waiting += delta;
      timer ??= setTimeout(() => void flushSafely(), shown ? interval : lookInterval);
    },
    end: async () => {
      clearTimeout(timer);
      await flushSafely();
    },
  };
};
