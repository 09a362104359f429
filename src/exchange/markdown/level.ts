/** Finds out which headings of a document are its questions. */
import type { Line } from '../lines.js';
import { createOutline } from './outline.js';
import { withoutNumber } from './title.js';

const asks = /[?？]\s*$/;
const beginsAsQuestion =
  /^(?:(?:what|how|why|when|where|who|which|explain|describe|discuss|define|compare|difference|differences|list|name|tell|is|are|was|do|does|did|can|could|should|would|will|have|has)\b|什么|如何|为什么|为何|怎么|怎样|谈谈|说说|讲讲|聊聊|介绍|简述|解释|请|哪些|哪个|是否|你)/i;

export const endsAsQuestion = (text: string): boolean => asks.test(text.replace(/[*_`\s]+$/, ''));

export const looksAsked = (heading: string): boolean => {
  const text = withoutNumber(
    heading
      .slice(0, 500)
      .replace(/[*_`[\]]/g, '')
      .trim(),
  );
  return asks.test(text) || beginsAsQuestion.test(text);
};

/** A share of the headings that have text: a document of statements may ask how to use it. */
const leastAsked = 0.05;

type Count = { level: number; headings: number; withText: number; asked: number };

/** Of the levels the one that counts most; of two alike the one that stands higher. */
const most = (counts: Count[], by: (count: Count) => number): number | undefined =>
  counts.filter((count) => by(count) > 0).sort((a, b) => by(b) - by(a) || a.level - b.level)[0]?.level;

/** @returns undefined where there is no heading */
export const questionLevel = (lines: Iterable<Line>): number | undefined => {
  const outline = createOutline();
  const counts = [1, 2, 3, 4, 5, 6].map((level): Count => ({ level, headings: 0, withText: 0, asked: 0 }));
  /** The heading that nothing has followed yet. */
  let bare: { count: Count; text: string } | undefined;
  const see = (parts: ReturnType<typeof outline.end>) => {
    for (const { text, heading } of parts) {
      if (heading) {
        const count = counts[heading.level - 1] as Count;
        count.headings += 1;
        // `#### Answer` beneath a question is no question, but makes one of what stands above it.
        const isAnswered = bare && bare.count.level < heading.level && !looksAsked(heading.text);
        if (bare && isAnswered && looksAsked(bare.text)) bare.count.asked += 1;
        bare = { count, text: heading.text };
      } else if (bare && text.trim() !== '') {
        bare.count.withText += 1;
        if (looksAsked(bare.text)) bare.count.asked += 1;
        bare = undefined;
      }
    }
  };
  for (const line of lines) see(outline.read(line));
  see(outline.end());
  const least = leastAsked * Math.max(...counts.map(({ withText }) => withText));
  return (
    most(counts, ({ asked }) => (asked < least ? 0 : asked)) ??
    most(counts, ({ withText }) => withText) ??
    most(counts, ({ headings }) => headings)
  );
};
