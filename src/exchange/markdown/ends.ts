/** What stands in documents for finding one's way, and belongs to no answer: tables of contents, ways back, rules. */

const anchorLink = /\[(?:[^[\]]|\[[^[\]]*\])*\]\(#[^()]*(?:\([^()]*\)[^()]*)*\)/g;
const rule = /^[ \t]{0,20}(?:(?:-[ \t]{0,9}){3,}|(?:\*[ \t]{0,9}){3,}|(?:_[ \t]{0,9}){3,})$/;
const separator = /^(?=.*-)[\s|:-]+$/;
const wayBack =
  /^\W{0,20}(?:back|return|go) to (?:the )?top\W{0,20}$|^[^\p{L}]{0,20}(?:回到|返回)(?:顶部|目录)[^\p{L}]{0,20}$|^[\s*_]*[⬆↑▲↥🔝🔼]\ufe0f?[\s*_]*$/iu;
/** Too little to say so without a link. */
const linkedWayBack = /^\W{0,20}(?:top|toc|(?:table of )?contents|index|目录)\W{0,20}$/iu;
const longestLine = 500;

/** The text of links to a place in the same document, without the links. */
const unlinked = (line: string): string => line.replace(anchorLink, (link) => link.slice(1, link.lastIndexOf('](')));

const isEnding = (line: string): boolean => {
  if (line.length > longestLine) return false;
  const text = line.trim();
  const shown = unlinked(text).trim();
  return text === '' || rule.test(line) || wayBack.test(shown) || (shown !== text && linkedWayBack.test(shown));
};

/** Without blank lines around it, and without rules and ways back beneath. */
export const withoutEnding = (body: string): string => {
  const lines = body.split('\n');
  let end = lines.length;
  while (end > 0 && isEnding(lines[end - 1] as string)) end -= 1;
  let start = 0;
  while (start < end && (lines[start] as string).trim() === '') start += 1;
  return lines.slice(start, end).join('\n').trimEnd();
};

/** Lists, tables and links that lead to places in the same document, and nothing else. */
export const isContents = (body: string): boolean => {
  if (!body.includes('](#')) return false;
  const lines = body.split('\n');
  let links = 0;
  let others = 0;
  for (const [at, line] of lines.entries()) {
    if (line.length > 20 * longestLine) return false;
    const isHead = separator.test(lines[at + 1] ?? '') && line.includes('|');
    if (isHead || separator.test(line) || isEnding(line)) continue;
    const rest = line.replace(anchorLink, '');
    if (rest !== line && !/\p{L}/u.test(rest)) links += 1;
    // Groups of links have names.
    else if (/^\s*(?:[-*+|]|\d+[.)])/.test(line)) others += 1;
    else return false;
  }
  return links > others;
};
