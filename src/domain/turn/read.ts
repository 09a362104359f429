/** Reading turns. */
import type { Context } from '../../context.js';
import type { Turn } from '../../db/tables/index.js';
import { AppError } from '../../errors.js';
import { findInterview } from '../interview/read.js';

/** A turn that the viewer may see. */
export const findTurn = async (ctx: Context, id: string): Promise<Turn> => {
  const turn = await ctx.loaders.turnById.load(id);
  if (!turn) throw new AppError('NOT_FOUND');
  await findInterview(ctx, turn.interviewId);
  return turn;
};
