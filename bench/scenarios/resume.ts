/** How well resumes are read: the corpus of the tests, every document against its truth. It needs no load and no server. */
import { bars, columns, type Group, groupsOf } from '../../tests/support/resumes/bars.js';
import { type Examination, examine } from '../../tests/support/resumes/examine.js';
import { renderCorpus } from '../../tests/support/resumes/render.js';
import { scoreParts, shareOf, type Tally } from '../../tests/support/resumes/score.js';
import { layOut } from '../table.js';
import type { Scenario } from './scenario.js';

const percent = (share: number): string => (Number.isNaN(share) ? '' : `${(100 * share).toFixed(1)} %`);
const cell = (tally: Tally): string => (tally.of === 0 ? '' : `${tally.found}/${tally.of}`);

const documentTable = ({ documents, pairs }: Examination): string[] =>
  layOut(
    ['', ...columns],
    documents.map(({ id, layout, kind, score }) => {
      const own = kind === 'docx' ? pairs.filter((pair) => pair.id === id && pair.layouts.startsWith(layout)) : [];
      return [
        `${id}, ${layout}`,
        ...scoreParts.map((part) => cell(score[part])),
        own.map(({ agreement }) => percent(shareOf(agreement))).join(' '),
      ];
    }),
  );

const totalTable = (groups: Group[]): string[] =>
  layOut(
    ['', ...columns],
    [
      ...groups.map(({ name, shares }) => [name, ...columns.map((column) => percent(shares[column]))]),
      ['at least', ...columns.map((column) => percent(bars[column] ?? Number.NaN))],
    ],
  );

const misses = ({ documents, pairs }: Examination): string[] => [
  ...documents.flatMap(({ id, layout, refused, score }) =>
    [
      ...(refused ? ['taken for no resume'] : []),
      ...scoreParts.flatMap((part) => score[part].misses),
      ...score.invented,
    ].map((miss) => `${id}, ${layout}: ${miss}`),
  ),
  ...pairs.flatMap(({ id, layouts, agreement }) => agreement.misses.map((miss) => `${id}, ${layouts}: ${miss}`)),
];

export const resume: Scenario = {
  name: 'resume',
  description: 'what is read from invented resumes in Chinese and English, DOCX and PDF, against what stands in them',
  run: async () => {
    const rendering = performance.now();
    const corpus = await renderCorpus();
    const reading = performance.now();
    const examination = await examine(corpus);
    const { length } = examination.documents;
    const [made, read] = [reading - rendering, performance.now() - reading];
    return [
      ...documentTable(examination),
      '',
      ...totalTable(groupsOf(examination)),
      '',
      ...misses(examination),
      '',
      `made in ${(made / 1000).toFixed(1)} s; ${length} documents read in ${(read / 1000).toFixed(1)} s, one after the other`,
    ];
  },
};
