/** Reads documents of questions that were written for people: a question is a heading, its answer what stands beneath. */
import type { Bilingual } from '../../errors.js';
import { attempt } from '../draft.js';
import { type Draft, type Entry, longestRecord, UnreadableFile } from '../entry.js';
import type { Line } from '../lines.js';
import { Refusal, tooLong } from '../refusal.js';
import { textOf } from '../texts.js';
import { cleanBody } from './clean.js';
import { isContents, withoutEnding } from './ends.js';
import type { Heading } from './headings.js';
import { createOutline, type Part } from './outline.js';
import { unclosed } from './problems.js';
import { titleOf, withoutNumber } from './title.js';
import { questionsWithin, type Within } from './within.js';

type Question = { line: number; heading: Heading; category: string | undefined; body: string; isTooLong: boolean };

/** What stands beneath an item of a list is set in as far as its text; not everyone counts the blanks right. */
const setOut = (body: string, offset: number): string => {
  const blank = offset === 0 ? '' : (/^\n*([ \t]*)/.exec(body)?.[1] ?? '');
  if (blank === '') return body;
  const width = blank.startsWith('\t') ? 4 : Math.min(8, blank.length);
  return body.replace(new RegExp(`^(?:\\t| {1,${width}})`, 'gm'), '');
};

const draftOf = ({ heading, category, body }: Question): Draft => {
  const prompt = withoutNumber(titleOf(heading.text));
  if (prompt === '') throw new Refusal({ en: 'no question: the heading is empty', zh: '没有题目：标题为空' });
  const { before, rest } = cleanBody(setOut(body, heading.offset));
  const asked = withoutEnding(before ?? '');
  const answer = withoutEnding(rest);
  const draft: Draft = { prompt: textOf('prompt', asked === '' ? prompt : `${prompt}\n\n${asked}`) };
  if (category !== undefined) draft.category = textOf('category', category);
  if (answer !== '') draft.referenceAnswer = textOf('referenceAnswer', answer);
  return draft;
};

/** A question beneath a heading, which then says what it is about. */
const draftWithin = ({ heading, category }: Question, { prompt, answer }: Within): Draft =>
  draftOf({
    line: 0,
    heading: { ...heading, text: prompt, offset: 0 },
    category: withoutNumber(sectionOf(heading.text)) || category,
    body: answer,
    isTooLong: false,
  });

function sectionOf(heading: string): string {
  try {
    return titleOf(heading);
  } catch (error) {
    if (error instanceof Refusal) return heading;
    throw error;
  }
}

const noHeading = (level: number): Bilingual => ({
  en: `no heading of level ${level} (“${'#'.repeat(level)} …”), which the questions are to have`,
  zh: `没有第 ${level} 级标题（“${'#'.repeat(level)} ……”），而题目应为此级标题`,
});

export const createBankReader = (level: number) => {
  const outline = createOutline(level);
  let section: string | undefined;
  let question: Question | undefined;
  let isEmpty = true;

  function* finish(): Generator<Entry> {
    const finished = question;
    question = undefined;
    if (!finished) return;
    const { line, body, isTooLong } = finished;
    if (isTooLong) yield { line, problem: tooLong };
    else if (!isContents(body)) {
      const within = questionsWithin(finished.heading.text, body);
      if (within.length === 0) yield attempt(line, () => draftOf(finished));
      for (const each of within) yield attempt(line + 1 + each.line, () => draftWithin(finished, each));
    }
  }
  const add = (text: string, isLong: boolean) => {
    if (!question) return;
    if (isLong || question.body.length + text.length >= longestRecord) question.isTooLong = true;
    question.body = question.isTooLong ? '' : `${question.body}${text}\n`;
  };
  function* take(parts: Part[]): Generator<Entry> {
    for (const { number: line, text, isTooLong, heading } of parts) {
      if (!heading || heading.level > level) add(text, isTooLong);
      else {
        yield* finish();
        if (heading.level < level) section = withoutNumber(sectionOf(heading.text));
        else {
          isEmpty = false;
          question = { line, heading, category: section, body: '', isTooLong: false };
        }
      }
    }
  }
  return {
    read: (line: Line): Iterable<Entry> => take(outline.read(line)),
    *end(): Generator<Entry> {
      yield* take(outline.end());
      const open = outline.open();
      // Whatever stands behind it was taken for a part of it.
      if (!open) yield* finish();
      else if (!question) throw new UnreadableFile(unclosed(open), open.line);
      else yield { line: question.line, problem: unclosed(open) };
      if (isEmpty) throw new UnreadableFile(noHeading(level));
    },
  };
};
