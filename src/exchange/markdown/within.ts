/** Questions beneath a heading that is none itself: in summaries, as Q and A, or as a list. */
import { endsAsQuestion, looksAsked } from './level.js';

export type Within = {
  /** Lines beneath the heading, from 0. */
  line: number;
  prompt: string;
  answer: string;
};

/** The body with the code in it blanked out, so that nothing in it is taken for a mark; places stay what they are. */
const withoutCode = (body: string): string =>
  body.replace(/^( {0,3})(```|~~~)[\s\S]*?^ {0,3}\2[^\n]*$|`[^`\n]*`/gm, (code) => code.replace(/[^\n]/g, 'x'));

const lineAt = (body: string, at: number): number => body.slice(0, at).split('\n').length - 1;

const details = /<details[^>]*>\s*<summary[^>]*>([\s\S]*?)<\/summary>([\s\S]*?)<\/details>/gi;

const inSummaries = (body: string, plain: string): Within[] =>
  [...plain.matchAll(details)].map(({ index, 0: whole, 1: summary = '', 2: answer = '' }) => {
    const from = index + whole.indexOf(summary);
    const rest = index + whole.length - '</details>'.length - answer.length;
    return {
      line: lineAt(body, index),
      prompt: body
        .slice(from, from + summary.length)
        .replace(/<\/?(?:h[1-6]|p|br)\s*\/?>|\n/gi, ' ')
        .trim(),
      answer: body.slice(rest, rest + answer.length),
    };
  });

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
