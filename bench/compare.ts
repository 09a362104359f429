/** Servers are only comparable when they give the same answer. */

import type { Operation } from './operations/operation.js';

type Answer = { name: string; text: string };

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, member]) => [key, sorted(member)]),
  );
};

/** The data of a response as text, the same for every order of keys. */
const canonicalData = ({ name, text }: Answer, comparable: (data: unknown) => unknown): string => {
  const { data, errors } = JSON.parse(text) as { data?: unknown; errors?: unknown };
  if (errors || !data) throw new Error(`${name} answers with errors: ${text.slice(0, 500)}`);
  return JSON.stringify(sorted(comparable(data)));
};

/** @throws Error that shows the first difference when two answers differ in anything but the order of keys */
export const requireSameData = (
  answers: Answer[],
  { check, comparable = (data) => data }: Pick<Operation, 'check' | 'comparable'>,
): void => {
  const [first, ...others] = answers.map((answer) => ({ name: answer.name, data: canonicalData(answer, comparable) }));
  for (const { text } of answers) check((JSON.parse(text) as { data?: unknown }).data);
  if (!first) throw new Error('nobody to compare');
  for (const other of others) {
    if (other.data === first.data) continue;
    let at = 0;
    while (first.data[at] === other.data[at]) at++;
    const excerpt = (data: string) => data.slice(Math.max(0, at - 60), at + 60);
    throw new Error(
      `The answers differ:\n${first.name}: … ${excerpt(first.data)} …\n${other.name}: … ${excerpt(other.data)} …`,
    );
  }
};
