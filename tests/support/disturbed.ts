/** Right answers as no keyboard should send them: with emoji, halves of pairs, marks without letters, other line ends and widths. */
import { createRandom } from '../../src/domain/random.js';
import { sentencesOf } from './attack/text.js';
import type { Question } from './scored-bank.js';

const noise = [
  ...[
    '🙂',
    '👩‍👩‍👧',
    '🇨🇳',
    '𠮷',
    '\ud83d',
    '\udc00',
    'e\u0301',
    'a\u0308\u0323',
    '\u0301',
    '\u200b',
    '\u200d',
    '\ufeff',
  ],
  ...[
    '\r\n',
    '\n\n',
    '\t',
    '\u3000',
    '\u2028',
    'ＴＣＰ',
    '９９．９％',
    '①',
    'ﬁ',
    '㎏',
    'ß',
    'İ',
    'الشبكة',
    'сеть',
    'ネット',
    '값',
  ],
  ...['。', '，', '）', '(', '…', '——', '“', '"', 'C#', 'node.js', '-', '\u202e'],
];

const manners = [
  (text: string) => text,
  (text: string) => text.normalize('NFD'),
  (text: string) => text.toUpperCase(),
  (text: string) => text.replace(/[!-~]/gu, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0)),
  (text: string) => text.replace(/ /gu, '\r\n'),
];

/** The reference with noise between its sentences and within them, each sentence in another manner. */
export function disturbed({ slug, reference }: Question): string {
  const random = createRandom(slug);
  const pick = <T>(items: readonly T[]): T => items[random(items.length)]!;
  return sentencesOf(reference)
    .map((sentence) => {
      const at = random(sentence.length);
      const manner = pick(manners);
      return `${manner(sentence.slice(0, at))}${pick(noise)}${manner(sentence.slice(at))}${pick(noise)}`;
    })
    .join(pick([' ', '', '\r\n']));
}
