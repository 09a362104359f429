/** Finds the name of the person: by its label, else by how and where a name stands. */
import { findDates } from './date.js';
import { labelledValues } from './label.js';
import { isPlace } from './place.js';
import { titleOf } from './section/title.js';
import { doubleSurnames, surnames } from './surname.js';
import { type Row, unspaced, withoutHanBlanks, withText } from './text.js';
import { saysCompany, saysPosition, saysSchool } from './word.js';

const resumeWord =
  /(?:个人)?(?:求职)?(?:中文|英文)?(?:简\s*历|履历)(?:表)?|\bcurriculum vitae\b|\br[eé]sum[eé]\b|\bc\.?v\.?\b/giu;
const degrees =
  /,? ?(?:\b(?:ph\.? ?d|m\.?d|mba|cpa|cfa|pmp|esq|m\.?sc?|b\.?sc?|m\.?a|b\.?a|rn|bsn|msn|jr|sr|ii|iii|iv|p\.?e|j\.?d|cissp|shrm-cp|phr|cma|cisa|cfe|ccrn|dds|dvm|llm|llb|ma|ms|bs|ba|bsc|msc|ed\.?d|np|aprn|lcsw|ea|aca|acca|frcs)\b\.?(?:,? ?|$))+$/iu;
const particles =
  'de|da|do|dos|del|della|di|du|van|von|der|den|ter|la|le|bin|binti|ibn|al|el|y|e|st\\.?|ten|zu|af|av|abu|ben|mc|dela';
const nameWord = "\\p{Lu}[\\p{L}\\p{M}'’‘-]{0,24}|\\p{Lu}\\.(?:\\p{Lu}\\.)?";
const latinName = new RegExp(
  `^(?:(?:Dr|Mr|Mrs|Ms|Prof)\\.? )?(?:${nameWord})(?: (?:${nameWord}|${particles}|["'(“][\\p{L}]{2,12}["')”])){1,4}$`,
  'u',
);
/** Words that stand capitalised at the head of resumes and are no names. */
const common =
  /\b(?:resume|curriculum|vitae|profile|summary|contact|phone|email|address|skills|experience|education|references|page|objective|about|professional|personal|information|details|linkedin|github|website|portfolio|mobile|street|avenue|road|drive|lane|blvd|apt|suite|confidential|template|sample|example|new graduate|graduate|student|bachelor|master|certified|license|licensed|registered|software|data|computer|science|technology|business|marketing|finance|senior|junior|invoice|dear|the|and|of|for|with|in|united states|open source|full time|part time|remote|machine learning|work|history|languages|english|available|nationality|date|birth|gender|male|female|microsoft|google|amazon|java|python|react|web)\b/iu;
const hanStop =
  /简历|求职|应聘|个人|信息|电话|邮箱|性别|工作|教育|项目|技能|工程|经理|开发|大学|学院|公司|本科|硕士|博士|专业|联系|男$|女$|经[历验]|评价|基本|设计|产品|运营|测试|前端|后端|算法|会计|岁|^汉族|共青|党员|照片|意向|籍贯|民族|已婚|未婚|在职|离职|应届|全职|计算机|软件|硬件|学历|政治|面貌|年限|出生|年龄|现居|地址|城市|^[北上][京海]|广东|江苏|浙江|山东|河南|河北|湖南|湖北|四川|福建|安徽|江西|云南|贵州|山西|陕西|广西|甘肃|海南|广州|深圳|杭州|成都|武汉|南京|苏州|合肥|长沙|郑州|青岛|大连|厦门|宁波|中国|能力|语言|英语|证书|荣誉|自我|校园|熟悉|精通|了解|掌握|常用|优秀|团队|管理|经济|金融|法学|通信|电子|机械|数学|物理|高级|资深|初级|实习|毕业|时间|国际|文化|全国|平台|系统|任职|负责|和谐|成绩|获奖|成果|方向|高中|方式|项目|都市|广告|安全|支持|师范|平时|安卓|石油|明细|关于|相关|通用|常见|别名|相册|水平|国家|公共|文件|文档|习惯|解决|从事|经营|应用|计划|管控|单位/u;

/** "Ebony Moore, CPA" and what else stands behind a name. */
export const withoutDegrees = (text: string): string => text.replace(degrees, '');

const isHanName = (text: string): boolean => {
  if (/^[\p{Script=Han}]{1,8}·[\p{Script=Han}]{1,8}(?:·[\p{Script=Han}]{1,8})?$/u.test(text)) return true;
  if (!/^\p{Script=Han}{2,4}$/u.test(text) || hanStop.test(text)) return false;
  if (doubleSurnames.has(text.slice(0, 2)) && text.length >= 3) return true;
  return surnames.has(text[0] ?? '') && text.length <= (text.length === 4 && surnames.has(text[1] ?? '') ? 4 : 3);
};

/** The piece if it can be a name: without degrees behind it. */
function asName(piece: string): string | undefined {
  const text = withoutHanBlanks(unspaced(piece.trim())).replace(/^[:\s]+|[\s:,，.。|]+$/gu, '');
  if (text.length < 2 || text.length > 60 || /[\d@/\\%#=]/.test(text)) return undefined;
  const mixed = /^(\p{Script=Han}{2,4}) ?[(/·|-]? ?(\p{Lu}[\p{L}'. -]{1,30})\)?$/u.exec(text);
  if (mixed && isHanName(mixed[1] ?? '')) return mixed[1];
  const reversed = /^(\p{Lu}[\p{L}'. -]{1,30}?) ?[(/·|]? ?(\p{Script=Han}{2,4})\)?$/u.exec(text);
  if (reversed && isHanName(reversed[2] ?? '')) return text.includes('(') ? reversed[1] : text;
  if (/\p{Script=Han}/u.test(text)) {
    const bare = text.replace(/^(?:姓名|名字)/u, '').replace(/\((?:先生|女士|男|女)\)$|(?:先生|女士|同学)$/u, '');
    return isHanName(bare) ? bare : undefined;
  }
  const bare = text.replace(degrees, '').replace(/,$/, '').trim();
  // "MOORE, Ebony" keeps its order.
  const turned = bare.replace(/^([\p{L}'-]{2,25}), (?=\p{Lu})/u, '$1 ');
  if (!latinName.test(turned) || common.test(turned)) return undefined;
  if (saysPosition(turned) || saysCompany(turned) || saysSchool(turned) || isPlace(bare)) return undefined;
  return bare.replace(/^(?:Dr|Mr|Mrs|Ms|Prof)\.? /, '');
}

type Candidate = { value: string; score: number };

const lettersOf = (text: string) =>
  text
    .toLowerCase()
    .normalize('NFD')
    .replace(/[^a-z]/g, '');

/** "emoore@…" speaks for Ebony Moore. */
function resembles(name: string, email: string | undefined): boolean {
  const local = lettersOf(email?.split('@')[0] ?? '');
  if (local.length < 3) return false;
  return name
    .split(/[\s-]+/)
    .map(lettersOf)
    .some((word) => word.length >= 3 && local.includes(word));
}

function candidates(row: Row, index: number, largest: number, email: string | undefined): Candidate[] {
  const found: Candidate[] = [];
  const text = row.text
    .replace(/(?<=\p{Lu}) (['’-]) (?=\p{Lu}{2})/gu, '$1')
    .replace(/(?<=\p{Lu}) (['’-]) (?=\p{Lu}{2})/gu, '$1')
    .replace(resumeWord, ' ')
    .replace(/的 *$|'s *$/u, '')
    .trim();
  if (text === '' || row.bullet) return found;
  const hadWord = text.length < row.text.length - 1;
  const position = index === 0 ? 4 : index < 3 ? 3 : index < 8 ? 1 : 0;
  const loud =
    (row.size >= largest - 0.02 && largest > 1.1 ? 3 : row.size > 1.15 ? 1 : 0) + (row.heading || row.bold ? 1 : 0);
  const pieces = text.split(/[\t|•;；]| [-–—·/] |(?<=\p{Script=Han})[-–—_/,，](?=.)|\s{2,}/u);
  pieces.slice(0, 4).forEach((piece, at) => {
    for (const [part, cost] of partsOf(piece)) {
      const value = asName(part);
      if (!value) continue;
      const score =
        position +
        loud +
        (at === 0 ? 1 : 0) +
        (hadWord ? 1 : 0) -
        cost +
        (resembles(value, email) ? 4 : 0) +
        (pieces.length === 1 && cost === 0 ? 1 : 0);
      found.push({ value, score });
    }
  });
  return found;
}

/** A name may have something behind it with no more than a blank: 张三 男 25岁, "Ebony Moore, Accountant". */
function partsOf(piece: string): [string, number][] {
  const parts: [string, number][] = [[piece, 0]];
  const words = piece.trim().split(' ');
  if (/\p{Script=Han}/u.test(piece) && words.length > 1) parts.push([words[0] ?? '', 1]);
  const comma = piece.indexOf(',');
  if (comma > 0) parts.push([piece.slice(0, comma), 1]);
  return parts;
}

/** The person's name, or nothing. `rows` are the whole document's, `head` says how many of them stand before the first section. */
export function findName(rows: Row[], head: number, email: string | undefined): string | undefined {
  for (const row of rows.slice(0, 60)) {
    const labelled = labelledValues(row).find(({ label }) => label === 'name')?.value;
    if (!labelled) continue;
    const value = withoutHanBlanks(labelled.split(/[\t|,，;；/(]/)[0]?.trim() ?? '');
    const first = /^\p{Script=Han}/u.test(value) ? (value.split(' ')[0] ?? '') : value;
    if (first.length >= 2 && first.length <= 40 && !/\d|@/.test(first) && !titleOf(withText(row, first))) return first;
  }
  const largest = rows.slice(0, 80).reduce((size, row) => Math.max(size, row.size), 1);
  const found: Candidate[] = [];
  rows.slice(0, 80).forEach((row, index) => {
    const isLarge = largest > 1.1 && row.size >= largest - 0.02;
    if (!isLarge && index >= Math.max(6, Math.min(head, 15))) return;
    const title = titleOf(row);
    if (title && title.rest === '') return;
    if (row.text.length > 120 || findDates(row.text).length > 0) return;
    found.push(...candidates(row, index, largest, email));
  });
  const best = found.reduce<Candidate | undefined>(
    (top, one) => (top && top.score >= one.score ? top : one),
    undefined,
  );
  if (best && best.score >= 3) return best.value;
  return twoLines(rows, largest) ?? unusual(rows, largest) ?? mononym(rows, head, email);
}

/** Set larger than all else at the very top, one word in two lines: "EBONY" over "MOORE". */
function twoLines(rows: Row[], largest: number): string | undefined {
  const [first, second] = rows.filter((row) => largest > 1.2 && row.size >= largest - 0.02).slice(0, 2);
  if (!first || !second) return undefined;
  return asName(`${first.text} ${second.text}`);
}

/** A Chinese name that no list of surnames has: set larger than all else, at the very top. */
function unusual([first]: Row[], largest: number): string | undefined {
  if (!first || largest < 1.2 || first.size < largest - 0.02 || titleOf(first)) return undefined;
  const text = withoutHanBlanks(first.text);
  return /^\p{Script=Han}{2,4}$/u.test(text) && !hanStop.test(text) && !saysPosition(text) ? text : undefined;
}

/** A single word counts only where the mail address says the same. */
function mononym(rows: Row[], head: number, email: string | undefined): string | undefined {
  const text = rows[0]?.text ?? '';
  return head > 0 && /^\p{Lu}[\p{L}'-]{2,20}$/u.test(text) && resembles(text, email) ? text : undefined;
}
