/** The yes or no that a text begins with, as the offline scorer reads it. */
import { expect, it } from 'vitest';
import { clausesOf } from '../src/ai/offline/clauses.js';
import { agreementWith, judgementAsked } from '../src/ai/offline/judgement.js';

const askedBy = (reference: string) => judgementAsked(reference, clausesOf(reference));
const agreement = (asked: number, answer: string) => agreementWith(asked, answer, clausesOf(answer));

it.each([
  ['Yes, a stack is enough.', 1],
  ['True. Each node is visited once.', 1],
  ['No: the order is lost.', -1],
  ['That is not correct, since it may be empty.', -1],
  ['正确，栈是先进后出的。', 1],
  ['答案是错误。队列是先进先出的。', -1],
  ['这个说法不对，因为可能为空。', -1],
])('a reference begins with a judgement: %s', (reference, judgement) => {
  expect(askedBy(reference)).toBe(judgement);
});

it.each([
  ['Yes-and-no questions are a matter of the whole first sentence, which goes on.'],
  ['Right subtrees hold the larger keys, left ones the smaller.'],
  ['对于每个节点，左子树更小。'],
  ['对象存储，适合大文件。'],
  ['错误处理要放在最外层的函数里统一完成，否则会漏。'],
  [''],
])('a reference begins with none: %s', (reference) => {
  expect(askedBy(reference)).toBe(0);
});

it.each([
  ['yes', 1],
  ['I think it is true because each node is visited once', 1],
  ['No, it is not.', -1],
  ['是的，每个节点只访问一次', 1],
  ['我认为这句话是错误的', -1],
  ['不是，因为可能为空', -1],
  ['Each node is visited once.', 0],
  ['是先进后出的结构', 0],
  ['', 0],
])('an answer to what is true begins: %s', (answer, expected) => {
  expect(agreement(1, answer)).toBe(expected);
  expect(agreement(-1, answer) + expected).toBe(0);
});
