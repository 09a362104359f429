/** What paragraphs and runs look like: styles, their ancestors, and what is said in place. */
import { attribute, childrenOf, find, numberAt, switched } from './xml.js';

export type Look = {
  bold?: boolean;
  /** In points. */
  size?: number;
  hidden?: boolean;
  font?: string;
};

export type ParagraphLook = {
  heading?: boolean;
  list?: boolean;
  /** Space above and below in points. */
  before?: number;
  after?: number;
  /** A line is drawn below. */
  ruled?: boolean;
  /** No space between paragraphs of one style. */
  contextual?: boolean;
};

export type Style = Look & ParagraphLook & { id: string };

export type Styles = {
  /** Everything said of a style, with its ancestors; of the default paragraph style without an id. */
  of(id: string | undefined): Style;
};

/** What is defined of `over` counts before `base`. */
export function merged<Value extends object>(base: Value, over: Partial<Value>): Value {
  const defined = Object.entries(over).filter(([, value]) => value !== undefined);
  return { ...base, ...Object.fromEntries(defined) };
}

export function lookOf(properties: Element | undefined): Look {
  const fonts = find(properties, 'rFonts');
  const halfPoints = numberAt(find(properties, 'sz'), 'val');
  return {
    bold: switched(find(properties, 'b')),
    size: halfPoints === undefined ? undefined : halfPoints / 2,
    hidden: switched(find(properties, 'vanish')),
    font: attribute(fonts, 'ascii') ?? attribute(fonts, 'hAnsi'),
  };
}

/** What browsers leave between paragraphs, and Word where it is told to do so. */
const automatic = 14;

const isAutomatic = (spacing: Element | undefined, side: 'before' | 'after') =>
  ['1', 'true', 'on'].includes(attribute(spacing, `${side}Autospacing`) ?? '');

function spaceOf(spacing: Element | undefined, side: 'before' | 'after'): number | undefined {
  if (isAutomatic(spacing, side)) return automatic;
  const lines = numberAt(spacing, `${side}Lines`);
  if (lines !== undefined && lines > 0) return (lines / 100) * 12;
  const twips = numberAt(spacing, side);
  return twips === undefined ? undefined : twips / 20;
}

const isRuled = (border: Element | undefined): boolean | undefined =>
  border && !['none', 'nil'].includes(attribute(border, 'val') ?? 'none');

export function paragraphLookOf(properties: Element | undefined): ParagraphLook {
  const outline = numberAt(find(properties, 'outlineLvl'), 'val');
  const number = attribute(find(properties, 'numPr', 'numId'), 'val');
  const spacing = find(properties, 'spacing');
  return {
    heading: outline === undefined ? undefined : outline < 9,
    list: number === undefined ? undefined : number !== '0',
    ruled: isRuled(find(properties, 'pBdr', 'bottom')),
    before: spaceOf(spacing, 'before'),
    after: spaceOf(spacing, 'after'),
    // As in browsers, automatic space surrounds a list and not its items.
    contextual:
      number !== undefined && isAutomatic(spacing, 'before') ? true : switched(find(properties, 'contextualSpacing')),
  };
}

const headingName = /^(?:heading \d|title|subtitle|标题|副标题)/i;
const listName = /^list (?:bullet|number)|^列表(?:项目符号|编号)/i;

export function readStyles(root: Element | undefined): Styles {
  const defaults = find(root, 'docDefaults');
  const base: Style = {
    id: '',
    size: 10,
    ...merged(lookOf(find(defaults, 'rPrDefault', 'rPr')), {}),
    ...merged(paragraphLookOf(find(defaults, 'pPrDefault', 'pPr')), {}),
  };
  base.size ??= 10;
  const all = new Map<string, Element>();
  let usual: string | undefined;
  for (const style of root ? childrenOf(root).filter((child) => child.localName === 'style') : []) {
    const id = attribute(style, 'styleId');
    if (id === undefined) continue;
    all.set(id, style);
    if (attribute(style, 'type') === 'paragraph' && ['1', 'true', 'on'].includes(attribute(style, 'default') ?? ''))
      usual ??= id;
  }
  const known = new Map<string, Style>();
  const styleOf = (id: string, depth: number): Style => {
    const done = known.get(id);
    if (done) return done;
    const style = all.get(id);
    // A style that is its own ancestor has none from there on.
    if (!style || depth > 20) return { ...base, id };
    const parent = attribute(find(style, 'basedOn'), 'val');
    const name = attribute(find(style, 'name'), 'val') ?? '';
    const properties = find(style, 'pPr');
    const own = {
      ...lookOf(find(style, 'rPr')),
      ...paragraphLookOf(properties),
      ...(headingName.test(name) ? { heading: true } : {}),
      ...(listName.test(name) ? { list: true } : {}),
    };
    const found = { ...merged(parent === undefined ? base : styleOf(parent, depth + 1), own), id };
    known.set(id, found);
    return found;
  };
  return { of: (id) => ((id ?? usual) === undefined ? base : styleOf(id ?? usual ?? '', 0)) };
}

/** What a character style itself says, with its ancestors, apart from the document's defaults. */
export function readCharacterLooks(root: Element | undefined): Map<string, Look> {
  const elements = new Map<string, Element>();
  for (const style of root ? childrenOf(root).filter((child) => child.localName === 'style') : []) {
    if (attribute(style, 'type') === 'character') elements.set(attribute(style, 'styleId') ?? '', style);
  }
  const lookAt = (id: string, depth: number): Look => {
    const style = elements.get(id);
    if (!style || depth > 20) return {};
    const parent = attribute(find(style, 'basedOn'), 'val');
    return merged(parent === undefined ? {} : lookAt(parent, depth + 1), lookOf(find(style, 'rPr')));
  };
  return new Map([...elements.keys()].map((id) => [id, lookAt(id, 0)]));
}
