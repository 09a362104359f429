/** Questions beneath a heading that is none itself: in summaries, as Q and A, or as a list. */
import { countLineEnds } from '../lines.js';
import { endsAsQuestion, looksAsked } from './level.js';

export type Within = {
  /** Lines beneath the heading, from 0. */
  line: number;
  prompt: string;
  answer: string;
};

const fence = /^ {0,3}(```|~~~)/;

/** The body with the code in it blanked out, so that nothing in it is taken for a mark; places stay what they are. */
const withoutCode = (body: string): string => {
  let open: string | undefined;
  const lines = body.split('\n').map((line) => {
    const mark = fence.exec(line)?.[1];
    const isCode = open !== undefined || mark !== undefined;
    if (open === undefined) open = mark;
    else if (mark === open) open = undefined;
    return isCode ? 'x'.repeat(line.length) : line.replace(/`[^`]*`/g, (code) => 'x'.repeat(code.length));
  });
  return lines.join('\n');
};

const beginning = /<details[^<>]{0,200}>\s{0,200}<summary[^<>]{0,200}>/g;
const summaryEnd = '</summary>';
const detailsEnd = '</details>';

/** Goes through the body once, however much of it stays open. */
const inSummaries = (body: string, plain: string): Within[] => {
  const marks = plain.toLowerCase();
  const found: Within[] = [];
  let [at, line] = [0, 0];
  for (;;) {
    beginning.lastIndex = at;
    const begin = beginning.exec(marks);
    const middle = begin ? marks.indexOf(summaryEnd, beginning.lastIndex) : -1;
    const end = middle < 0 ? -1 : marks.indexOf(detailsEnd, middle);
    if (!begin || end < 0) return found;
    line += countLineEnds(body.slice(at, begin.index));
    found.push({
      line,
      prompt: body
        .slice(begin.index + begin[0].length, middle)
        .replace(/<\/?(?:h[1-6]|p|br)\s*\/?>|\n/gi, ' ')
        .trim(),
      answer: body.slice(middle + summaryEnd.length, end),
    });
    line += countLineEnds(body.slice(begin.index, end));
    at = end;
  }
};

const questionMark = /^\s*(?:[-*+]\s+)?\*{0,2}(?:Q|Question|问|问题)\s*\d{0,4}\s*[:：.、](?:\*\*)?\s*(\S.*)$/i;
const answerMark = /^\s*(?:[-*+]\s+)?\*{0,2}(?:A|Answer|答|答案)\s*\d{0,4}\s*[:：.、](?:\*\*)?\s*(.*)$/i;
const withoutStars = (text: string): string => text.replace(/\*\*\s*$/, '').trim();

const asPairs = (body: string, plain: string): Within[] => {
  const found: Within[] = [];
  let isAnswer = false;
  const lines = body.split('\n');
  for (const [line, marks] of plain.split('\n').entries()) {
    const text = lines[line] as string;
    const last = found.at(-1);
    if (questionMark.test(marks)) {
      found.push({ line, prompt: withoutStars(questionMark.exec(text)?.[1] ?? text), answer: '' });
      isAnswer = false;
    } else if (last && !isAnswer && answerMark.test(marks)) {
      isAnswer = true;
      last.answer = `${answerMark.exec(text)?.[1] ?? ''}\n`;
    } else if (last && isAnswer) last.answer += `${text}\n`;
    else if (last && text.trim() !== '') last.prompt += `\n${text}`;
  }
  return found.some(({ answer }) => answer.trim() !== '') ? found : [];
};

const item = /^(?:[-*+]|\d{1,4}[.)、])\s+(\S.*)$/;
/** From this share of items that ask on, a list is one of questions. */
const mostly = 0.8;

const asList = (body: string, plain: string): Within[] => {
  const found: Within[] = [];
  const lines = body.split('\n');
  for (const [line, marks] of plain.split('\n').entries()) {
    const text = lines[line] as string;
    const last = found.at(-1);
    if (item.test(marks)) found.push({ line, prompt: item.exec(text)?.[1] ?? text, answer: '' });
    else if (/^\s+\S/.test(marks) && last) last.answer += `${text.trim()}\n`;
    // Prose between the items: it is a text with a list in it.
    else if (marks.trim() !== '') return [];
  }
  const asking = found.filter(({ prompt }) => endsAsQuestion(prompt));
  return found.length > 1 && asking.length >= mostly * found.length ? asking : [];
};

/** @returns nothing where the heading is the question */
export const questionsWithin = (heading: string, body: string): Within[] => {
  if (looksAsked(heading)) return [];
  const plain = withoutCode(body);
  const summaries = inSummaries(body, plain);
  if (summaries.length > 1 || summaries.some(({ prompt }) => looksAsked(prompt))) return summaries;
  const pairs = asPairs(body, plain);
  return pairs.length > 0 ? pairs : asList(body, plain);
};
