/** What of a model's words a candidate is given: plain text within bounds, without links, and without a score. */

/** Code units of a model's feedback, told or kept, and of its suggestion; */
export const longestText = 2_000;
/** and of a follow-up question. */
const longestQuestion = 500;

/** What does not show, or turns round what does. */
const invisible = /(?![\n\t])\p{Cc}|\p{Bidi_Control}|[\u200b\u2060\ufeff]/gu;
/** Where a tag, or the target of a link, begins. */
const markup = /<(?=[a-z!/?])|(?<=\])\(/gi;
const link = /(?:[a-z][a-z\d+.-]{1,19}:\/\/|(?<![a-z\d])(?:www\.|(?:javascript|vbscript):|data:(?=[a-z]+\/)))[!-~]+/gi;

const cut = (text: string): string => text.slice(0, longestText).replace(/\p{Cs}/gu, '');

/** Text that stays text wherever it is shown: what would begin a tag or a link is parted by a blank, an address left out. */
export const plainText = (text: string): string =>
  cut(
    text
      .trim()
      .replace(invisible, '')
      .replace(link, '…')
      .replace(markup, (sign) => (sign === '<' ? '< ' : ' (')),
  );

/** The total is the server's to compute, and may be held back. */
const scores = [
  /\b(?:your|total|final|overall) score\b[^.!?\d]{0,24}\d/iu,
  /\bscore:? (?:is |of )?(?:about |around )?(?:\d{2,3}(?:\.\d+)?\b|\d(?![.\d]))/iu,
  /\byou(?:'ve|’ve| have)? scored?\b[^.!?\d]{0,16}\d/iu,
  /(?<![\d.])\d{1,3}(?:\.\d+)?\s*(?:\/|out of)\s*100?(?!\d|\s*\p{L})/iu,
  /(?<![\d.])\d{2,3}(?:\.\d+)?\s*(?:points|marks)\b/iu,
  /\b(?:gets?|got|earn(?:s|ed)?|worth|give[sn]?|gave|award(?:s|ed)?)\b[^.!?\d]{0,16}\d\s*(?:points?|marks?)\b/iu,
  /\b(?:full|top|perfect) (?:marks|score)\b/iu,
  /(?:得|打|给|评|获|拿)\p{Script=Han}{0,4}\s*\d{1,3}(?:\.\d+)?\s*分(?!钟)/u,
  /(?<![\d.])\d{1,3}(?:\.\d+)?\s*分(?!\p{Script=Han})/u,
  /满分/u,
];
export const tellsScore = (text: string): boolean => scores.some((score) => score.test(text));

/** Chinese has Han characters in it; other languages may quote some. */
export const isIn = (locale: 'ZH' | 'EN', text: string): boolean => {
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  return letters > 0 && (locale === 'ZH' ? han > 0 : han * 2 < letters);
};

/** A follow-up that can be asked as it is; undefined where there is none. */
export const questionOf = (locale: 'ZH' | 'EN', text: string): string | undefined => {
  const line = text.replace(/\s+/gu, ' ').trim();
  const isAskable =
    line.length <= longestQuestion && /[?？]/u.test(line) && line === plainText(line) && isIn(locale, line);
  return isAskable && !tellsScore(line) ? line : undefined;
};

/** What may become a link, a tag or a score with what follows: signs without a blank between them, and what stands by a number. */
const undecided = [/(?<![!-~])[!-~]+$/u, /\d[^.!?。！？\n]{0,16}$/u, /(?:满|\bfull|\btop|\bperfect)\s*$/iu];

/**
 * Passes feedback on while it comes, as it will be kept; nothing more of it once it tells a score.
 * @returns to be given each piece, and whether that was the last
 */
export const createPassing = (onText: (delta: string) => void): ((delta: string, isEnd: boolean) => void) => {
  let heard = '';
  let told = 0;
  return (delta, isEnd) => {
    // Of what does not show there may be any amount.
    heard += delta.replace(invisible, '');
    if (told >= longestText || heard.length > 2 * longestText) return;
    const ends = undecided.map((pattern) => heard.search(pattern)).filter((at) => at >= 0);
    const sure = plainText(isEnd ? heard : heard.slice(0, Math.min(heard.length, ...ends)));
    if (sure.length <= told || tellsScore(sure)) return;
    onText(sure.slice(told));
    told = sure.length;
  };
};
