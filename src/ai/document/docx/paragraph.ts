/** A paragraph of an Office document: its lines, and the text boxes that hang on it. */
import type { RawLine } from '../lines.js';
import type { Part } from './part.js';
import { type Look, lookOf, merged, paragraphLookOf, type Style } from './style.js';
import { attribute, childrenOf, find } from './xml.js';

export type Paragraph = {
  lines: RawLine[];
  look: Style;
  /** The drawings and pictures in it, which may hold text boxes. */
  drawings: Element[];
};

/** Elements whose children stand as if they were in the paragraph themselves. */
const transparent = new Set([
  'hyperlink',
  'smartTag',
  'ins',
  'moveTo',
  'sdt',
  'sdtContent',
  'customXml',
  'fldSimple',
  'dir',
  'bdo',
  'ruby',
  'rubyBase',
  'r',
]);

type Field = { instruction: string; showing: boolean };

const isPageNumber = (field: Field) => /^\s*(?:PAGE|NUMPAGES|SECTIONPAGES)\b/i.test(field.instruction);
const hyperlink = /^\s*HYPERLINK\s+"([^"]+)"/i;

/** As titles are that have a rule below: nothing apart at the end of the line, and no sentence. */
const isShort = (text: string) => text.trim().length <= 40 && !/\t|\d{3}|[@。]|\.$/.test(text.trim());

export function readParagraph(element: Element, part: Part): Paragraph {
  const properties = find(element, 'pPr');
  const style = part.styles.of(attribute(find(properties, 'pStyle'), 'val'));
  const look = merged(style, paragraphLookOf(properties));
  const drawings: Element[] = [];
  const lines: RawLine[] = [];
  const fields: Field[] = [];
  let text = '';
  let letters = 0;
  let head = 0;
  let bold = 0;
  let sizes = 0;

  const flush = () => {
    if (text.trim() !== '') {
      lines.push({
        text: text.replace(/(?<=\S)(?: {4,}|[ \u3000]*\u3000{2,}[ \u3000]*)(?=\S)/g, '\t'),
        size: letters > 0 ? sizes / letters : look.size,
        bold: bold * 2 > head,
        // Only the first line of an item stands beside its marker.
        bullet: lines.length === 0 && look.list === true && look.heading !== true,
        heading: look.heading === true || (look.ruled === true && isShort(text)),
      });
    }
    text = '';
    letters = head = bold = sizes = 0;
  };
  const write = (more: string, run: Look) => {
    if (run.hidden || fields.some((field) => !field.showing || isPageNumber(field))) return;
    text += more;
    const length = more.trim().length;
    letters += length;
    // As in a PDF: what stands apart at the end does not make the beginning less of a title.
    if (!text.trimStart().includes('\t')) {
      head += length;
      if (run.bold) bold += length;
    }
    sizes += length * (run.size ?? look.size ?? 10);
  };
  const changeField = (kind: string | undefined) => {
    const last = fields.at(-1);
    if (kind === 'begin') fields.push({ instruction: '', showing: false });
    else if (kind === 'separate' && last) last.showing = true;
    else if (kind === 'end') fields.pop();
    const target = kind === 'separate' && hyperlink.exec(last?.instruction ?? '')?.[1];
    if (target) part.link(target);
  };

  const readRun = (child: Element, run: Look): void => {
    switch (child.localName) {
      case 't':
        // Symbol fonts draw their signs where others have letters.
        write(
          /^(?:wingdings|webdings|symbol$)/i.test(run.font ?? '')
            ? (child.textContent ?? '').replace(/[!-\u00ff]/g, (char) =>
                String.fromCharCode(0xf000 + char.charCodeAt(0)),
              )
            : (child.textContent ?? ''),
          run,
        );
        return;
      case 'tab':
      case 'ptab':
        write('\t', run);
        return;
      case 'noBreakHyphen':
        write('-', run);
        return;
      case 'sym':
        write(String.fromCharCode(Number.parseInt(attribute(child, 'char') ?? '20', 16)), run);
        return;
      case 'br':
      case 'cr':
        flush();
        return;
      case 'fldChar':
        changeField(attribute(child, 'fldCharType'));
        return;
      case 'instrText': {
        const last = fields.at(-1);
        if (last) last.instruction += child.textContent ?? '';
        return;
      }
      case 'drawing':
      case 'pict':
      case 'object':
        drawings.push(child);
    }
  };
  const walk = (parent: Element, run: Look): void => {
    for (const child of childrenOf(parent)) {
      if (child.localName === 'r') {
        const said = find(child, 'rPr');
        const named = part.characterLooks.get(attribute(find(said, 'rStyle'), 'val') ?? '') ?? {};
        walk(child, merged(merged<Look>(look, named), lookOf(said)));
      } else if (child.localName === 'AlternateContent') {
        // Two writings of one thing, the second for older programs.
        const chosen = find(child, 'Choice') ?? find(child, 'Fallback');
        if (chosen) walk(chosen, run);
      } else if (transparent.has(child.localName)) {
        const target = child.localName === 'hyperlink' ? part.targets.get(attribute(child, 'id') ?? '') : undefined;
        const simple = child.localName === 'fldSimple' ? (attribute(child, 'instr') ?? '') : '';
        const linked = target ?? hyperlink.exec(simple)?.[1];
        if (linked) part.link(linked);
        if (!isPageNumber({ instruction: simple, showing: true })) walk(child, run);
      } else readRun(child, run);
    }
  };
  walk(element, look);
  flush();
  return { lines, look, drawings };
}
