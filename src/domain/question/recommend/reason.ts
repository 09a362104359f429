/** Why a question is recommended, for people: a sentence with the facts, in either language. */
import type { CategoryRow, Question } from '../../../db/tables/index.js';
import type { Bilingual } from '../../../errors.js';
import { categoryName } from '../../category/read.js';
import type { Interest } from './bank.js';
import { isDue, type Repeat } from './schedule.js';
import { mastered, type Standing } from './standing.js';

export type Reason =
  | { kind: 'WEAKEST' | 'WEAK' | 'HARDER' | 'ONWARD'; category: CategoryRow; standing: Standing }
  | { kind: 'TAG'; tag: string; standing: Standing }
  | { kind: 'INTEREST'; interest: Interest; category: CategoryRow; narrow: boolean }
  | { kind: 'REPEAT'; repeat: Repeat }
  | { kind: 'UNTRIED' | 'EASY_START' | 'START'; category: CategoryRow };

const names = (category: CategoryRow): Bilingual => ({
  en: categoryName(category, 'EN'),
  zh: categoryName(category, 'ZH'),
});

const averageText = ({ mean, count }: Standing): Bilingual => ({
  en: `lately ${Math.round(mean)} of 100 on average, over ${count} ${count === 1 ? 'answer' : 'answers'}`,
  zh: `近期平均 ${Math.round(mean)} 分（满分 100 分，共 ${count} 次作答）`,
});

const categoryText = (
  kind: 'WEAKEST' | 'WEAK' | 'HARDER' | 'ONWARD',
  name: Bilingual,
  average: Bilingual,
): Bilingual => {
  switch (kind) {
    case 'WEAKEST':
      return {
        en: `${name.en} is your weakest subject: ${average.en}.`,
        zh: `“${name.zh}”是你目前最薄弱的方向，${average.zh}。`,
      };
    case 'WEAK':
      return {
        en: `There is room to improve in ${name.en}: ${average.en}.`,
        zh: `你在“${name.zh}”上还有提升空间，${average.zh}。`,
      };
    case 'HARDER':
      return {
        en: `You do well in ${name.en}, ${average.en}; this one is harder.`,
        zh: `你在“${name.zh}”上表现不错，${average.zh}，可以试试这道更难的题。`,
      };
    case 'ONWARD':
      return {
        en: `To keep ${name.en} in practice: ${average.en}.`,
        zh: `再练一题，保持“${name.zh}”的手感，${average.zh}。`,
      };
  }
};

/** `Spring Boot` and `spring-boot` are the same. */
const isSame = (skill: string, tag: string): boolean =>
  skill.toLowerCase().replace(/[\s_.-]/g, '') === tag.replace(/[.-]/g, '');

/** How what was asked belongs to what was named, unless it is the very same. */
const linkOf = (
  { kind, name, tags }: Interest,
  narrow: boolean,
  category: CategoryRow,
  question: Question,
): Bilingual | undefined => {
  if (!narrow) return names(category);
  const own = question.tags.filter((tag) => tags.includes(tag));
  const [tag] = own;
  if (kind !== 'SKILL' || tag === undefined || own.some((each) => isSame(name, each))) return undefined;
  return { en: tag, zh: tag };
};

const interestText = (interest: Interest, link: Bilingual | undefined): Bilingual => {
  const { kind, name } = interest;
  const of: Bilingual = link ? { en: ` about ${link.en}`, zh: `“${link.zh}”方面的问题` } : { en: '', zh: '这类问题' };
  switch (kind) {
    case 'SKILL':
      return link
        ? {
            en: `Your resume names ${name}, and this is about ${link.en}.`,
            zh: `你的简历提到了 ${name}，这道题考查与之相关的“${link.zh}”。`,
          }
        : { en: `Your resume names ${name}.`, zh: `你的简历提到了 ${name}。` };
    case 'ROLE':
      return {
        en: `Interviews for your target role, ${name}, ask${of.en || ' about this'}.`,
        zh: `你的目标岗位是“${name}”，面试中常会问到${of.zh}。`,
      };
    case 'LABEL':
      return {
        en: `Your resume says ${name}, and interviews for it ask${of.en || ' about this'}.`,
        zh: `你的简历写着“${name}”，这一岗位的面试中常会问到${of.zh}。`,
      };
  }
};

const agoText = (days: number): Bilingual => {
  if (days === 0) return { en: 'today', zh: '今天' };
  if (days === 1) return { en: 'yesterday', zh: '昨天' };
  return { en: `${days} days ago`, zh: ` ${days} 天前` };
};

const repeatText = (repeat: Repeat): Bilingual => {
  const ago = agoText(repeat.days);
  const score = Math.round(repeat.score ?? 0);
  const again: Bilingual = isDue(repeat)
    ? { en: 'it is time to try it again', zh: '该再练一次了' }
    : { en: 'it can be tried again already', zh: '可以再试一次' };
  switch (repeat.outcome) {
    case 'UNKNOWN':
      return { en: `You were asked this ${ago.en}; ${again.en}.`, zh: `这道题你${ago.zh}练过，${again.zh}。` };
    case 'UNANSWERED':
      return { en: `You left this unanswered ${ago.en}; ${again.en}.`, zh: `这道题你${ago.zh}没有作答，${again.zh}。` };
    case 'INSUFFICIENT':
      return {
        en: `Your answer to this ${ago.en} was too thin to score; ${again.en}.`,
        zh: `这道题你${ago.zh}的回答过于简略，无法评分，${again.zh}。`,
      };
    case 'SCORED':
      if (score >= mastered) {
        return {
          en: `You scored ${score} on this ${ago.en}; see whether it has stayed.`,
          zh: `这道题你${ago.zh}得了 ${score} 分，看看现在还记得多少。`,
        };
      }
      return {
        en: `You scored ${score} on this ${ago.en}; ${again.en}.`,
        zh: `这道题你${ago.zh}得了 ${score} 分，${again.zh}。`,
      };
  }
};

const startText = (kind: 'UNTRIED' | 'EASY_START' | 'START', name: Bilingual): Bilingual => {
  switch (kind) {
    case 'UNTRIED':
      return { en: `You have not been asked about ${name.en} lately.`, zh: `你近期还没有练过“${name.zh}”。` };
    case 'EASY_START':
      return { en: `An easy one to begin with, from ${name.en}.`, zh: `先从“${name.zh}”里的一道简单题开始吧。` };
    case 'START':
      return { en: `One to begin with, from ${name.en}.`, zh: `可以从“${name.zh}”里的这道题开始。` };
  }
};

export const reasonText = (reason: Reason, question: Question): Bilingual => {
  switch (reason.kind) {
    case 'REPEAT':
      return repeatText(reason.repeat);
    case 'TAG': {
      const average = averageText(reason.standing);
      return {
        en: `Questions on ${reason.tag} go less well than others: ${average.en}.`,
        zh: `“${reason.tag}”相关的题是你的弱项，${average.zh}。`,
      };
    }
    case 'INTEREST':
      return interestText(reason.interest, linkOf(reason.interest, reason.narrow, reason.category, question));
    case 'UNTRIED':
    case 'EASY_START':
    case 'START':
      return startText(reason.kind, names(reason.category));
    default:
      return categoryText(reason.kind, names(reason.category), averageText(reason.standing));
  }
};
