/** Documents as word processors write them. */
import {
  AlignmentType,
  Document,
  Header,
  HeadingLevel,
  type ISectionOptions,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TabStopPosition,
  TabStopType,
  TextRun,
  WidthType,
} from 'docx';
import type { Layout, Resume } from './resume.js';
import { type Block, blocksOf, cells, headerRows, isAside, type Row } from './rows.js';

type Content = Paragraph | Table;

/** How headings and lists are made: by styles, or by hand. */
type Hand = { headings: 'style' | 'bold'; lists: 'style' | 'typed'; numbered: boolean };

const tabStops = [{ type: TabStopType.RIGHT, position: TabStopPosition.MAX }];

const run = (text: string, bold = false, size = 21): TextRun =>
  new TextRun({ bold, size, children: cells(text).flatMap((cell, at) => (at ? ['\t', cell] : [cell])) });

const heading = (title: string, { headings }: Hand): Paragraph =>
  headings === 'style'
    ? new Paragraph({ text: title, heading: HeadingLevel.HEADING_1 })
    : new Paragraph({ children: [run(title, true, 24)], spacing: { before: 200 } });

const paragraph = ({ kind, text }: Row, hand: Hand, place: number): Paragraph => {
  if (kind === 'name') {
    return hand.headings === 'style'
      ? new Paragraph({ text, heading: HeadingLevel.TITLE, alignment: AlignmentType.CENTER })
      : new Paragraph({ children: [run(text, true, 36)], alignment: AlignmentType.CENTER });
  }
  if (kind === 'bullet') {
    if (hand.lists === 'style') return new Paragraph({ children: [run(text)], bullet: { level: 0 } });
    return new Paragraph({ children: [run(`${hand.numbered ? `${place}、` : '• '}${text}`)] });
  }
  return new Paragraph({ children: [run(text, kind === 'head')], tabStops });
};

const paragraphs = (rows: Row[], hand: Hand): Paragraph[] => {
  let place = 0;
  return rows.map((row) => {
    place = row.kind === 'bullet' ? place + 1 : 0;
    return paragraph(row, hand, place);
  });
};

const blockContent = (blocks: Block[], hand: Hand): Paragraph[] =>
  blocks.flatMap(({ title, rows }) => [heading(title, hand), ...paragraphs(rows, hand)]);

const cell = (children: Content[], percent: number): TableCell =>
  new TableCell({
    children: children.length ? children : [new Paragraph('')],
    width: { size: percent, type: WidthType.PERCENTAGE },
  });

const table = (rows: { cells: Content[][]; widths: number[] }[]): Table =>
  new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: rows.map(
      ({ cells: contents, widths }) =>
        new TableRow({ children: contents.map((content, at) => cell(content, widths[at] ?? 50)) }),
    ),
  });

const split = (rows: Row[]): { title: Row[]; contacts: Row[] } => ({
  title: rows.filter(({ kind }) => kind !== 'contact'),
  contacts: rows.filter(({ kind }) => kind === 'contact'),
});

const joined = (contacts: Row[], separator: string): Row => ({
  kind: 'contact',
  text: contacts.map(({ text }) => text).join(separator),
});

type Build = (header: Row[], blocks: Block[], hand: Hand) => Omit<ISectionOptions, 'properties'>;

const onePage =
  (separator?: string): Build =>
  (header, blocks, hand) => {
    const { title, contacts } = split(header);
    const lines = separator === undefined ? contacts : [joined(contacts, separator)];
    return { children: [...paragraphs([...title, ...lines], hand), ...blockContent(blocks, hand)] };
  };

const builds: Record<string, Build> = {
  plain: onePage(' | '),
  bold: onePage(),
  tabs: onePage('\t'),
  header: (header, blocks, hand) => ({
    headers: {
      default: new Header({
        children: paragraphs([...split(header).title, joined(split(header).contacts, ' · ')], hand),
      }),
    },
    children: blockContent(blocks, hand),
  }),
  table: (header, blocks, hand) => {
    const { title, contacts } = split(header);
    const pairs = contacts.flatMap((contact, at) => (at % 2 ? [] : [[contact, contacts[at + 1]]]));
    return {
      children: [
        ...paragraphs(title, hand),
        table(
          pairs.map((pair) => ({
            cells: pair.map((one) => (one ? paragraphs([one], hand) : [])),
            widths: [50, 50],
          })),
        ),
        new Paragraph(''),
        table(
          blocks.map((block) => ({
            cells: [[heading(block.title, hand)], paragraphs(block.rows, hand)],
            widths: [18, 82],
          })),
        ),
      ],
    };
  },
  sidebar: (header, blocks, hand) => {
    const { title, contacts } = split(header);
    const aside = [...paragraphs(contacts, hand), ...blockContent(blocks.filter(isAside), hand)];
    const main = blockContent(
      blocks.filter((block) => !isAside(block)),
      hand,
    );
    return { children: [...paragraphs(title, hand), table([{ cells: [aside, main], widths: [32, 68] }])] };
  },
  europass: (header, blocks, hand) => ({
    children: [
      ...paragraphs(header, hand),
      ...blocks.flatMap(({ title, rows }) => [
        heading(title, hand),
        table(
          rows.map((row) => {
            const [key = '', ...rest] = row.text.includes('\t') ? cells(row.text) : ['', row.text];
            return {
              cells: [key ? [new Paragraph(key)] : [], paragraphs([{ ...row, text: rest.join(' ') }], hand)],
              widths: [28, 72],
            };
          }),
        ),
      ]),
    ],
  }),
};

export const packDocx = async (resume: Resume, layout: Layout): Promise<Uint8Array> => {
  const build = builds[layout.replace('docx-', '')];
  if (!build) throw new Error(`there is no document of layout ${layout}`);
  const byHand = ['docx-bold', 'docx-table', 'docx-sidebar'].includes(layout);
  const hand: Hand = {
    headings: byHand ? 'bold' : 'style',
    lists: layout === 'docx-bold' ? 'typed' : 'style',
    numbered: resume.language === 'zh',
  };
  const content = build(headerRows(resume), blocksOf(resume), hand);
  return Packer.toBuffer(new Document({ sections: [content] }));
};
