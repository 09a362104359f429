/** What is read from documents: their lines in reading order, and why some cannot be read. */
import * as word from 'docx';
import { afterEach, describe, expect, it } from 'vitest';
import { readDocument } from '../src/ai/document/read.js';
import { createResumeReader } from '../src/ai/resume/reader.js';
import { createLog } from '../src/log.js';
import { docx, makePdf, paragraph, pdf, rawDocx, rawPdf } from './support/document.js';

const textsOf = async (bytes: Uint8Array, type = pdf) =>
  (await readDocument(bytes, type)).lines.map(({ text }) => text);
const failureOf = (bytes: Uint8Array, type = pdf) =>
  readDocument(bytes, type).then(
    () => 'READ',
    (error: { failure?: string }) => error.failure,
  );

const main = [
  'Experience',
  'Acme Corporation, Berlin',
  'Designed a billing platform in Go that serves eleven countries and',
  'forty million invoices a month.',
  'Led a team of five engineers.',
  'Education',
  'Technical University of Munich',
  'Master of Science in Informatics',
];
const sidebar = [
  'Contact',
  'jane@example.com',
  '+49 151 2345 6789',
  'Skills',
  'Go and Java',
  'PostgreSQL, Redis',
  'Kubernetes',
];

describe('PDF: reading order', () => {
  it.each([
    ['lines of different height', 17],
    ['lines on one grid', 14],
  ])('reads columns one after the other, %s', async (_, leading) => {
    const bytes = await makePdf((page) => {
      page.fontSize(20).text('Jane Doe, an engineer of long standing', 50, 50, { lineBreak: false }).fontSize(10);
      for (const [index, line] of sidebar.entries()) {
        page.font(/^(?:Contact|Skills)$/.test(line) ? 'Helvetica-Bold' : 'Helvetica');
        page.text(line, 50, 100 + index * leading, { lineBreak: false });
      }
      page.font('Helvetica');
      for (const [index, line] of main.entries()) page.text(line, 220, 100 + index * 14, { lineBreak: false });
    });
    expect(await textsOf(bytes)).toEqual(['Jane Doe, an engineer of long standing', ...sidebar, ...main]);
  });

  it('keeps a date at the right margin in its line', async () => {
    const entries = ['Engineer, Acme', 'Developer, Initech', 'Intern, Hooli', 'Tutor, University', 'Cashier, Market'];
    const bytes = await makePdf((page) => {
      for (const [index, entry] of entries.entries()) {
        const top = 60 + index * 32;
        page.text(entry, 50, top, { lineBreak: false });
        page.text(`Jan 201${index} - Dec 201${index}`, 445, top, { lineBreak: false });
        page.text('Did what had to be done.', 50, top + 13, { lineBreak: false });
      }
    });
    expect(await textsOf(bytes)).toEqual(
      entries.flatMap((entry, index) => [`${entry}\tJan 201${index} - Dec 201${index}`, 'Did what had to be done.']),
    );
  });

  it('puts a date that needed two lines together', async () => {
    const bytes = await makePdf((page) => {
      page.text('Lakefront General', 50, 60, { lineBreak: false }).text('June 2017 –', 220, 60, { lineBreak: false });
      page.text('Hospital', 50, 72, { lineBreak: false }).text('Present', 220, 72, { lineBreak: false });
      page.text('Charge nurse of a ward', 50, 84, { lineBreak: false });
    });
    expect(await textsOf(bytes)).toEqual(['Lakefront General Hospital\tJune 2017 – Present', 'Charge nurse of a ward']);
  });

  it('keeps a label in the left margin in the line it labels', async () => {
    const rows = [
      ['Acme, 2019 - 2021', 'Senior engineer at Acme', 'Ran the billing platform and its team'],
      ['Initech, 2016 - 2019', 'Engineer at Initech', 'Wrote reports that people read'],
      ['English language', 'fluent in speech and writing'],
      ['German language', 'native speaker'],
      ['French language', 'some of the time'],
      ['Spanish language', 'enough for a holiday'],
      ['Italian language', 'a little'],
      ['Danish language', 'for reading'],
    ];
    const bytes = await makePdf((page) => {
      let top = 60;
      for (const [label, ...lines] of rows) {
        page.text(label ?? '', 50, top, { lineBreak: false });
        for (const [index, line] of lines.entries()) page.text(line, 170, top + index * 13, { lineBreak: false });
        top += lines.length * 13 + (lines.length > 1 ? 12 : 0);
      }
    });
    expect(await textsOf(bytes)).toEqual(rows.flatMap(([label, first, ...more]) => [`${label}\t${first}`, ...more]));
  });

  it('keeps years in a left margin beside what they date, however they are grouped', async () => {
    const blocks = [
      {
        title: 'Appointments of mine',
        rows: [
          ['2019 – now', 'Senior researcher, Fjord Institute'],
          ['', 'Leads a survey of kelp'],
          ['2016 – 2019', 'Fellow, Station'],
        ],
      },
      {
        title: 'Degrees',
        rows: [
          ['2012 – 2016', 'Doctorate in marine biology'],
          ['2010 – 2012', 'Master of ecology'],
        ],
      },
      {
        title: 'Tongues',
        rows: [
          ['Norwegian', 'native'],
          ['English', 'fluent'],
          ['German', 'some'],
          ['Danish', 'for reading'],
          ['French', 'a little'],
          ['Spanish', 'enough for a holiday'],
        ],
      },
    ];
    const bytes = await makePdf((page) => {
      let top = 60;
      for (const { title, rows } of blocks) {
        page.fontSize(14).text(title, 170, top, { lineBreak: false }).fontSize(10);
        top += 15;
        for (const [left = '', right = ''] of rows) {
          if (left) page.text(left, 150 - page.widthOfString(left), top, { lineBreak: false });
          page.text(right, 170, top, { lineBreak: false });
          top += 14;
        }
        top += 10;
      }
    });
    expect(await textsOf(bytes)).toEqual(
      blocks.flatMap(({ title, rows }) => [title, ...rows.map((row) => row.filter((cell) => cell).join('\t'))]),
    );
  });

  it('reads the first title of a right column after the larger name beside it', async () => {
    const bytes = await makePdf((page) => {
      page.fontSize(22).text('Jane Doe', 50, 58, { lineBreak: false }).fontSize(10);
      for (const [index, line] of sidebar.entries()) page.text(line, 50, 95 + index * 17, { lineBreak: false });
      for (const [index, line] of main.entries()) page.text(line, 220, 60 + index * 14, { lineBreak: false });
    });
    expect(await textsOf(bytes)).toEqual(['Jane Doe', ...sidebar, ...main]);
  });

  it('leaves out page numbers and titles that every page repeats', async () => {
    const bytes = await makePdf((page) => {
      for (const number of [1, 2]) {
        if (number > 1) page.addPage();
        page.text('Curriculum Vitae of Jane Doe', 50, 52, { lineBreak: false });
        page.text(`What is said on page number ${number}`, 50, 300, { lineBreak: false });
        page.text(`Page ${number} of 2`, 270, 780, { lineBreak: false });
      }
    });
    expect(await textsOf(bytes)).toEqual([
      'Curriculum Vitae of Jane Doe',
      'What is said on page number 1',
      'What is said on page number 2',
    ]);
  });
});

describe('PDF: characters and lines', () => {
  it('writes radicals as the characters they stand for', async () => {
    const bytes = rawPdf('BT /F1 12 Tf 50 700 Td (ABCDEFGHIJ) Tj 0 -40 Td (0123456789 0123456789) Tj ET', [
      ...'⼯程⼤学⾼级⻓⻥⽤⼾',
    ]);
    expect((await textsOf(bytes))[0]).toBe('工程大学高级长鱼用户');
  });

  it('puts letters that are set apart together, word by word', async () => {
    const apart = (text: string) => `[${[...text].map((char) => `(${char})`).join(' -250 ')}] TJ`;
    const bytes = rawPdf(
      `BT /F1 14 Tf 50 700 Td ${apart('JANE DOE')} 0 -60 Td ${apart('WORK EXPERIENCE')} 0 -40 Td (Work was done) Tj ET`,
    );
    expect(await textsOf(bytes)).toEqual(['JANE DOE', 'WORK EXPERIENCE', 'Work was done']);
  });

  it('puts words together that the maker of the document has parted, and no others', async () => {
    const lines = ['Years of experi-', 'ence in cross-', 'functional teams'];
    const made = (producer: string) =>
      makePdf(
        (page) => {
          for (const [index, line] of lines.entries()) page.text(line, 50, 60 + index * 12, { lineBreak: false });
        },
        { info: { Producer: producer } },
      );
    expect(await textsOf(await made('pdfTeX-1.40'))).toEqual(['Years of experience', 'in cross-functional', 'teams']);
    expect(await textsOf(await made('Something else'))).toEqual(lines);
  });

  it('knows titles, markers, paragraphs and links', async () => {
    const bytes = await makePdf((page) => {
      page.font('Helvetica-Bold').fontSize(14).text('Experience', 50, 60).font('Helvetica').fontSize(10);
      page.text('• Built the ledger that', 50, 90, { lineBreak: false });
      page.text('everyone uses', 57, 102, { lineBreak: false });
      page.circle(52, 111, 1.5).fill();
      page.text('Drawn marker', 60, 108, { lineBreak: false });
      page.text('Portfolio', 50, 150, { link: 'https://example.com/jane', lineBreak: false });
    });
    const { lines, links, text } = await readDocument(bytes, pdf);
    expect(lines).toMatchObject([
      { text: 'Experience', heading: true, bold: true, size: 1.4, gap: true },
      { text: 'Built the ledger that', heading: false, bold: false, bullet: true, size: 1 },
      { text: 'everyone uses', bullet: false, gap: false },
      { text: 'Drawn marker', bullet: true },
      { text: 'Portfolio', bullet: false, gap: true },
    ]);
    expect(links).toEqual(['https://example.com/jane']);
    expect(text).toBe('Experience\n\nBuilt the ledger that\neveryone uses\nDrawn marker\n\nPortfolio');
  });
});

describe('PDF: what cannot be read', () => {
  const write = (page: PDFKit.PDFDocument) => void page.text('Jane Doe, engineer, jane@example.com');

  it('asks for no password where there is none to enter', async () => {
    expect(await failureOf(await makePdf(write, { userPassword: 'secret' }))).toBe('ENCRYPTED');
    expect(await textsOf(await makePdf(write, { ownerPassword: 'secret' }))).toEqual([
      'Jane Doe, engineer, jane@example.com',
    ]);
  });

  it('tells a scan from a text', async () => {
    const scan = await makePdf((page) => void page.rect(50, 50, 200, 300).fill());
    expect(await failureOf(scan)).toBe('NO_TEXT');
  });

  it('tells what is damaged or no PDF at all', async () => {
    const whole = await makePdf(write);
    expect(await failureOf(whole.subarray(0, 200))).toBe('UNREADABLE');
    expect(await failureOf(Buffer.from('%PDF-1.7\nnothing of the kind'))).toBe('UNREADABLE');
    expect(await failureOf(Buffer.alloc(5_000, 7))).toBe('UNREADABLE');
    expect(await failureOf(Buffer.alloc(0))).toBe('UNREADABLE');
    expect(await failureOf(whole, 'image/png')).toBe('UNREADABLE');
  });

  it('reads thirty pages and no more', async () => {
    const pages = (count: number) =>
      makePdf((page) => {
        for (let number = 1; number <= count; number++) {
          if (number > 1) page.addPage();
          page.text(`Something else is said on ${'abcdefghijklmnopqrstuvwxyzABCDE'[number - 1]}`, 50, 300);
        }
      });
    expect(await textsOf(await pages(30))).toHaveLength(30);
    expect(await failureOf(await pages(31))).toBe('TOO_LONG');
  });
});

describe('Word', () => {
  it('takes a short paragraph with a rule below for a heading', async () => {
    const ruled = (text: string) =>
      new word.Paragraph({ text, border: { bottom: { style: word.BorderStyle.SINGLE, size: 6, color: '000000' } } });
    const bytes = await word.Packer.toBuffer(
      new word.Document({
        sections: [
          {
            children: [
              ruled('jane@example.com, 0113 496 0000'),
              ruled('工作履历'),
              new word.Paragraph('Elm Bank in Leeds, a bank like any other'),
              ruled('Counted coins, day after day, and wrote down how many there were.'),
            ],
          },
        ],
      }),
    );
    const { lines } = await readDocument(bytes, docx);
    expect(lines.map(({ heading }) => heading)).toEqual([false, true, false, false]);
  });

  it('reads header, headings, lists, tables and links of a document', async () => {
    const bytes = await word.Packer.toBuffer(
      new word.Document({
        sections: [
          {
            headers: { default: new word.Header({ children: [new word.Paragraph('Jane Doe, jane@example.com')] }) },
            footers: {
              default: new word.Footer({
                children: [
                  new word.Paragraph({
                    children: [new word.TextRun({ children: ['Page ', word.PageNumber.CURRENT] })],
                  }),
                ],
              }),
            },
            children: [
              new word.Paragraph({ text: 'Experience', heading: word.HeadingLevel.HEADING_1 }),
              new word.Paragraph({
                children: [new word.TextRun({ text: 'Acme', bold: true }), new word.TextRun('\t2019')],
              }),
              new word.Paragraph({ text: 'Built the ledger', bullet: { level: 0 } }),
              new word.Paragraph({
                children: [
                  new word.ExternalHyperlink({
                    link: 'https://example.com',
                    children: [new word.TextRun('Portfolio')],
                  }),
                  new word.TextRun({ text: 'Second line', break: 1 }),
                ],
              }),
              new word.Table({
                rows: [
                  ['English', 'fluent'],
                  ['German', 'native'],
                ].map(
                  (cells) =>
                    new word.TableRow({
                      children: cells.map((cell) => new word.TableCell({ children: [new word.Paragraph(cell)] })),
                    }),
                ),
              }),
            ],
          },
        ],
      }),
    );
    const { lines, links } = await readDocument(bytes, docx);
    expect(lines).toMatchObject([
      { text: 'Jane Doe, jane@example.com', heading: false },
      { text: 'Experience', heading: true },
      { text: 'Acme\t2019', bold: true },
      { text: 'Built the ledger', bullet: true },
      { text: 'Portfolio' },
      { text: 'Second line' },
      { text: 'English\tfluent', gap: true },
      { text: 'German\tnative' },
    ]);
    expect(links).toEqual(['https://example.com']);
  });

  it('reads a table that only lays out the page cell by cell', async () => {
    const cell = (lines: string[]) => `<w:tc>${lines.map(paragraph).join('')}</w:tc>`;
    const bytes = await rawDocx(`<w:tbl><w:tr>${cell(sidebar)}${cell(main)}</w:tr></w:tbl>`);
    expect(await textsOf(bytes, docx)).toEqual([...sidebar, ...main]);
  });

  const box = (text: string, y: number, x = 0, width = 6_000_000) => `<mc:AlternateContent><mc:Choice Requires="wps">
    <w:drawing><wp:anchor><wp:positionH relativeFrom="page"><wp:posOffset>${x}</wp:posOffset></wp:positionH>
    <wp:positionV relativeFrom="page"><wp:posOffset>${y}</wp:posOffset></wp:positionV><wp:extent cx="${width}" cy="300000"/>
    <wps:wsp><wps:txbx><w:txbxContent>${paragraph(text)}</w:txbxContent></wps:txbx></wps:wsp></wp:anchor></w:drawing></mc:Choice>
    <mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>${paragraph(text)}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent>`;
  const boxed = (...boxes: string[]) => rawDocx(`<w:p><w:r>${boxes.join('')}</w:r></w:p>`);

  it('reads text boxes once, from top to bottom', async () => {
    const bytes = await boxed(
      box('Education', 3_000_000),
      box('Jane Doe', 500_000),
      box('jane@example.com', 1_500_000),
    );
    expect(await textsOf(bytes, docx)).toEqual(['Jane Doe', 'jane@example.com', 'Education']);
  });

  it('reads text boxes in columns one column after the other', async () => {
    const right = [2_200_000, 3_800_000] as const;
    const bytes = await boxed(
      box('Experience', 1_000_000, ...right),
      box('Contact', 1_000_000, 0, 2_000_000),
      box('Jane Doe', 200_000),
      box('Engineer at Acme', 2_000_000, ...right),
      box('jane@example.com', 2_000_000, 0, 2_000_000),
    );
    expect(await textsOf(bytes, docx)).toEqual([
      'Jane Doe',
      'Contact',
      'jane@example.com',
      'Experience',
      'Engineer at Acme',
    ]);
  });

  it('reads symbols, hyphens and fields, and nothing that is hidden or deleted', async () => {
    const bytes =
      await rawDocx(`<w:p><w:r><w:sym w:font="Wingdings" w:char="F0A7"/><w:t xml:space="preserve"> co</w:t><w:softHyphen/><w:t>operation, full</w:t><w:noBreakHyphen/><w:t>stack</w:t></w:r>
      <w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r><w:del><w:r><w:delText>deleted</w:delText></w:r></w:del></w:p>
      <w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "mailto:jane@example.com" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>Mail me</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>`);
    const { lines, links } = await readDocument(bytes, docx);
    expect(lines).toMatchObject([{ text: 'cooperation, full-stack', bullet: true }, { text: 'Mail me' }]);
    expect(links).toEqual(['mailto:jane@example.com']);
  });

  it('refuses what unpacks to too much, document types, and what is no Word file', async () => {
    const text = paragraph('A resume of no particular interest to anyone');
    expect(
      await failureOf(await rawDocx(text, { 'word/media/image1.bmp': Buffer.alloc(60 * 1024 * 1024) }), docx),
    ).toBe('UNREADABLE');
    const declared = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">]>';
    const word = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
    const document = `${declared}<w:document ${word}><w:body>${text}</w:body></w:document>`;
    expect(await failureOf(await rawDocx('', { 'word/document.xml': document }), docx)).toBe('UNREADABLE');
    const relations = '<Relationships><Relationship Id="r1" Type="x/styles" Target="styles.xml"/></Relationships>';
    const parts = { 'word/_rels/document.xml.rels': relations, 'word/styles.xml': `${declared}<w:styles ${word}/>` };
    expect(await failureOf(await rawDocx(text, parts), docx)).toBe('UNREADABLE');
    const whole = await rawDocx(text);
    expect(await failureOf(whole, docx)).toBe('READ');
    expect(await failureOf(whole.subarray(0, whole.length - 30), docx)).toBe('UNREADABLE');
    expect(await failureOf(Buffer.from('no archive'), docx)).toBe('UNREADABLE');
    const other = await rawDocx(text, { 'word/documend.xml': document.slice(declared.length) });
    const twice = Buffer.from(other.toString('latin1').replaceAll('word/documend.xml', 'word/document.xml'), 'latin1');
    expect(await failureOf(twice, docx)).toBe('UNREADABLE');
    expect(await failureOf(await rawDocx('<w:p><w:r>', {}), docx)).toBe('UNREADABLE');
    expect(await failureOf(await rawDocx('<w:p/>'), docx)).toBe('NO_TEXT');
    expect(await failureOf(await rawDocx(paragraph('word '.repeat(50_000))), docx)).toBe('TOO_LONG');
  });
});

describe('Plain text and Markdown', () => {
  const text = '张三\r\n后端工程师，五年经验\r\n\r\n教育背景\r\n浙江大学 计算机科学与技术 本科';
  const lines = ['张三', '后端工程师,五年经验', '教育背景', '浙江大学 计算机科学与技术 本科'];

  it.each([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${text}`)],
    ['UTF-16', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['UTF-16 the other way', Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
    [
      'GB18030',
      Buffer.from(
        'd5c5c8fd0d0abaf3b6cbb9a4b3cccaa6a3accee5c4eabeadd1e90d0a0d0abdccd3fdb1b3beb00d0ad5e3bdadb4f3d1a720bcc6cbe3bbfabfc6d1a7d3ebbcbccaf520b1bebfc6',
        'hex',
      ),
    ],
  ])('reads %s', async (_, bytes) => {
    const document = await readDocument(bytes, 'text/plain');
    expect(document.lines.map((line) => line.text)).toEqual(lines);
    expect(document.lines.map((line) => line.gap)).toEqual([true, false, true, false]);
  });

  it('refuses bytes that are no text', async () => {
    expect(await failureOf(Buffer.from([0, 1, 2, 3, 255]), 'text/plain')).toBe('UNREADABLE');
    expect(await failureOf(Buffer.from('short'), 'text/plain')).toBe('NO_TEXT');
    expect(await failureOf(Buffer.from('word '.repeat(50_000)), 'text/plain')).toBe('TOO_LONG');
  });

  it('understands Markdown', async () => {
    const { lines, links } = await readDocument(
      Buffer.from(
        '# Jane **Doe**\n\n[Mail](mailto:jane@example.com) · <https://example.com>\n\nSkills\n------\n- `Go` and *Java*\n- snake_case_names stay\n\n| Language | Level |\n|---|---|\n| German | native |\n\n**Acme**\n',
      ),
      'text/markdown',
    );
    expect(lines).toMatchObject([
      { text: 'Jane Doe', heading: true, size: 2 },
      { text: 'Mail · https://example.com', heading: false },
      { text: 'Skills', heading: true, bullet: false },
      { text: 'Go and Java', bullet: true },
      { text: 'snake_case_names stay', bullet: true },
      { text: 'Language\tLevel' },
      { text: 'German\tnative' },
      { text: 'Acme', bold: true },
    ]);
    expect(links).toEqual(['mailto:jane@example.com', 'https://example.com']);
  });
});

describe('The reading thread', () => {
  const disposers: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const dispose of disposers.splice(0)) await dispose();
  });
  const readerWithin = (milliseconds: number, megabytes: number) => {
    const reader = createResumeReader(createLog('silent'), { milliseconds, megabytes });
    disposers.push(() => reader.dispose());
    return reader;
  };
  const resume = () =>
    makePdf((page) => {
      page.fontSize(20).text('Jane Doe').fontSize(10).text('jane@example.com | +49 151 2345 6789');
      for (const line of main) page.text(line);
    });

  it('reads resumes, and tells why it cannot', async () => {
    const reader = readerWithin(60_000, 512);
    const locked = await makePdf((page) => void page.text('Jane Doe'), { userPassword: 'secret' });
    const [good, bad] = await Promise.all([reader.read(await resume(), pdf), reader.read(locked, pdf)]);
    expect(good).toMatchObject({ status: 'READY', document: { basics: { email: 'jane@example.com' } } });
    expect(bad).toEqual({ status: 'FAILED', failure: 'ENCRYPTED', text: null });
  }, 60_000);

  it('gives up a document that takes too much memory, and reads the next', async () => {
    const reader = readerWithin(60_000, 128);
    const bomb = rawPdf(Buffer.alloc(300 * 1024 * 1024, 'BT /F1 9 Tf (Jane Doe) Tj ET\n'));
    expect(bomb.length).toBeLessThan(1024 * 1024);
    expect(await reader.read(bomb, pdf)).toEqual({ status: 'FAILED', failure: 'UNREADABLE', text: null });
    expect(await reader.read(await resume(), pdf)).toMatchObject({ status: 'READY' });
  }, 120_000);

  it('gives up a document that takes too long', async () => {
    const reader = readerWithin(1, 512);
    expect(await reader.read(await resume(), pdf)).toEqual({ status: 'FAILED', failure: 'UNREADABLE', text: null });
  });
});
