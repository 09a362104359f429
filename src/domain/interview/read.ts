/** Reading interviews and what hangs on them: who may, and in which order. */
import { and, eq, inArray, type SQL, sql } from 'drizzle-orm';
import type { Context, Viewer } from '../../context.js';
import type { InterviewStatus } from '../../db/enums.js';
import { type InterviewRow, interviews } from '../../db/tables/index.js';
import { AppError } from '../../errors.js';
import { type CountedPage, type PageArgs, readPage } from '../page.js';
import { readOnce } from '../reads.js';
import { isOwnerOrAdmin, requireViewer } from '../viewer.js';

export const canViewInterview = (viewer: Viewer | undefined, interview: { candidateId: string }): boolean =>
  isOwnerOrAdmin(viewer, interview.candidateId);

/** @throws AppError NOT_FOUND alike for one that does not exist and one that is another's */
export const findInterview = async (ctx: Context, id: string): Promise<InterviewRow> => {
  requireViewer(ctx);
  const interview = await ctx.loaders.interviewById.load(id);
  if (!interview || !canViewInterview(ctx.viewer, interview)) throw new AppError('NOT_FOUND');
  return interview;
};

/** Only the candidate moves an interview on; to everyone else it does not exist, admins included. */
export const requireOwnInterview = (ctx: Context, interview: { candidateId: string }): void => {
  if (requireViewer(ctx).userId !== interview.candidateId) throw new AppError('NOT_FOUND');
};

/** No state at all matches nothing. */
const matchStatus = (status: InterviewStatus[]): SQL =>
  status.length > 0 ? inArray(interviews.status, status) : sql`false`;

export type InterviewConnection = CountedPage<InterviewRow>;

export type InterviewListArgs = PageArgs & { status?: InterviewStatus[] | null };

/** A page of a candidate's interviews, newest first. */
export const listInterviews = (
  ctx: Context,
  candidateId: string,
  args: InterviewListArgs,
): Promise<InterviewConnection> =>
  readOnce(ctx, ['interviews', candidateId, args], () => readInterviews(ctx, candidateId, args));

const readInterviews = async (
  ctx: Context,
  candidateId: string,
  args: InterviewListArgs,
): Promise<InterviewConnection> => {
  const where = and(eq(interviews.candidateId, candidateId), args.status ? matchStatus(args.status) : undefined) as SQL;
  const page = await readPage('interview', interviews.id, args, (cursor, order, limit) =>
    ctx.loaders.interviewsBySlice.load({ where: and(where, ...cursor), order, limit }),
  );
  // Nested fields ask for the interview again; it is the same row.
  for (const { node } of page.edges) ctx.loaders.interviewById.prime(node.id, node);
  const count = () =>
    readOnce(ctx, ['interviews counted', candidateId, args.status ?? null], () =>
      ctx.loaders.interviewCountByCondition.load(where),
    );
  return { ...page, count };
};
