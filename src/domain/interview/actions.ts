/** What a candidate does with an interview as a whole; each is safe to send again. */
import type { Context } from '../../context.js';
import type { InterviewRow } from '../../db/tables/index.js';
import { AppError } from '../../errors.js';
import { notEnough } from '../question/draw.js';
import { forgetReads } from '../reads.js';
import { type Change, changeInterview } from './change.js';
import { findInterview, requireOwnInterview } from './read.js';
import { requireInterviewAction } from './state.js';
import { askNext, finish, readProgress } from './steps.js';

/** Runs one action of the candidate on an interview of theirs and returns the interview as it then is. */
const act = async (ctx: Context, id: string, work: (change: Change) => Promise<void>): Promise<InterviewRow> => {
  await findInterview(ctx, id);
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
    requireInterviewAction(change.interview, 'startInterview');
    change.set({ status: 'LIVE', startedAt: change.now });
    change.emit('InterviewStarted');
    if (!(await askNext(change, 0))) throw notEnough(1, 0);
  });

/** Asks the next question. While one is open, nothing changes. */
export const nextTurn = (ctx: Context, id: string): Promise<InterviewRow> =>
  act(ctx, id, async (change) => {
    requireInterviewAction(change.interview, 'nextTurn');
    const { asked, open } = await readProgress(change);
    if (open || (await askNext(change, asked))) return;
    throw new AppError('INTERVIEW_STATE', {
      message: {
        en: 'Every question has been asked. Possible now: finishInterview.',
        zh: '所有题目均已提问。当前可用操作：finishInterview。',
      },
    });
  });

/** Ends the interview. Finished already, it is returned as it is. */
export const finishInterview = (ctx: Context, id: string): Promise<InterviewRow> =>
  act(ctx, id, async (change) => {
    if (change.interview.status === 'FINISHED') return;
    requireInterviewAction(change.interview, 'finishInterview');
    await finish(change);
  });
