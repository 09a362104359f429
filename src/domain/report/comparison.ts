/** A report beside those of the candidate's earlier interviews, category by category. */
import { and, desc, eq, lt } from 'drizzle-orm';
import { type CategoryScore, interviews, type ReportRow, reports } from '../../db/tables/index.js';
import type { Change } from '../interview/change.js';
import { mean } from '../score.js';

/** Earlier interviews that are looked through: what is further back says little of today, and the interview is locked meanwhile. */
const lookBack = 100;

/** What the candidate's interviews that ended before this one came to, the last first. Later ones do not count, whenever this is written anew. */
const earlierReports = ({ tx, interview }: Change): Promise<Pick<ReportRow, 'interviewId' | 'categories'>[]> =>
  tx
    .select({ interviewId: reports.interviewId, categories: reports.categories })
    .from(interviews)
    .innerJoin(reports, eq(reports.interviewId, interviews.id))
    .where(
      and(
        eq(interviews.candidateId, interview.candidateId),
        eq(interviews.status, 'FINISHED'),
        lt(interviews.finishedAt, interview.finishedAt as Date),
      ),
    )
    .orderBy(desc(interviews.finishedAt))
    .limit(lookBack);

const round = (difference: number): number => Math.round(difference * 10) / 10;

/**
 * Compares each category with the candidate's last earlier interview that had it, and the whole by the mean of these
 * differences over the turns of this interview: subjects that are new to it do not count. Null where there is nothing to compare with.
 */
export const compare = async (
  change: Change,
  categories: CategoryScore[],
): Promise<Pick<ReportRow, 'categories' | 'comparedToPrevious'>> => {
  const earlier = await earlierReports(change);
  const compared = categories.map((category): CategoryScore => {
    for (const report of earlier) {
      const before = report.categories.find(({ categoryId }) => categoryId === category.categoryId);
      if (!before) continue;
      const comparedToPrevious = round(category.score - before.score);
      return { ...category, comparedToPrevious, previousInterviewId: report.interviewId };
    }
    return { ...category, comparedToPrevious: null, previousInterviewId: null };
  });
  const differences = compared.flatMap(({ turns, comparedToPrevious }) =>
    comparedToPrevious == null ? [] : Array<number>(turns).fill(comparedToPrevious),
  );
  return { categories: compared, comparedToPrevious: differences.length > 0 ? round(mean(differences)) : null };
};
