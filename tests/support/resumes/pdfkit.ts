/** Pages drawn line by line at fixed places, so that the order in the file is not the order of reading. */
import { once } from 'node:events';
import PDFDocument from 'pdfkit';
import type { Layout, Resume } from './resume.js';
import { type Block, blocksOf, cells, headerRows, isAside, type Row } from './rows.js';

type Line = { text: string; right?: string; font: string; size: number; indent: number; before: number };
type Column = { x: number; width: number; lines: Line[] };

const page = { width: 595, height: 842, margin: 50 };
const [plain, bold] = ['Helvetica', 'Helvetica-Bold'];

const looks: Record<Row['kind'], { font: string; size: number; before: number }> = {
  name: { font: bold, size: 20, before: 0 },
  label: { font: plain, size: 12, before: 4 },
  contact: { font: plain, size: 9, before: 1 },
  head: { font: bold, size: 10, before: 6 },
  sub: { font: plain, size: 10, before: 1 },
  text: { font: plain, size: 10, before: 2 },
  bullet: { font: plain, size: 10, before: 2 },
};

const wrap = (doc: PDFKit.PDFDocument, text: string, width: number): string[] => {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const longer = lines.length ? `${lines.at(-1)} ${word}` : word;
    if (lines.length && doc.widthOfString(longer) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
};

const linesOf = (doc: PDFKit.PDFDocument, rows: Row[], width: number): Line[] =>
  rows.flatMap(({ kind, text }) => {
    const { font, size, before } = looks[kind];
    doc.font(font).fontSize(size);
    const [first = '', ...rest] = cells(text);
    const right = rest.join('  ');
    const indent = kind === 'bullet' ? 12 : 0;
    const room = width - indent - (right ? doc.widthOfString(right) + 10 : 0);
    return wrap(doc, first, room).map((part, at) => ({
      text: kind === 'bullet' && at === 0 ? `• ${part}` : part,
      ...(at === 0 && right ? { right } : {}),
      font,
      size,
      // The marker hangs to the left of its text.
      indent: kind === 'bullet' && at === 0 ? indent - doc.widthOfString('• ') : indent,
      before: at === 0 ? before : 0,
    }));
  });

const blockLines = (doc: PDFKit.PDFDocument, blocks: Block[], width: number): Line[] =>
  blocks.flatMap(({ title, rows }) => {
    doc.font(bold).fontSize(13);
    const parts = wrap(doc, title, width);
    const heading = parts.map((text, at) => ({ text, font: bold, size: 13, indent: 0, before: at ? 0 : 14 }));
    return [...heading, ...linesOf(doc, rows, width)];
  });

/** A line of each column in turn. @returns where the lowest ends */
const draw = (doc: PDFKit.PDFDocument, columns: Column[], top: number): number => {
  const heights = columns.map(() => top);
  const longest = Math.max(...columns.map(({ lines }) => lines.length));
  for (let at = 0; at < longest; at++) {
    for (const [which, { x, width, lines }] of columns.entries()) {
      const line = lines[at];
      if (!line) continue;
      let y = (heights[which] ?? top) + line.before;
      if (y > page.height - page.margin) {
        if (columns.length > 1) throw new Error('two columns must fit on one page');
        doc.addPage();
        y = page.margin;
      }
      doc.font(line.font).fontSize(line.size);
      // Drawn before what stands to its left.
      if (line.right) doc.text(line.right, x + width - doc.widthOfString(line.right), y, { lineBreak: false });
      doc.text(line.text, x + line.indent, y, { lineBreak: false });
      heights[which] = y + line.size * 1.3;
    }
  }
  return Math.max(...heights);
};

/** English only: the standard fonts have no other letters. */
export const drawPdf = async (resume: Resume, layout: Layout): Promise<Uint8Array> => {
  const doc = new PDFDocument({ size: 'A4', margin: 0 });
  const chunks: Buffer[] = [];
  doc.on('data', (chunk: Buffer) => chunks.push(chunk));
  const end = once(doc, 'end');
  const full = { x: page.margin, width: page.width - 2 * page.margin };
  const header = headerRows(resume);
  const blocks = blocksOf(resume);
  const titles = linesOf(
    doc,
    header.filter(({ kind }) => kind !== 'contact'),
    full.width,
  );
  const contacts = header.filter(({ kind }) => kind === 'contact');
  const contact = { kind: 'contact', text: contacts.map(({ text }) => text).join('  |  ') } as const;
  const top = draw(doc, [{ ...full, lines: [...titles, ...linesOf(doc, [contact], full.width)] }], page.margin);
  if (layout === 'pdfkit-single') {
    draw(doc, [{ ...full, lines: blockLines(doc, blocks, full.width) }], top);
  } else {
    const [narrow, wide] = [140, full.width - 180];
    const aside = blockLines(doc, blocks.filter(isAside), narrow);
    const main = blockLines(
      doc,
      blocks.filter((block) => !isAside(block)),
      wide,
    );
    draw(
      doc,
      [
        { x: full.x, width: narrow, lines: aside },
        { x: full.x + 180, width: wide, lines: main },
      ],
      top,
    );
  }
  doc.end();
  await end;
  return Buffer.concat(chunks);
};
