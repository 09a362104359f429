/** How texts are compared. */

/** Blanks are a matter of layout, and so is which of several forms of a letter is used. */
export const blankless = (text: string): string => text.normalize('NFKC').replace(/\s+/g, '');

/** Letters, digits and the signs that names of languages end in: what is left when text is taken apart at punctuation. */
export const letters = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}+#]+/gu, '');

/** `React.js` and `react` are one skill. */
export const skillKey = (name: string): string => letters(name.replace(/\.?js$/i, '')) || letters(name);
