/** The bank as a file: its questions in the order in which they came. */
import { and, asc, eq, gt, inArray, type SQL } from 'drizzle-orm';
import type { Db } from '../../db/connection.js';
import type { Locale, QuestionStatus } from '../../db/enums.js';
import { categories, questions } from '../../db/tables/index.js';
import type { Draft } from '../../exchange/entry.js';

export type ExportOptions = { locale?: Locale; category?: string; status?: QuestionStatus[] };

/** Rows of one statement. */
const atOnce = 1_000;

/** Every question that matches, with all that an editor decides about it; read as it is pulled. @param category a slug */
export async function* exportQuestions(
  db: Db,
  { locale, category, status }: ExportOptions,
): AsyncGenerator<Required<Draft>> {
  const where: SQL[] = [];
  if (locale) where.push(eq(questions.locale, locale));
  if (category !== undefined) where.push(eq(categories.slug, category));
  if (status) where.push(inArray(questions.status, status));
  for (let last = 0; ; ) {
    const rows = await db
      .select({ question: questions, category: categories.slug })
      .from(questions)
      .innerJoin(categories, eq(categories.id, questions.categoryId))
      .where(and(gt(questions.number, last), ...where))
      .orderBy(asc(questions.number))
      .limit(atOnce);
    for (const { question, category: slug } of rows) {
      const { locale, prompt, tags, difficulty, timeLimit, status, referenceAnswer, keyPoints, hints } = question;
      yield {
        locale,
        prompt,
        category: slug,
        tags,
        difficulty,
        timeLimit,
        status,
        referenceAnswer,
        keyPoints: keyPoints.map(({ text, weight }) => ({ text, weight })),
        hints,
      };
    }
    if (rows.length < atOnce) return;
    last = rows.at(-1)?.question.number ?? last;
  }
}
