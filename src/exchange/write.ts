/** Writes questions as a file that reads back as the same questions. */
import type { Draft } from './entry.js';
import type { Format } from './format.js';
import { markdownOf } from './markdown/write.js';
import { csvHeader, csvOf } from './write-csv.js';

/** Its own fields alone, in the order of the documentation. */
const plain = (question: Required<Draft>): Required<Draft> => {
  const { prompt, category, tags, difficulty, timeLimit, locale, status, referenceAnswer, keyPoints, hints } = question;
  const points = keyPoints.map(({ text, weight }) => ({ text, weight }));
  return { prompt, category, tags, difficulty, timeLimit, locale, status, referenceAnswer, keyPoints: points, hints };
};

async function* jsonOf(questions: AsyncIterable<Required<Draft>>): AsyncGenerator<string> {
  let isFirst = true;
  for await (const question of questions) {
    yield `${isFirst ? '[' : ','}\n${JSON.stringify(plain(question), undefined, 2)}`;
    isFirst = false;
  }
  yield isFirst ? '[]\n' : '\n]\n';
}

async function* each(
  questions: AsyncIterable<Required<Draft>>,
  write: (question: Required<Draft>) => string,
  header = '',
): AsyncGenerator<string> {
  if (header !== '') yield header;
  for await (const question of questions) yield write(plain(question));
}

/** @returns pieces of text, to be written as UTF-8 */
export const writeQuestions = (questions: AsyncIterable<Required<Draft>>, format: Format): AsyncIterable<string> => {
  if (format === 'JSON') return jsonOf(questions);
  if (format === 'JSONL') return each(questions, (question) => `${JSON.stringify(question)}\n`);
  return format === 'CSV' ? each(questions, csvOf, csvHeader) : each(questions, markdownOf);
};
