/** Characters as people mean them: one form of each, nothing invisible, blanks joined, list markers apart. */

// Radicals that NFKC leaves alone. PDF makers write them where a font draws radical and character with one glyph.
const radicals = new Map(
  [
    ...'⼾户⺁厂⺄乙⺆冂⺇几⺈刀⺉刀⺋卩⺌小⺍小⺎兀⺏尢⺒巳⺓幺⺔彑⺕彐⺖心⺗心⺘手⺙攵⺛旡⺜日⺝月⺞歹⺠民⺡水⺢水⺣火⺤爪⺥爪⺦丬⺧牛⺨犬⺩王⺪疋⺫目⺬示⺭示⺮竹⺯糸⺰糸⺱网⺲网⺳网⺴网⺵网⺶羊⺷羊⺸羊⺹老⺺聿⺻聿⺼肉⺽臼⺾艹⺿艹⻀艹⻁虎⻂衣⻃西⻄西⻅见⻆角⻇角⻈言⻉贝⻊足⻋车⻌辶⻍辶⻎辶⻏邑⻐金⻑長⻒長⻓长⻔门⻕阜⻖阜⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞食⻟食⻠食⻡首⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龟⻲亀',
  ].flatMap((char, index, all) => (index % 2 === 0 ? [[char, all[index + 1] ?? char] as const] : [])),
);

const bullets = '•◦‣⁃∙●○■□▪▫◆◇❖▶►▸▹▷➢➤➔➜➣→⇒✓✔✦✧★☆※⚫⬤⦿⦾◉◎◘❑❒❏▢☐☑';
/** What Word's symbol fonts draw as bullets; other private characters are icons. */
const symbolBullets =
  '\uf0b7\uf0a7\uf0d8\uf0fc\uf076\uf0a8\uf06c\uf06e\uf075\uf09f\uf0b2\uf071\uf0d9\uf0f0\uf02d\uf0d0';
const marker = new RegExp(
  `^(?:[${bullets}${symbolBullets}]+|[·・‧](?![·・‧])|[-–—*+>»−](?=[\\s\\t])|o\\t|[\\u2460-\\u2473\\u2474-\\u2487\\u2776-\\u277f]|[(（]\\d{1,2}[)）](?!\\d)|\\d{1,2}(?:[、．]|[.)）](?=\\s|\\p{Script=Han})))\\s*`,
  'u',
);

const unseen = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\ufffd]|\p{Variation_Selector}/gu;

/** Single characters typed far apart are one word: "姓 名", "E D U C A T I O N". */
const unspaced = (text: string): string =>
  text
    .replace(/(?<![^\s:：|/(（])\p{Script=Han}(?:[ \u3000]+\p{Script=Han})+(?![^\s:：|/)）])/gu, (word) =>
      word.replace(/\s/g, ''),
    )
    .replace(/(?<!\S)\p{L}(?: \p{L}){3,}(?![^\s:：])/gu, (word) => word.replace(/ /g, ''));

const cellMarker = new RegExp(`^(?:[${bullets}]\\s*|[·・‧*-]\\s+)`, 'u');

/** One line in NFKC; blanks joined, tabs kept. */
export const cleaned = (raw: string): string =>
  unspaced(raw)
    .replace(/[⺀-⻳⼾]/g, (char) => radicals.get(char) ?? char)
    .normalize('NFKC')
    .replace(/[\t\n\v\f\r\u2028\u2029\u0085]+/g, (blank) => (blank.includes('\t') ? '\t' : ' '))
    .replace(unseen, (char) => (char === '\t' ? char : ''))
    .replace(/[^\S\t]+/g, ' ')
    .replace(/ ?\t[ \t]*/g, '\t')
    // Cells of nothing but punctuation are rules, icons and the like.
    .split('\t')
    .map((cell, index) => (index > 0 ? cell.replace(cellMarker, '') : cell))
    .filter((cell) => /[^\s\p{P}\p{S}]/u.test(cell))
    .join('\t')
    .trim();

/** A line without its list marker, and whether it had one. */
export function unmarked(raw: string): { text: string; bullet: boolean } {
  const line = raw.replace(/[\u200b-\u200f\ufeff]/g, '').trimStart();
  const found = marker.exec(line)?.[0];
  // A marker alone, or a row of them, marks nothing.
  if (found === undefined || line.slice(found.length).trim() === '') return { text: cleaned(line), bullet: false };
  return { text: cleaned(line.slice(found.length)), bullet: true };
}

export const isHan = (char: string | undefined): boolean =>
  /[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/u.test(char ?? '');
export const lettersOf = (text: string): number => text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
