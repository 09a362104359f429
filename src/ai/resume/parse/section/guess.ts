/** What a section with a title of the writer's own is about: what its title hints at, and what stands in it. */
import { findDates } from '../date.js';
import { findDegree } from '../degree.js';
import { languageOf } from '../language.js';
import { isItem } from '../skill/section.js';
import { findSkills } from '../skill/skill.js';
import { type Row, widthOf } from '../text.js';
import { saysCompany, saysPosition, saysSchool } from '../word.js';
import type { SectionKind } from './word.js';

/** The first that fits says what a title may mean. `other` are sections of no kind that is read. */
const hints: [SectionKind, RegExp][] = [
  [
    'other',
    /\b(?:awards?|honou?rs?|prizes?|volunteer(?:ing)?|clubs?|societ(?:y|ies)|activit(?:y|ies)|hobb(?:y|ies)|interests?|fun|publications?|papers|talks|patents?|referees?|references?|community|giving back|free time|outside (?:of )?work|looking for|leisure|memberships?|coursework|press)\b|荣誉|奖|竞赛|比赛|社团|学生会|活动|志愿|公益|爱好|兴趣|论文|专利|推荐人|意向|期望|课程|培训|校园|学生工作|班干/iu,
  ],
  ['languages', /\b(?:languages?|tongues?|speak|spoken|linguistic)\b|语言|外语|英语/iu],
  ['certificates', /\b(?:licen[sc]\w*|certif\w*|certs?|credentials?|accredit\w*|permits?)\b|证书|资格|执照|持证/iu],
  [
    'projects',
    /\b(?:projects?|built|build|made|making|portfolio|(?:selected|featured|recent) works?|side (?:work|quests?|hustles?)|creations?|open[- ]source|case studies)\b|项目|作品|开源|科研|课题|做过的(?:东西|事)/iu,
  ],
  [
    'skills',
    /\b(?:skills?|tool(?:s|box|kit|set|ing|belt)?|tech(?:nolog\w*|nical)?|stacks?|know(?:ledge|-how)?|capabilit\w*|competenc\w*|proficienc\w*|abilit\w*|expertise|good at|strengths?|can do|work with|bring|software|superpowers?|talents?|arsenal)\b|技能|技术|技艺|工具|能力|计算机|电脑|办公软件|擅长|会什么|专长|本领|掌握|特长/iu,
  ],
  [
    'education',
    /\b(?:educat\w*|school(?:s|ing)?|stud(?:y|ies|ied)|academ\w*|learn(?:ed|t|ing)?|degrees?|universit\w*|college|training)\b|教育|学历|求学|学业|学习|就读|毕业/iu,
  ],
  [
    'work',
    /\b(?:work(?:ed|ing|place|life)?|jobs?|employ\w*|careers?|experience[ds]?|profession\w*|positions?|roles?|intern(?:ship)?s?|history|track record|trajectory|journey|clinical|employers?|places i|background|been)\b|工作|职业|职场|任职|就业|从业|实习|经历|履历|轨迹|经验|阅历/iu,
  ],
  [
    'summary',
    /\b(?:hello|hi|hey|about|me|myself|i am|i'm|who|welcome|story|brief(?:ly)?|intro\w*|nutshell|summary|profile|short|statement|pitch|bio|glance|objective|goals?|snapshot|tl;?dr|meet|greetings)\b|自我|自评|自述|自荐|我|个人|评价|简介|概述|介绍|关于|优势|总结|简述|画像|你好/iu,
  ],
];

export const hintOf = (title: string): SectionKind | undefined => hints.find(([, words]) => words.test(title))?.[0];

const itemsOf = (rows: Row[]): string[] =>
  rows
    .flatMap(({ text }) => text.replace(/^[^:：,，、]{1,24}[:：\t]/u, '').split(/[,，、;；|•·\t/]/u))
    .map((item) => item.trim())
    .filter((item) => item !== '');

const isProse = (rows: Row[], least: number): boolean => {
  const plain = rows.filter(({ bullet, cells }) => !bullet && cells.length === 1);
  const text = plain.map((row) => row.text).join(' ');
  return plain.length * 2 > rows.length && widthOf(text) >= least && /[.。!！]/u.test(text);
};

/** `before`: the kinds of the sections above. Undefined where nothing speaks for any kind. */
export function guessKind(title: string, rows: Row[], before: Set<string>): SectionKind | undefined {
  const hint = hintOf(title);
  if (hint === 'other' || rows.length === 0) return hint;
  const some = rows.slice(0, 60);
  const heads = some.filter(({ text, bullet }) => !bullet && widthOf(text) <= 110);
  const ranges = heads.filter(({ text }) => findDates(text).some(({ single }) => !single)).length;
  const dates = heads.filter(({ text }) => findDates(text).length > 0).length;
  const items = itemsOf(some).slice(0, 120);
  if (dates > 0) {
    const schools = heads.filter(({ text }) => saysSchool(text)).length;
    const degrees = heads.filter(({ text }) => findDegree(text) !== undefined).length;
    const roles = heads.filter(({ text }) => saysPosition(text) || (saysCompany(text) && !saysSchool(text))).length;
    if (hint === 'projects' || hint === 'certificates') return hint;
    if (schools > 0 && degrees > 0 && degrees * 2 >= dates && hint !== 'work') return 'education';
    if (hint === 'education' && schools + degrees > 0) return 'education';
    if (ranges > 0 && (roles > 0 || hint === 'work')) return 'work';
    return hint === 'work' || hint === 'education' ? hint : undefined;
  }
  if (items.length > 0) {
    const spoken = items.filter((item) => languageOf(item) !== undefined).length;
    if (spoken * 2 >= items.length && (hint === 'languages' || spoken * 4 > items.length * 3)) return 'languages';
  }
  if (hint === 'summary' || (hint !== 'skills' && hint !== 'projects' && hint !== 'certificates')) {
    const early = !before.has('work') && !before.has('education') && !before.has('projects');
    if (
      isProse(some, hint ? 12 : 30) &&
      !before.has('summary') &&
      (hint === 'summary' || (early && hint === undefined))
    )
      return 'summary';
  }
  const known = items.filter((item) => findSkills(item, 'list').length > 0).length;
  const share = hint === 'certificates' ? 0.75 : 0.5;
  if (known >= 3 && known >= items.length * share && hint !== 'projects') return 'skills';
  if (hint === 'skills') return items.filter(isItem).length * 2 >= items.length || known >= 2 ? hint : undefined;
  if (hint === 'summary') return isProse(some, 12) || some.every(({ bullet }) => bullet) ? hint : undefined;
  return hint;
}
