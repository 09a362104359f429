/** Writes a question as Markdown: its heading, a fenced block of fields, its answer. */
import type { Draft } from '../entry.js';
import { createLines } from '../lines.js';
import { createAnnotatedParts } from './annotated.js';
import { headingOf } from './headings.js';
import { writeFields } from './plain-fields.js';
import { entryOfRecord } from './record.js';

const longestHeading = 120;

/** What stands in the heading of a question that no heading can carry. */
const headingFor = (prompt: string): string => {
  const line = prompt.trim().split('\n')[0]?.trim() ?? '';
  return line.length > longestHeading ? `${line.slice(0, longestHeading).toWellFormed()}…` : line;
};

/** What heading and body carry; the rest stands in the fields. */
type Carried = { prompt: boolean; answer: boolean };

const textOf = (question: Required<Draft>, carried: Carried): string => {
  const { prompt, referenceAnswer, ...others } = question;
  const fields = writeFields({
    ...others,
    prompt: carried.prompt ? undefined : prompt,
    referenceAnswer: carried.answer ? undefined : referenceAnswer,
  });
  // Longer than whatever stands in the fields.
  const run = (fields.match(/`+/g) ?? []).reduce((most, { length }) => Math.max(most, length), 2);
  const fence = '`'.repeat(run + 1);
  const heading = carried.prompt ? prompt : headingFor(prompt);
  const body = carried.answer ? `${referenceAnswer}\n\n` : '';
  return `## ${heading}\n${fence}yaml question\n${fields}${fence}\n\n${body}`;
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
