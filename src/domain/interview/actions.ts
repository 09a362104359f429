/** What a candidate does with an interview as a whole; each is safe to send again. */
import type { Context } from '../../context.js';
import type { InterviewRow } from '../../db/tables/index.js';
import { AppError } from '../../errors.js';
import { notEnough } from '../question/draw.js';
import { forgetReads } from '../reads.js';
import { requireViewer } from '../viewer.js';
import { askNext, readProgress } from './ask.js';
import { type Change, changeInterview } from './change.js';
import { requireOwnInterview } from './read.js';
import { requireInterviewAction } from './state.js';
import { cancel, endPause, finish, goOn, settleClock, startClock, stopClock } from './steps.js';

/** Runs one action of the candidate on an interview of theirs and returns the interview as it then is. */
const act = async (ctx: Context, id: string, work: (change: Change) => Promise<void>): Promise<InterviewRow> => {
  requireViewer(ctx);
  const interview = await changeInterview(ctx, id, async (change) => {
    requireOwnInterview(ctx, change.interview);
    await work(change);
    return change.interview;
  });
  forgetReads(ctx);
  return interview;
};

/** Begins the interview and asks its first question. Started already, it is returned as it is. */
export const startInterview = (ctx: Context, id: string): Promise<InterviewRow> =>
  act(ctx, id, async (change) => {
    if (change.interview.status === 'LIVE') return;
    change.set({ status: requireInterviewAction(change.interview, 'startInterview'), startedAt: change.now });
    change.emit('InterviewStarted');
    if (!(await askNext(change, await readProgress(change)))) throw notEnough(1, 0);
  });

/**
 * Asks the next question. While one is open whose time is not up, nothing changes. Who waits for a judgement need not wait for it,
 * also where no worker is there to go on; where it was the last question, that is the end.
 */
export const nextTurn = (ctx: Context, id: string): Promise<InterviewRow> =>
  act(ctx, id, async (change) => {
    requireInterviewAction(change.interview, 'nextTurn');
    if ((await settleClock(change)) || change.interview.status !== 'LIVE') return;
    if (change.interview.goesOnAt !== null) return goOn(change);
    if (await askNext(change, await readProgress(change))) return;
    throw new AppError('INTERVIEW_STATE', {
      message: {
        en: 'Every question has been asked. Possible now: finishInterview.',
        zh: '所有题目均已提问。当前可用操作：finishInterview。',
      },
    });
  });

/** Halts the interview and its clock. Paused already, it is returned as it is. */
export const pauseInterview = (ctx: Context, id: string): Promise<InterviewRow> =>
  act(ctx, id, async (change) => {
    if (change.interview.status === 'PAUSED') return;
    requireInterviewAction(change.interview, 'pauseInterview');
    // What the clock has decided, a pause does not undo; it may have been the end.
    const open = await settleClock(change);
    // What waits for a judgement comes with the resumption, not by the clock.
    const status = requireInterviewAction(change.interview, 'pauseInterview');
    change.set({ status, pausedAt: change.now, goesOnAt: null });
    if (open) await stopClock(change, open);
    change.emit('InterviewPaused');
  });

/** Goes on after a pause, with what was left on the clock. Under way already, it is returned as it is. */
export const resumeInterview = (ctx: Context, id: string): Promise<InterviewRow> =>
  act(ctx, id, async (change) => {
    if (change.interview.status === 'LIVE') return;
    change.set({ status: requireInterviewAction(change.interview, 'resumeInterview') });
    const pausedTime = endPause(change);
    const { open } = await readProgress(change);
    if (open) await startClock(change, open, pausedTime);
    change.emit('InterviewResumed');
    // Paused while it waited for a judgement, it has waited long enough.
    if (!open) await goOn(change);
  });

/** Gives the interview up. Cancelled already, it is returned as it is. */
export const cancelInterview = (ctx: Context, id: string): Promise<InterviewRow> =>
  act(ctx, id, async (change) => {
    if (change.interview.status === 'CANCELLED') return;
    requireInterviewAction(change.interview, 'cancelInterview');
    await cancel(change);
  });

/** Ends the interview. Finished already, it is returned as it is. */
export const finishInterview = (ctx: Context, id: string): Promise<InterviewRow> =>
  act(ctx, id, async (change) => {
    if (change.interview.status === 'FINISHED') return;
    requireInterviewAction(change.interview, 'finishInterview');
    await finish(change);
  });
