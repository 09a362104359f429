/** What a text takes back, as the offline scorer reads it. */
import { expect, it } from 'vitest';
import { clausesOf } from '../src/ai/offline/clauses.js';

/** The clauses that are taken back as a whole. */
const deniedIn = (text: string) =>
  clausesOf(text)
    .filter(({ denied }) => denied)
    .map(({ start, end }) => text.slice(start, end));

const negatedIn = (text: string) =>
  clausesOf(text).flatMap(({ tokens, negated }) => tokens.filter((_, at) => negated[at]! > 0).map(({ form }) => form));

it.each([
  ['It is not true that an index helps.', ['It is not true that an index helps']],
  [
    "However, it isn't the case that TCP loses data, or reorders it.",
    ["it isn't the case that TCP loses data", 'or reorders it'],
  ],
  ['Indexes speed up writes, but that is wrong.', ['Indexes speed up writes']],
  ['An index is free; quite the opposite.', []],
  ['An index is free, quite the opposite.', ['An index is free']],
  ['并不是说索引能加快写入，也能省空间。', ['并不是说索引能加快写入', '也能省空间']],
  ['索引能加快写入，恰恰相反。', ['索引能加快写入']],
  ['索引能加快写入，这个说法是错误的。', ['索引能加快写入']],
])('takes back: %s', (text, denied) => {
  expect(deniedIn(text)).toEqual(denied);
});

it.each([
  ['It is true that an index helps.'],
  ['That is wrong, because writes get slower.'],
  ['The opposite of a stack is a queue.'],
  ['索引不会加快写入。'],
  ['两个方向恰恰相反的指针，指向同一个节点。'],
])('takes nothing back: %s', (text) => {
  expect(deniedIn(text)).toEqual([]);
});

it('ends where it is said what holds instead', () => {
  expect(deniedIn('It is not true that reads block, but writes do.')).toEqual(['It is not true that reads block']);
  expect(deniedIn('并非读会阻塞，而是写会阻塞。')).toEqual(['并非读会阻塞']);
});

it('ends with its sentence', () => {
  expect(deniedIn('It is not true that reads block. Writes block.')).toEqual(['It is not true that reads block']);
  expect(deniedIn('Reads block. Writes block, but that is wrong.')).toEqual(['Writes block']);
});

it('turns what is said in the negative into what is said', () => {
  expect(negatedIn('Reads never block.')).toEqual(['block']);
  expect(negatedIn('Reads never block, but that is wrong.')).toEqual(expect.not.arrayContaining(['block']));
  expect(negatedIn('Reads block, but that is wrong.')).toEqual(['reads', 'block']);
});
