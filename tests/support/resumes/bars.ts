/** What a reader must reach, and the groups in which it is looked at. */
import type { Examination, Examined } from './examine.js';
import { type ScorePart, scoreParts, shareOf, sum } from './score.js';

export type Column = ScorePart | 'agreement';
export const columns: Column[] = [...scoreParts, 'agreement'];

/** Shares of all documents together; facts and skills have none, they are only shown. */
export const bars: Partial<Record<Column, number>> = {
  email: 0.95,
  phone: 0.95,
  name: 0.9,
  sections: 0.85,
  agreement: 0.9,
};

/** Of email, phone and name it is the share of documents; of sections and agreement the mean over documents, so that a long one counts no more. */
const mean = (shares: number[]): number =>
  shares.length ? shares.reduce((total, share) => total + share, 0) / shares.length : Number.NaN;

export type Group = { name: string; shares: Record<Column, number> };

const partShare = (documents: Examined[], part: ScorePart): number => {
  const tallies = documents.map(({ score }) => score[part]).filter(({ of }) => of > 0);
  return part === 'sections' ? mean(tallies.map(shareOf)) : tallies.length ? shareOf(sum(tallies)) : Number.NaN;
};

const group = (name: string, { documents, pairs }: Examination): Group => ({
  name: `${name} (${documents.length})`,
  shares: {
    ...(Object.fromEntries(scoreParts.map((part) => [part, partShare(documents, part)])) as Record<ScorePart, number>),
    agreement: mean(pairs.map(({ agreement }) => shareOf(agreement))),
  },
});

/** All, then by language, then by kind of file; NaN where a group has nothing of it. */
export const groupsOf = ({ documents, pairs }: Examination): Group[] => {
  const of = (name: string, which: (one: Examined) => boolean, language?: string): Group =>
    group(name, {
      documents: documents.filter(which),
      pairs: language ? pairs.filter((pair) => pair.language === language) : [],
    });
  const isGiven = ({ layout }: { layout: string }) => layout.startsWith('given');
  return [
    group('all', { documents, pairs }),
    of('Chinese', ({ language }) => language === 'zh', 'zh'),
    of('English', ({ language }) => language === 'en', 'en'),
    of('DOCX', ({ kind }) => kind === 'docx'),
    of('PDF by a browser', ({ layout }) => layout.startsWith('pdf-')),
    of('PDF by pdfkit', ({ layout }) => layout.startsWith('pdfkit-')),
    ...(documents.some(isGiven)
      ? [
          group('given', {
            documents: documents.filter(isGiven),
            pairs: pairs.filter(({ layouts }) => layouts.startsWith('given')),
          }),
        ]
      : []),
  ];
};
