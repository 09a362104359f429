/** Finds titles that are in no list: by where they stand and what they look like, and by their words where that says too little. */
import { findDates } from '../date.js';
import { isLabel } from '../label.js';
import { isPlace } from '../place.js';
import { type Row, withText } from '../text.js';
import { isSurelyCompany, isSurelyPosition, saysSchool } from '../word.js';
import { hintOf } from './guess.js';
import { alike, couldBeTitle, type Look, lookOf, type TitleLooks } from './look.js';
import type { Section } from './section.js';

/** What people build: the name of a project, whatever else it says. */
const isProduct =
  /(?:系统|平台|中台|网站|小程序|商城|引擎|框架|模型|组件库?|机器人|助手|博客|看板|中心|服务|app|systems?|platform|website|engine|service|bot|dashboard|tracker|manager|planner|api|game|library|framework|generator|compiler|blog|shop|store)$/iu;

/** A line nobody knows that looks just as the titles do. Where other lines look so, too, its words must speak for it. */
export function isUnknownTitle(
  row: Row,
  next: Row | undefined,
  current: Section,
  { own, apart, shared }: TitleLooks,
): boolean {
  if (next === undefined || !couldBeTitle(row)) return false;
  const look = lookOf(row);
  const hint = hintOf(row.text);
  if (isSurelyCompany(row.text) || isPlace(row.text)) return false;
  if (hint === undefined && isLabel(row.text)) return false;
  if (hint === undefined && (isSurelyPosition(row.text) || saysSchool(row.text))) return false;
  // Where titles are no larger than the text, the names of projects may look the same.
  const inEntries = current.guessed || ['work', 'projects', 'education'].includes(current.kind);
  if (inEntries && row.size <= 1.05 && !look.caps && (hint === undefined || isProduct.test(row.text))) return false;
  const has = (looks: Look[]) => looks.some((other) => alike(other, look));
  if (has(own)) return row.gap || (row.heading && row.size > 1.1);
  if (!row.gap) return false;
  if (has(apart)) return true;
  if (isSurelyPosition(row.text) || saysSchool(row.text)) return false;
  return (
    hint !== undefined &&
    !next.bullet &&
    findDates(next.text).length === 0 &&
    shared.some((other) => alike(other, look))
  );
}

const numeral = /^[一二三四五六七八九十]{1,2}\s?[、.．]\s*\p{Script=Han}/u;

/** 一、 二、 三、 before short lines number the titles, whatever they look like. */
export const isNumbered = (row: Row): boolean => numeral.test(row.text) && couldBeTitle(row) && row.text.length <= 14;

/** In a table whose first column holds titles: "My toolbox<tab>Go, Java". */
export const isUnknownCell = (row: Row, sure: boolean): boolean =>
  row.gap &&
  !row.bullet &&
  row.cells.length > 1 &&
  !isLabel(row.cells[0] ?? '') &&
  couldBeTitle(withText(row, row.cells[0] ?? '')) &&
  !isSurelyCompany(row.cells[0] ?? '') &&
  (sure || hintOf(row.cells[0] ?? '') !== undefined);
