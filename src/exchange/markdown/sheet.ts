/** What cleaned Markdown is written on: it keeps apart what stands before `<details>`, and leaves out their summaries. */

import { refuse } from './html.js';

/** What stands for a tag that sets something apart. */
const partings: Record<string, [opening: string, closing: string]> = {
  li: ['\n- ', '\n'],
  dt: ['\n', '\n'],
  dd: ['\n', '\n'],
  tr: ['\n', '\n'],
  td: ['', ' '],
  th: ['', ' '],
  hr: ['\n\n---\n\n', ''],
};

/** Blanks that stood between tags would make code of the lines. */
const tidy = (text: string): string => {
  const lines = text.split('\n').map((line) => line.trim());
  const tidied = lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  return tidied === '' ? '' : `${tidied}\n`;
};

export const createSheet = () => {
  let before: string | undefined;
  let done = '';
  /** Of the block that is being written. */
  let pieces: string[] = [];
  let hasTags = false;
  let isMuted = false;
  /** Where the brackets are that were opened; -1 for one that was left out. */
  let brackets: number[] = [];
  /** The block before left nothing. */
  let isGone = false;

  const write = (text: string): void => {
    if (!isMuted && text !== '') pieces.push(text);
  };
  const finish = (): void => {
    const text = pieces.join('');
    const written = hasTags ? tidy(text) : text;
    isGone = written === '';
    done += written;
    pieces = [];
    brackets = [];
    hasTags = false;
  };
  return {
    write,
    mute: (mutes: boolean): void => {
      hasTags = true;
      isMuted = mutes;
    },
    part: (name: string, isClosing: boolean): void => {
      hasTags = true;
      if (name === 'details' && !isClosing && before === undefined) {
        finish();
        before = done;
        done = '';
        hasTags = true;
      }
      const [opening, closing] = partings[name] ?? ['\n\n', '\n\n'];
      write(isClosing ? closing : opening);
    },
    open: (source: string): void => {
      brackets.push(isMuted ? -1 : pieces.length);
      write(source);
    },
    /** @param isTaken whether nothing but what is in the brackets stays */
    close: (source: string, isTaken: boolean): void => {
      const at = brackets.pop() ?? -1;
      if (!isTaken) write(source);
      else if (at >= 0) pieces[at] = '';
    },
    endLeaf: (isBlank: boolean): void => {
      // Where a block left nothing, one of the blank lines around it is enough.
      if (isBlank && isGone && (done === '' || done.endsWith('\n\n'))) pieces = [];
      else finish();
    },
    end: (): { before: string | undefined; rest: string } => {
      if (isMuted) throw refuse('<summary>');
      return { before, rest: done };
    },
  };
};

export type Sheet = ReturnType<typeof createSheet>;
