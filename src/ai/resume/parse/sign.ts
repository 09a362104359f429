/** Tells a resume from what else people upload: invoices, articles, manuals, job advertisements. */
import type { ResumeDocument } from '../resume.js';
import type { Section } from './section/section.js';
import type { Row } from './text.js';

/** What an employer writes, not an applicant. */
const advertisement = [
  /任职要求|任职资格|岗位要求|职位要求|招聘要求/u,
  /薪资(?:范围|待遇)|薪酬福利|福利待遇|五险一金|年终奖|带薪年假/u,
  /(?:简历)?投递(?:邮箱|方式|至)|应聘方式|招聘(?:人数|岗位|单位)|诚聘|我们(?:正在)?(?:寻找|招聘|提供)/u,
  /加分项|优先考虑|(?:者|经验)优先/u,
  /\bwe(?:'re| are) (?:looking|seeking|hiring)\b|\bjoin our\b|\bis (?:looking|seeking|hiring) (?:for )?an?\b/iu,
  /\b(?:the ideal|successful) candidate\b|\bideal candidate\b|\byou (?:will|have|are|bring)\b|\byou(?:'|’)(?:ll|ve|re)\b/iu,
  /\b(?:we offer|what we offer|our benefits|health insurance|401\(?k\)?|paid time off|equal opportunity)\b/iu,
  /\b(?:apply now|how to apply|to apply|send your (?:resume|cv)|about the role|job description|job type|salary range|about us)\b/iu,
  /\b(?:nice to have|preferred qualifications|minimum qualifications|must[- ]have)\b/iu,
  /\b(?:\d\+? years?(?:'|’)? (?:of )?experience (?:required|with|in) .{0,40}(?:required|preferred))\b|\bdegree .{0,40}(?:required|preferred|or equivalent)\b/iu,
];
/** What stands in other papers. */
const foreign = [
  /\binvoice\b|\bamount due\b|\bbill to\b|\bsubtotal\b|发票|价税合计|应付金额|购买方|销售方/iu,
  /\bnpm install\b|\bpip install\b|\bgit clone\b|\bgetting started\b|^#{1,3} (?:installation|usage|license)/imu,
  /\babstract\b[\s\S]{0,2000}\bintroduction\b|\bet al\.|摘\s?要\s?[::]|关键词\s?[::]/iu,
  /\bchapter (?:\d+|[ivx]+|one)\b|第[一二三四五六七八九十百\d]+[章回]/iu,
  /\bterms and conditions\b|\bhereinafter\b|甲方|乙方|\bparty of the\b/iu,
  /\bagenda\b|\bminutes of\b|会议纪要|与会人员/iu,
  /\bingredients\b|\bpreheat\b|\btablespoons?\b/iu,
  /\bsyllabus\b|\boffice hours\b|\bgrading\b|\btextbook\b|\bprerequisites\b/iu,
  /\bdear (?:sir|madam|hiring|mr|ms|dr)\b/iu,
];
const title =
  /^(?:个人|求职)?\s?(?:简\s?历|履历)|的简历|简历$|^(?:curriculum vitae|r[eé]sum[eé]|cv)\b|\br[eé]sum[eé]$/iu;
const personal =
  /(?:性\s?别|出生(?:年月|日期)|求职意向|政治面貌|民\s?族|期望薪资|工作年限|应聘(?:职位|岗位)|date of birth|nationality)\s?[::\t]/iu;

const count = (patterns: RegExp[], text: string) => patterns.filter((pattern) => pattern.test(text)).length;

/**
 * A resume tells of one person: who (name, mail, telephone) and what they did and learned, under titles of its own.
 * Each of these weighs something; none alone is enough, since a letterhead has a telephone, a manual has sections and a
 * job advertisement speaks of education and skills. The history of a person, jobs or schools that are named and dated, weighs
 * most, as no other paper has it. What an advertisement, an invoice or a book says weighs against it. Four points are
 * a sparse student's education, skills and mail address, or a history without any contact.
 */
export function isResume(rows: Row[], sections: Section[], document: ResumeDocument): boolean {
  const text = rows
    .map((row) => row.text)
    .join('\n')
    .slice(0, 60_000);
  const { basics, work = [], education = [], projects = [] } = document;
  const jobs = work.filter(({ name, position, startDate }) => (name || position) && startDate).length;
  const schools = education.filter(
    ({ institution, studyType, startDate }) => institution && (studyType || startDate),
  ).length;
  const titled = new Set(
    sections
      .filter(
        ({ kind, rows: own, title: name }) =>
          own.length > 0 &&
          name &&
          !['head', 'other', 'contact', 'references', 'courses', 'publications'].includes(kind),
      )
      .map(({ kind }) => kind),
  );
  const dated = education.filter(({ institution, endDate }) => institution && endDate).length - schools;
  let points = dated > 0 ? 0.75 : 0;
  points += Math.min(jobs, 2) * 1.5 + Math.min(schools, 2) * 1.5;
  points += Math.min(projects.filter(({ startDate }) => startDate).length, 2) * 0.5;
  points += Math.min(titled.size, 4) * 0.75;
  points += (basics?.email ? 1 : 0) + (basics?.phone ? 1 : 0) + (basics?.name ? 1 : 0);
  points += personal.test(text) ? 1 : 0;
  points += rows.slice(0, 8).some((row) => row.text.length < 40 && title.test(row.text)) ? 1.5 : 0;
  const history = jobs + schools > 0;
  points -= count(foreign, text) * (history ? 0.5 : 2);
  points -= count(advertisement, text) * (history && basics?.name ? 0.5 : 1.5);
  points -= basics?.name || history ? 0 : 1;
  return points >= 4 && (titled.size > 0 || history);
}
