/** What a text takes back, as the offline scorer reads it. */
import { expect, it } from 'vitest';
import { clausesOf } from '../src/ai/offline/clauses.js';
import { unassertedClauses } from '../src/ai/offline/withdrawal.js';

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

it.each([
  ['I do not believe that retries help, because the server is overloaded.', ['I do not believe that retries help']],
  ["I really can't accept that an index is free.", ["I really can't accept that an index is free"]],
  [
    'It is a myth that UDP is always faster; in fact it only avoids blocking.',
    ['It is a myth that UDP is always faster'],
  ],
  ['我不认为加缓存就够了，因为数据会过期。', ['我不认为加缓存就够了']],
  ['我认为加缓存就够了。', []],
  ['I do not use mocks.', []],
])('takes back what is not believed: %s', (text, denied) => {
  expect(deniedIn(text)).toEqual(denied);
});

it('what is said in the negative and not believed is what holds', () => {
  expect(negatedIn('I do not believe that reads never block.')).not.toContain('block');
});

const unassertedIn = (text: string) => {
  const clauses = clausesOf(text);
  const found = unassertedClauses(text, clauses);
  return clauses.filter((clause) => found.has(clause)).map(({ start, end }) => text.slice(start, end));
};

it.each([
  ['Why does it fail? The clock is read twice.', ['Why does it fail']],
  [
    'It is a myth that UDP is always faster; in fact it only avoids blocking.',
    ['It is a myth that UDP is always faster'],
  ],
  ['The following are all false: reads block; writes block. In fact, neither does.', undefined],
  ['Reads block. Writes block. None of this is true.', undefined],
  ['我不知道是不是读会阻塞，或者写会阻塞。写不会丢。', ['我不知道是不是读会阻塞', '或者写会阻塞']],
  ['以下说法都是错的：读会阻塞；写会阻塞。', ['以下说法都是错的', '读会阻塞', '写会阻塞']],
  ['读会阻塞，写也会。以上都不对。', ['读会阻塞', '写也会', '以上都不对']],
])('is not asserted: %s', (text, expected) => {
  const seen = unassertedIn(text);
  if (expected) expect(seen).toEqual(expected);
  else expect(seen).toEqual(expect.arrayContaining(text.match(/(?:[Rr]eads|[Ww]rites) block/g)!));
});

it.each([
  ['The client does not know whether the write arrived, so it retries with the same key.'],
  ['We bind "WHERE id = ?" later, and it is declared with ? extends T.'],
  ["It doesn't just cache; it also batches."],
  ['All of this is wrong if the clock drifts.'],
  ['None of these locks is held for long.'],
  ['I am not sure about the exact number, but the limit is about 28000 ports.'],
  ['服务端不知道是否收到，所以要幂等。'],
  ['以上三点都是对的。'],
])('is asserted: %s', (text) => {
  expect(unassertedIn(text)).toEqual([]);
});
