/** Languages that people speak, and how well they say they do. */
import type { Language } from '../resume.js';
import { nonEmpty } from './shape.js';
import { paragraphsOf, type Row, trimmed } from './text.js';

const names =
  'English|Chinese|Mandarin(?: Chinese)?|Cantonese|Spanish|French|German|Italian|Portuguese|Russian|Japanese|Korean|Arabic|Hindi|Urdu|Bengali|Punjabi|Tamil|Telugu|Marathi|Gujarati|Kannada|Malayalam|Turkish|Polish|Dutch|Swedish|Norwegian|Danish|Finnish|Greek|Hebrew|Czech|Slovak|Hungarian|Romanian|Bulgarian|Ukrainian|Serbian|Croatian|Slovenian|Vietnamese|Thai|Indonesian|Malay|Tagalog|Filipino|Persian|Farsi|Swahili|Catalan|Latin|Esperanto|Taiwanese|Hokkien|American Sign Language|ASL|Afrikaans|Albanian|Armenian|Estonian|Latvian|Lithuanian|Icelandic|Irish|Welsh|Nepali|Mongolian|Uyghur|Tibetan|Deutsch|Français|Español|Creole';
const latin = new RegExp(`(?<!\\p{L})(${names})(?!\\p{L})`, 'iu');
const chinese =
  /(英语|日语|法语|德语|俄语|韩语|西班牙语|葡萄牙语|意大利语|阿拉伯语|普通话|国语|粤语|汉语|中文|英文|日文|法文|德文|韩文|俄文|闽南语|客家话|上海话|藏语|维吾尔语|蒙古语|朝鲜语|越南语|泰语|印尼语|马来语|希腊语|荷兰语|土耳其语|波兰语|小语种)/u;
const test =
  /((?:CET|TEM)[- ]?[468](?: ?[:(]? ?\d{3} ?分?\)?)?|(?:大学)?(?:英语)?[四六八]级(?: ?[:(]? ?\d{3} ?分?\)?)?|专[四八]|IELTS[ :]*\d(?:\.\d)?|雅思[ :]*\d(?:\.\d)?|TOEFL[ :]*\d{2,3}|托福[ :]*\d{2,3}|JLPT ?N[1-5]|N[1-5](?![\d])|HSK ?\d|TOPIK ?\d|DELF ?[ABC][12]|二级甲等|一级乙等|二级乙等|一级甲等)/iu;

export const languageOf = (text: string): string | undefined => {
  const name = (latin.exec(text) ?? chinese.exec(text))?.[1];
  return name && text.trim().length <= name.length + 30 && !/编程|程序|开发|language model/u.test(text)
    ? name
    : undefined;
};

const saysLevel =
  /native|mother|fluent|proficien|bilingual|conversational|basic|intermediate|advanced|beginner|elementary|professional|business|working|limited|spoken|written|read|listen|\b[ABC][12]\b|级|熟练|流利|精通|母语|良好|一般|日常|听说|读写|CET|TEM|雅思|托福|IELTS|TOEFL|N[1-5]|分/i;
const level = /^[\s:：\-–—(（,|\t/]+|[)）\s.。,，;；|]+$/gu;

/** "(CET-6 (560))" loses the outer brackets only. */
const unwrapped = (text: string): string => {
  const bare = text.replace(level, '');
  return (bare.match(/[(（]/gu)?.length ?? 0) > (bare.match(/[)）]/gu)?.length ?? 0) ? `${bare})` : bare;
};

function readPiece(piece: string): Language | undefined {
  const match = latin.exec(piece) ?? chinese.exec(piece);
  if (!match) {
    const exam = test.exec(piece);
    if (!exam || !/CET|TEM|英语|四级|六级|雅思|托福|IELTS|TOEFL|专[四八]/i.test(piece)) return undefined;
    return /英语/u.test(piece) ? { language: '英语', fluency: trimmed(piece.replace(/^大学?/u, '')) } : undefined;
  }
  const before = trimmed(piece.slice(0, match.index));
  const after = unwrapped(piece.slice(match.index + match[0].length)).replace(/^水平\s*[:：]?/u, '');
  const fluency =
    after !== ''
      ? after
      : /^(?:fluent|native|proficient|conversational|basic|intermediate|advanced|bilingual|business|professional|mother tongue|熟练|精通|流利|母语)(?: (?:in|speaker of|level|proficiency in))?[\s:]*$/i.test(
            before,
          )
        ? before.replace(/ (?:in|speaker of|proficiency in)$/i, '').replace(/:$/, '')
        : undefined;
  return nonEmpty({ language: match[1], fluency: fluency !== undefined && fluency.length <= 60 ? fluency : undefined });
}

/** Commas part languages, and parts of what is said about one: "English, fluent; French". */
export function readLanguages(rows: Row[]): Language[] {
  const found: Language[] = [];
  for (const row of paragraphsOf(rows, true)) {
    const pieces = row.text
      .replace(/\t(?=\P{Lu})/gu, ' ')
      .split(/[;；•\t]| · |(?<!\([^)]{0,40})[,，、|/](?![^(]{0,40}\))|\band\b/u);
    for (const piece of pieces) {
      const text = trimmed(piece);
      if (text === '') continue;
      const hasName = latin.test(text) || chinese.test(text);
      const open = found.at(-1);
      if (!hasName && open && text.length <= 40 && !open.fluency && saysLevel.test(text)) {
        open.fluency = text.replace(level, '');
        continue;
      }
      const language = readPiece(text);
      if (language && !found.some((one) => one.language?.toLowerCase() === language.language?.toLowerCase()))
        found.push(language);
    }
  }
  return found;
}
