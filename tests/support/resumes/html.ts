/** Pages as a browser prints them, one layout a function of header and blocks. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import type { Layout, Resume } from './resume.js';
import { type Block, blocksOf, cells, headerRows, isAside, type Row } from './rows.js';

const require = createRequire(import.meta.url);

const face = (family: string, subset: string, weight: number): string => {
  const file = require.resolve(`@fontsource/noto-sans-sc/files/noto-sans-sc-${subset}-${weight}-normal.woff2`);
  const url = `data:font/woff2;base64,${readFileSync(file).toString('base64')}`;
  return `@font-face { font-family: ${family}; font-weight: ${weight}; src: url(${url}) format('woff2'); }`;
};

const style = `
  * { box-sizing: border-box; }
  body { font: 10.5pt/1.5 Latin, Han, sans-serif; margin: 0; color: #222; }
  h1 { font-size: 22pt; margin: 0; line-height: 1.3; } h2 { font-size: 13pt; margin: 14pt 0 4pt; border-bottom: 1px solid #888; }
  p, ul { margin: 0; } ul { padding-left: 16pt; list-style-type: '• '; } .head, .sub { white-space: pre-wrap; } .label { font-size: 12pt; } .head { font-weight: 700; margin-top: 6pt; }
  .row { display: flex; justify-content: space-between; gap: 12pt; }
  .inline { display: flex; flex-wrap: wrap; gap: 0 14pt; } .inline p { white-space: nowrap; }
  .large { font-size: 14pt; line-height: 1.9; } .large h2 { font-size: 18pt; margin-top: 30pt; }
  .columns { display: grid; grid-template-columns: 1fr 1fr; gap: 20pt; }
  .left { display: flex; gap: 20pt; } .left aside { flex: 0 0 32%; background: #eef2f5; padding: 8pt; }
  .right aside { float: right; width: 32%; margin-left: 16pt; }  .right main { margin-right: 36%; }
  .band header { background: #1d3557; color: #fff; padding: 14pt; } .band h2 { border: 0; color: #1d3557; }
  .spaced h1, .spaced h2 { letter-spacing: 0.32em; text-align: center; } .spaced h2 { text-transform: uppercase; }
  .drawn ul { list-style-type: disc; } .sidebar-left ul { list-style-type: '- '; }
  svg { width: 9pt; height: 9pt; margin-right: 3pt; }
  table { border-collapse: collapse; width: 100%; } td, th { border: 1px solid #777; padding: 4pt; vertical-align: top; }
  .table th { width: 16%; } .europass td { border: 0; } .europass .key { width: 28%; text-align: right; color: #246; }
`;

/** In these, lists have the browser's own discs, which are drawn and no text. */
const drawn = ['two-columns', 'spaced', 'europass'];

/** What the page holds before any resume is put into it: the fonts are read once. */
const shell = (): string => {
  const faces = [400, 700].flatMap((weight) => [
    face('Latin', 'latin', weight),
    face('Latin2', 'latin-ext', weight),
    face('Han', 'chinese-simplified', weight),
  ]);
  // A letter in every font and weight, so that all are there before the first page is printed.
  const all = '<p>a中ś<b>a中ś</b></p>';
  const fonts = style.replace('Latin, Han', 'Latin, Latin2, Han');
  return `<!doctype html><meta charset="utf-8"><style>${faces.join('')}${fonts}</style><body>${all}</body>`;
};

const plain = (text: string): string => text.replace(/[&<]/g, (sign) => (sign === '&' ? '&amp;' : '&lt;'));

const icon = '<svg viewBox="0 0 9 9"><circle cx="4.5" cy="4.5" r="4"/></svg>';

const row = ({ kind, text }: Row): string => {
  if (kind === 'name') return `<h1>${plain(text)}</h1>`;
  if (kind === 'bullet') return `<li>${plain(text)}</li>`;
  const parts = cells(text);
  if (parts.length === 1) return `<p class="${kind}">${plain(text)}</p>`;
  return `<div class="row ${kind}">${parts.map((part) => `<span>${plain(part)}</span>`).join('')}</div>`;
};

const rows = (all: Row[]): string =>
  all
    .map(row)
    .join('')
    .replace(/(<li>.*?<\/li>)+/g, (items) => `<ul>${items}</ul>`);

const block = ({ title, rows: content }: Block): string =>
  `<section><h2>${plain(title)}</h2>${rows(content)}</section>`;
const blocks = (all: Block[]): string => all.map(block).join('');

const header = (all: Row[], mark = ''): string => {
  const contacts = all.filter(({ kind }) => kind === 'contact');
  const title = all.filter(({ kind }) => kind !== 'contact');
  const inline = contacts.map(({ text }) => `<p>${mark}${plain(text)}</p>`).join('');
  return `<header>${rows(title)}<div class="inline">${inline}</div></header>`;
};

/** Label and value in cells of their own, two pairs a line; what has no label takes both. */
const contactTable = (all: Row[]): string => {
  const pairs = all
    .filter(({ kind }) => kind === 'contact')
    .map(({ text }) => text.match(/^(.+?)[：:]\s*(.+)$/)?.slice(1) ?? ['', text]);
  const cell = ([key = '', value = '']: string[]) =>
    key ? `<td>${plain(key)}</td><td>${plain(value)}</td>` : `<td colspan="2">${plain(value)}</td>`;
  const lines = pairs.flatMap((pair, at) => (at % 2 ? [] : [`<tr>${cell(pair)}${cell(pairs[at + 1] ?? [])}</tr>`]));
  return `<table>${lines.join('')}</table>`;
};

const keyed = (key: string, value: string): string => `<tr><td class="key">${key}</td><td>${value}</td></tr>`;

const europassBlock = ({ title, rows: content }: Block): string => {
  const lines = content.map((one) => {
    const [key = '', ...rest] = one.kind === 'bullet' || !one.text.includes('\t') ? ['', one.text] : cells(one.text);
    return keyed(plain(key), rows([{ ...one, text: rest.join(' ') }]));
  });
  return keyed(`<b>${plain(title)}</b>`, '') + lines.join('');
};

const bodies: Record<string, (header: Row[], blocks: Block[]) => string> = {
  single: (top, all) => header(top) + blocks(all),
  large: (top, all) => header(top) + blocks(all),
  spaced: (top, all) => header(top) + blocks(all),
  band: (top, all) => header(top) + blocks(all),
  icons: (top, all) => header(top, icon) + blocks(all),
  'two-columns': (top, all) => {
    const half = Math.ceil(all.length / 2);
    return `${header(top)}<div class="columns"><div>${blocks(all.slice(0, half))}</div><div>${blocks(all.slice(half))}</div></div>`;
  },
  'sidebar-left': (top, all) => {
    const contacts = rows(top.filter(({ kind }) => kind === 'contact'));
    const title = rows(top.filter(({ kind }) => kind !== 'contact'));
    const aside = `<aside>${contacts}${blocks(all.filter(isAside))}</aside>`;
    return `<div class="left">${aside}<main>${title}${blocks(all.filter((one) => !isAside(one)))}</main></div>`;
  },
  'sidebar-right': (top, all) =>
    `${header(top)}<div class="right"><aside>${blocks(all.filter(isAside))}</aside><main>${blocks(all.filter((one) => !isAside(one)))}</main></div>`,
  table: (top, all) => {
    const title = rows(top.filter(({ kind }) => kind !== 'contact'));
    const lines = all.map(
      ({ title: key, rows: content }) => `<tr><th>${plain(key)}</th><td>${rows(content)}</td></tr>`,
    );
    return `<div class="table">${title}${contactTable(top)}<table>${lines.join('')}</table></div>`;
  },
  europass: (top, all) => `<table class="europass">${keyed('', rows(top))}${all.map(europassBlock).join('')}</table>`,
};

export const htmlOf = (resume: Resume, layout: Layout): string => {
  const name = layout.replace('pdf-', '');
  const body = bodies[name];
  if (!body) throw new Error(`there is no page of layout ${layout}`);
  return `<div class="${name}${drawn.includes(name) ? ' drawn' : ''}">${body(headerRows(resume), blocksOf(resume))}</div>`;
};

export type Printer = {
  /** Shows the resume in the page. */
  show(resume: Resume, layout: Layout): Promise<void>;
  print(resume: Resume, layout: Layout): Promise<Uint8Array>;
};

export const createPrinter = async (page: Page): Promise<Printer> => {
  await page.setContent(shell());
  // As text, because this project's types know no browser.
  await page.evaluate('document.fonts.ready.then(() => undefined)');
  const show = async (resume: Resume, layout: Layout): Promise<void> => {
    await page.evaluate(`document.body.innerHTML = ${JSON.stringify(htmlOf(resume, layout))}; undefined`);
  };
  return {
    show,
    print: async (resume, layout) => {
      await show(resume, layout);
      const margin = { top: '14mm', bottom: '14mm', left: '15mm', right: '15mm' };
      return page.pdf({ format: 'A4', printBackground: true, margin });
    },
  };
};
