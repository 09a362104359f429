/** Cells that a spreadsheet would run: an apostrophe before them makes it show them (OWASP, CSV injection). */

/** With an apostrophe in front, if it, or what follows its own apostrophes, would be taken for a formula. */
export const guardCell = (text: string): string => (/^'*[=+\-@\t\r]/.test(text) ? `'${text}` : text);

/** What was guarded. */
export const bareCell = (text: string): string => (/^'+[=+\-@\t\r]/.test(text) ? text.slice(1) : text);
