/** What a document says, line by line in reading order, with as much of its layout as helps to understand it. */

export type Line = {
  /** In NFKC, without control characters, runs of blanks joined; a tab separates what stood in different cells or apart on one line. */
  text: string;
  /** Looks like the title of something: a heading style, or larger or bolder than what is around it. */
  heading: boolean;
  /** Size of its letters in relation to the commonest size of the document, 1 where unknown. */
  size: number;
  bold: boolean;
  /** Begins with a list marker, which `text` is without. */
  bullet: boolean;
  /**
   * A paragraph, table row or column begins here: more distance to the line above than within a paragraph, or it would pass for
   * the rest of the line above. Without it, a line may go on with the one above or stand close below.
   */
  gap: boolean;
};

export type DocumentText = {
  /** All lines, joined by line feeds; an empty line stands where there is a gap. */
  text: string;
  lines: Line[];
  /** Targets of hyperlinks, such as `mailto:someone@example.com`, in the order in which they stand. */
  links: string[];
};

export type DocumentFailure =
  /** A password is needed to open it. */
  | 'ENCRYPTED'
  /** It has pages, and no text: most likely a scan. */
  | 'NO_TEXT'
  /** Not what its type says, damaged, or so made that reading it would take too much time or memory. */
  | 'UNREADABLE'
  /** More pages or text than anyone's resume. */
  | 'TOO_LONG';

/** A document that cannot be read, however often it is tried. */
export class DocumentError extends Error {
  override name = 'DocumentError';

  constructor(
    readonly failure: DocumentFailure,
    options?: ErrorOptions,
  ) {
    super(`The document cannot be read: ${failure}.`, options);
  }
}
