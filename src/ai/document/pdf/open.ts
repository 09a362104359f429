/** Opens a PDF with pdf.js and lists what stands on its pages. */
import { createRequire } from 'node:module';
import { sep } from 'node:path';
import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { DocumentError } from '../document.js';
import { type Matrix, markersOf, marksOf, matrixOf, multiplied, type Operators } from './mark.js';
import type { Page, Piece } from './piece.js';
import { createCloser } from './spacing.js';

const mostPages = 30;

/** pdf.js sets up a matrix when it is loaded, which only drawing needs; without a drawing library there is no such class. */
async function loadPdfJs() {
  const scope = globalThis as { DOMMatrix?: unknown };
  scope.DOMMatrix ??= class {};
  return import('pdfjs-dist/legacy/build/pdf.mjs');
}

const folder = (name: string) =>
  createRequire(import.meta.url)
    .resolve('pdfjs-dist/package.json')
    .replace(/package\.json$/, `${name}${sep}`);

type Font = { bold: boolean; symbol: boolean; icons: boolean };

function fontOf(page: PDFPageProxy, id: string): Font {
  const font: unknown = page.commonObjs.has(id) ? page.commonObjs.get(id) : undefined;
  const name = font && typeof font === 'object' && 'name' in font && typeof font.name === 'string' ? font.name : '';
  const bold = /bold|black|heavy|semib|demi|[-,]bd|(?:CM|SF|EC|LM)(?:SS)?BX|medi(?:ital)?$|-B$|SimHei|黑体/i.test(name);
  return {
    bold,
    symbol: /symbol|dingbat|wingding|webding/i.test(name),
    icons: /awesome|icon|marvosym/i.test(name),
  };
}

async function readPage(page: PDFPageProxy, operators: Operators): Promise<Page> {
  const viewport = page.getViewport({ scale: 1 });
  const view = viewport.transform as Matrix;
  // Fonts are known only once the page's drawing instructions have been read.
  const drawing = await page.getOperatorList();
  const content = await page.getTextContent({ disableNormalization: true });
  const closed = createCloser(drawing, operators.showText);
  const fonts = new Map<string, Font>();
  const pieces: Piece[] = [];
  for (const item of content.items) {
    if (!('str' in item) || item.str.trim() === '') continue;
    const placed = matrixOf(item.transform);
    if (!placed) continue;
    const [a, b, c, d, left, baseline] = multiplied(view, placed);
    const size = Math.hypot(c, d);
    // Text that stands upright or aslant belongs to no line: watermarks, labels on edges.
    if (size === 0 || Math.abs(b) > 0.2 * Math.hypot(a, b) || a < 0) continue;
    const font = fonts.get(item.fontName) ?? fontOf(page, item.fontName);
    fonts.set(item.fontName, font);
    // Pictures of telephones and envelopes, whatever characters they are drawn with.
    if (font.icons) continue;
    pieces.push({
      text: closed(item.str.trim()),
      left,
      right: left + item.width,
      baseline,
      size,
      bold: font.bold,
      symbol: font.symbol,
    });
  }
  pieces.push(...markersOf(marksOf(drawing, operators, view), pieces));
  const links: Page['links'] = [];
  for (const annotation of await page.getAnnotations()) {
    if (annotation.subtype !== 'Link' || typeof annotation.url !== 'string') continue;
    const [x1, y1, x2, y2] = viewport.convertToViewportRectangle(annotation.rect) as [number, number, number, number];
    links.push({
      url: annotation.url,
      box: { left: Math.min(x1, x2), right: Math.max(x1, x2), top: Math.min(y1, y2), bottom: Math.max(y1, y2) },
    });
  }
  page.cleanup();
  return { width: viewport.width, height: viewport.height, pieces, links };
}

async function readPages(pdf: PDFDocumentProxy, operators: Operators): Promise<Page[]> {
  if (pdf.numPages > mostPages) throw new DocumentError('TOO_LONG');
  const pages: Page[] = [];
  for (let number = 1; number <= pdf.numPages; number++)
    pages.push(await readPage(await pdf.getPage(number), operators));
  return pages;
}

/** `hyphenates`: its maker parts words at the ends of lines. Throws DocumentError ENCRYPTED or TOO_LONG, or what pdf.js throws on a damaged file. */
export async function openPdf(bytes: Uint8Array): Promise<{ pages: Page[]; hyphenates: boolean }> {
  const { getDocument, OPS } = await loadPdfJs();
  const task = getDocument({
    // A copy: pdf.js takes the memory of what it is given.
    data: new Uint8Array(bytes),
    verbosity: 0,
    isEvalSupported: false,
    useSystemFonts: false,
    disableFontFace: true,
    // No image is ever decoded, whatever size it claims.
    maxImageSize: 0,
    cMapUrl: folder('cmaps'),
    cMapPacked: true,
    standardFontDataUrl: folder('standard_fonts'),
  });
  try {
    const pdf = await task.promise;
    const pages = await readPages(pdf, OPS);
    const { info } = await pdf.getMetadata();
    return { pages, hyphenates: /TeX|groff|InDesign/i.test(Object.values(info).join(' ')) };
  } catch (error) {
    if (error instanceof Error && error.name === 'PasswordException')
      throw new DocumentError('ENCRYPTED', { cause: error });
    throw error;
  } finally {
    await task.destroy();
  }
}
