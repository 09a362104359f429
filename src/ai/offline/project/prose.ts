/** Tells which clauses of an answer are told in sentences; lists of key words are evidence of nothing. */
import type { Clause } from '../clauses.js';

/** In English about half of all words hold sentences together, in spoken Chinese a quarter. */
const leastGlue = { latin: 0.2, han: 0.06 };

/** The numbers of the sentences in which words hang together. */
export function proseOf(clauses: Clause[]): Set<number> {
  const counts = new Map<number, { all: number; han: number; glue: number }>();
  for (const { sentence, tokens } of clauses) {
    const count = counts.get(sentence) ?? { all: 0, han: 0, glue: 0 };
    counts.set(sentence, count);
    for (const { kind, stop, generic } of tokens) {
      count.all += 1;
      if (kind === 'han') count.han += 1;
      // 发现, 找到, 开始: in Chinese these often are all that makes a sentence.
      if (stop || (kind === 'han' && generic)) count.glue += 1;
    }
  }
  const prose = new Set<number>();
  for (const [sentence, { all, han, glue }] of counts) {
    if (glue / all >= (han * 2 >= all ? leastGlue.han : leastGlue.latin)) prose.add(sentence);
  }
  return prose;
}
