/** What CommonMark sees in a `<`: tags, comments, declarations and addresses. */

export type Span = { from: number; to: number };

export type Angle = Span &
  (
    | { kind: 'AUTOLINK' | 'COMMENT' | 'DECLARATION' }
    | { kind: 'TAG'; name: string; isClosing: boolean }
    /** All from `<code>` to `</code>`, and what is between. */
    | { kind: 'CODE_TAG'; inner: Span }
  );

const openTag =
  /<([A-Za-z][A-Za-z0-9-]*)(?:\s+[A-Za-z_:][\w.:-]*(?:\s*=\s*(?:[^\s"'=<>`]+|'[^']*'|"[^"]*"))?)*\s*\/?>/y;
const closingTag = /<\/([A-Za-z][A-Za-z0-9-]*)\s*>/y;
const autolink = /<(?:[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*|[\w.!#$%&'*+/=?^`{|}~-]+@[A-Za-z0-9.-]+)>/y;
const codeEnd = /<\/code\s*>/gi;

export const matchAt = (pattern: RegExp, text: string, at: number): RegExpExecArray | null => {
  pattern.lastIndex = at;
  return pattern.exec(text);
};

/** Finds what closes something. Once there is none to be found, it does not look again. */
const createFinder = (text: string, closing: string) => {
  let isGone = false;
  return (from: number): number | undefined => {
    const at = isGone ? -1 : text.indexOf(closing, from);
    isGone = at < 0;
    return isGone ? undefined : at + closing.length;
  };
};

export const createAngles = (text: string) => {
  const commentEnd = createFinder(text, '-->');
  const declarations = [
    { opening: /<\?/y, end: createFinder(text, '?>') },
    { opening: /<!\[CDATA\[/y, end: createFinder(text, ']]>') },
    { opening: /<![A-Za-z]/y, end: createFinder(text, '>') },
  ];
  let hasCodeEnd = true;
  const codeTag = (from: number, begin: number): Angle | undefined => {
    const end = hasCodeEnd ? matchAt(codeEnd, text, begin) : null;
    hasCodeEnd = end !== null;
    return end ? { kind: 'CODE_TAG', from, to: codeEnd.lastIndex, inner: { from: begin, to: end.index } } : undefined;
  };
  /** What begins with the `<` at a place; asked from front to back. */
  return (from: number): Angle | undefined => {
    const opened = matchAt(openTag, text, from);
    if (opened) {
      const [all, name = ''] = opened;
      const to = from + all.length;
      const code = name.toLowerCase() === 'code' ? codeTag(from, to) : undefined;
      return code ?? { kind: 'TAG', from, to, name: name.toLowerCase(), isClosing: false };
    }
    const closed = matchAt(closingTag, text, from);
    if (closed) {
      return { kind: 'TAG', from, to: closingTag.lastIndex, name: (closed[1] ?? '').toLowerCase(), isClosing: true };
    }
    if (matchAt(autolink, text, from)) return { kind: 'AUTOLINK', from, to: autolink.lastIndex };
    if (text.startsWith('<!--', from)) {
      // `<!-->` is a comment, too.
      const to = commentEnd(from + 2);
      return to === undefined ? undefined : { kind: 'COMMENT', from, to };
    }
    for (const { opening, end } of declarations) {
      const to = matchAt(opening, text, from) ? end(from + 2) : undefined;
      if (to !== undefined) return { kind: 'DECLARATION', from, to };
    }
    return undefined;
  };
};
