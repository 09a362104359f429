/** Writes a question as Markdown: its heading, a fenced block of fields, its answer. */
import type { Draft } from '../entry.js';
import { createLines } from '../lines.js';
import { createAnnotatedParts } from './annotated.js';
import { headingOf } from './headings.js';
import { entryOfRecord } from './record.js';

/** Texts are written as JSON, which is YAML; those of several lines as blocks, where that is exact. */
const scalar = (text: string): string => {
  const lines = text.split('\n');
  const isBlock = lines.length > 1 && text === text.trim() && !/[^\P{C}\n\p{Cf}]|[\u2028\u2029\ufeff]|\t/u.test(text);
  return isBlock ? `|-\n${lines.map((line) => (line === '' ? '' : `  ${line}`)).join('\n')}` : JSON.stringify(text);
};

const list = (texts: string[]): string => `[${texts.map((text) => JSON.stringify(text)).join(', ')}]`;

const longestHeading = 120;

/** What stands in the heading of a question that no heading can carry. */
const headingFor = (prompt: string): string => {
  const line = prompt.trim().split('\n')[0]?.trim() ?? '';
  return line.length > longestHeading ? `${line.slice(0, longestHeading).toWellFormed()}…` : line;
};

/** What heading and body carry; the rest stands in the fields. */
type Carried = { prompt: boolean; answer: boolean };

const textOf = (question: Required<Draft>, { prompt, answer }: Carried): string => {
  const { locale, category, tags, difficulty, timeLimit, status, referenceAnswer, keyPoints, hints } = question;
  const points = keyPoints.map(
    ({ text, weight }) => `\n  - text: ${JSON.stringify(text)}${weight === undefined ? '' : `\n    weight: ${weight}`}`,
  );
  const fields = [
    ...(prompt ? [] : [`prompt: ${scalar(question.prompt)}`]),
    `category: ${JSON.stringify(category)}`,
    `tags: ${list(tags)}`,
    `difficulty: ${difficulty}`,
    `timeLimit: ${timeLimit}`,
    `locale: ${locale}`,
    `status: ${status}`,
    `keyPoints:${points.join('') || ' []'}`,
    `hints:${hints.map((hint) => `\n  - ${JSON.stringify(hint)}`).join('') || ' []'}`,
    ...(answer ? [] : [`referenceAnswer: ${scalar(referenceAnswer)}`]),
  ].join('\n');
  // Longer than whatever stands in the fields.
  const run = (fields.match(/`+/g) ?? []).reduce((most, { length }) => Math.max(most, length), 2);
  const fence = '`'.repeat(run + 1);
  const heading = prompt ? question.prompt : headingFor(question.prompt);
  const body = answer ? `${referenceAnswer}\n\n` : '';
  return `## ${heading}\n${fence}yaml question\n${fields}\n${fence}\n\n${body}`;
};

/** Whether an answer that stands beneath the fields is read back exactly. */
const carriesAnswer = (answer: string): boolean => {
  const parts = createAnnotatedParts();
  const text = `## x\n\`\`\`yaml question\n\`\`\`\n\n${answer}\n\n`;
  const isParted = [...createLines().read(text)].some((line) => parts.read(line));
  const last = parts.end();
  const entry = !isParted && last ? entryOfRecord(last) : undefined;
  return entry !== undefined && 'draft' in entry && entry.draft.referenceAnswer === answer;
};

const carriesPrompt = (prompt: string): boolean => !prompt.includes('\n') && headingOf(`## ${prompt}`)?.text === prompt;

export const markdownOf = (question: Required<Draft>): string =>
  textOf(question, { prompt: carriesPrompt(question.prompt), answer: carriesAnswer(question.referenceAnswer) });
