/** Reads schooling: where, what, which degree, when, with what result. */

import type { Education } from '../resume.js';
import { bodyOf } from './body.js';
import { findDegree } from './degree.js';
import { entriesOf } from './entry.js';
import { labelledValues } from './label.js';
import { type Piece, piecesOf } from './piece.js';
import { isPlace } from './place.js';
import { nonEmpty } from './shape.js';
import { type Row, trimmed } from './text.js';
import { saysSchool } from './word.js';

const score =
  /(?:(?:c?gpa|grade|绩点|平均绩点|平均分|均分|学分绩|cumulative gpa|成绩)[\s:：(]{0,3})(\d{1,3}(?:\.\d{1,3})?%?(?:\s?(?:\/|out of)\s?\d{1,3}(?:\.\d{1,2})?)?)/iu;
const scoreBehind = /(?<![\d.])(\d\.\d{1,2}(?:\s?\/\s?\d(?:\.\d{1,2})?)?)\s?(?:c?gpa)/i;
const scorePart =
  /[,，;；|(\s]{0,4}(?:major |overall |cumulative )?(?:c?gpa|grade|绩点|平均绩点|平均分|均分|成绩)[\s:：(]{0,3}\d[\d./%\s]{0,14}(?:out of \d[\d.]{0,4})?\)?/giu;
const faculty = /(?:学院|系|学部|school of .*|department of .*|faculty of .*|college of .*)$/iu;
const rank =
  /排名|rank|前\s?\d|top\s?\d|优秀|奖学金|scholarship|dean|honou?rs|cum laude|211|985|双一流|统招|全日制|非全|在读|应届|^\(?\d|distinction|class|relevant|coursework|thesis|minor|expected/i;

/** 计算机学院 is a part of a school, 清华大学 the school. */
function institutionOf(pieces: Piece[]): Piece | undefined {
  const schools = pieces.filter(({ text }) => saysSchool(text) && !findDegreeOnly(text));
  return (
    schools.find(({ text }) => /大学|university|universit/iu.test(text)) ??
    schools.find(({ text }) => !faculty.test(text)) ??
    schools[0]
  );
}
const findDegreeOnly = (text: string) => {
  const degree = findDegree(text);
  return degree !== undefined && trimmed(text.replace(degree.text, '')) === '';
};

const courseList = (text: string): string[] =>
  text
    .split(/[,，、;；|/]|\s{2,}|\t/)
    .map((course) =>
      trimmed(course)
        .replace(/[.。]$/, '')
        .replace(/等$/u, ''),
    )
    .filter((course) => course !== '' && course.length <= 60);

const isComplete = (head: Row[]): boolean =>
  head.some(({ text }) => saysSchool(text)) && head.some(({ text }) => findDegree(text) !== undefined);

export function readEducation(rows: Row[]): Education[] {
  const begins = (row: Row, head: Row[]) =>
    !row.bullet &&
    row.text.length < 100 &&
    ((saysSchool(row.text) && head.some(({ text }) => saysSchool(text) || / from /.test(text))) ||
      (findDegree(row.text) !== undefined && isComplete(head)));
  return entriesOf(rows, { singles: true, begins, isComplete }).flatMap(({ head, body, span }) => {
    const { labelled, highlights, prose } = bodyOf(body);
    const text = [...head, ...body].map((row) => row.text).join('\n');
    const labels = [...head, ...body].flatMap(labelledValues);
    const under = (label: string) => labels.find((one) => one.label === label)?.value;
    const cleaned = head.map((row) => ({
      ...row,
      text: row.text
        .replace(scorePart, '\t')
        .replace(/\s+from\s+(?=\p{Lu})/u, '\t')
        .replace(/\s+with\s+\d.*$/u, ''),
    }));
    const pieces = piecesOf(cleaned, { all: true })
      .map((piece) => ({ ...piece, text: unlabelled(piece.text) }))
      .filter(({ text }) => text !== '');
    let institution = under('school') ?? institutionOf(pieces)?.text;
    let studyType = under('degree');
    let area = under('major');
    const others = pieces.filter(({ text }) => text !== institution);
    for (const piece of [...others, ...pieces.filter(({ text }) => text === institution)]) {
      const degree = piece.place ? undefined : findDegree(piece.text);
      if (!degree) continue;
      const isInstitution = piece.text === institution;
      studyType ??= degree.text;
      area ??= degree.area;
      if (isInstitution) {
        const rest = trimmed(piece.text.replace(degree.text, ' ').replace(degree.area ?? '', ' '));
        const bare = trimmed(rest.replace(/^(?:in|of|from|at)\s*(?=[,，\s])/i, ''));
        if (saysSchool(bare)) institution = bare;
      }
      break;
    }
    if (!studyType) {
      const inBody = body.map((row) => findDegree(row.text)).find((degree) => degree !== undefined);
      studyType = inBody?.text;
      area ??= inBody?.area;
    }
    area ??= others.find(
      ({ text, place }) =>
        !place &&
        !isPlace(text) &&
        !saysSchool(text) &&
        !findDegree(text) &&
        !rank.test(text) &&
        /\p{L}/u.test(text) &&
        text.length <= 50 &&
        !faculty.test(text) &&
        institution !== undefined &&
        (studyType !== undefined || /\p{Script=Han}/u.test(text)),
    )?.text;
    if (area) area = trimmed(area.replace(/^专业\s?[:：]?|(?<=\p{Script=Han}{2})专业$/gu, ''));
    // A school with a name that no word gives away.
    institution ??= studyType
      ? others.find(
          (piece) =>
            !piece.place &&
            piece.text !== area &&
            !findDegree(piece.text) &&
            !rank.test(piece.text) &&
            piece.text.length <= 60,
        )?.text
      : undefined;
    // 秀水美术学院视觉传达设计: school and subject without a blank.
    const glued = area
      ? null
      : /^(\p{Script=Han}{2,12}?(?:大学|学院|学校))(\p{Script=Han}{3,12})$/u.exec(institution ?? '');
    if (glued && !/(?:大学|学院|学校|系|学部|分校|校区|部|所|院)$/u.test(glued[2] ?? '')) [, institution, area] = glued;
    const courses = (labelled.get('courses') ?? [])
      .concat(
        highlights
          .concat(prose)
          .flatMap((line) => /(?:coursework|courses|课程)\s?[:：]\s*(.+)$/iu.exec(line)?.[1] ?? []),
      )
      .flatMap(courseList);
    if (!institution && !(studyType && (span || area))) return [];
    return [
      nonEmpty<Education>({
        institution,
        area: area === institution ? undefined : area,
        studyType,
        // One date alone says when it was finished.
        startDate: span?.single ? undefined : span?.start,
        endDate: span?.end,
        score: (score.exec(text)?.[1] ?? scoreBehind.exec(text)?.[1])?.trim(),
        courses,
      }),
    ];
  });
}

const unlabelled = (text: string) =>
  trimmed(
    text.replace(
      /^(?:学校|院校|毕业院校|学校名称|专业|所学专业|学历|学位|major|degree|school|university|institution|field of study)\s?[:：]\s*/iu,
      '',
    ),
  );
