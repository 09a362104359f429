/** The passwords that are guessed first. */
import { dictionary } from '@zxcvbn-ts/language-common';

const common = new Set(dictionary['passwords-common'].map((password) => password.toLowerCase()));

/** One to four characters over and over, as often as people have patience for: `aaaaaaaa`, `12341234`, `123123123`. */
const repeated = /^(?=.{0,16}$)(.{1,4})\1+$/u;

const runs = [
  '01234567890',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  '1qaz2wsx3edc4rfv5tgb',
];
const bothWays = runs.flatMap((run) => [run, [...run].reverse().join('')]);

/** What passwords in China are put together from, which the list does not have: love, lucky numbers, surnames, and counting. */
const pieces = [
  'woaini woaiwojia aini woaiziji nihao woshishui xiazhili dearbook zhongguo china beijing',
  '520 521 1314 5201314 1314520 168 518 888 666 999 000 111 88 66 99 00 0',
  '123 1234 12345 123456 1234567 12345678 321 654321 1 12',
  'abc abcd qwe asd zxc qaz wsx aa qq admin pass password mima love baby',
  'li wang zhang liu chen yang zhao huang zhou wu xu sun hu zhu gao lin',
].flatMap((line) => line.split(' '));
const composed = new RegExp(`^(?:${pieces.join('|')}){1,3}$`);

/** Whether a password is among the commonest some ten thousand, or made as people make the commonest, whatever its case. */
export const isCommonPassword = (password: string): boolean => {
  const plain = password.toLowerCase();
  return (
    common.has(plain) || repeated.test(plain) || bothWays.some((run) => run.includes(plain)) || composed.test(plain)
  );
};
