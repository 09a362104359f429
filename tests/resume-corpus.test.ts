/** Resumes of many kinds, languages and layouts are read as well as promised. */
import { beforeAll, describe, expect, it } from 'vitest';
import { installPatience } from './support/browser.js';
import { agreement } from './support/resumes/agreement.js';
import { bars, type Column, groupsOf } from './support/resumes/bars.js';
import { type Examination, examine } from './support/resumes/examine.js';
import { perfectReading } from './support/resumes/perfect.js';
import { renderCorpus } from './support/resumes/render.js';
import { loadResumes } from './support/resumes/resume.js';
import { score, scoreParts, shareOf } from './support/resumes/score.js';
import { truthOf } from './support/resumes/truth.js';

let examination: Examination;

beforeAll(async () => {
  examination = await examine(await renderCorpus());
}, installPatience);

/** The misses of a column, so that a failure says what was read wrongly. */
const missesOf = (column: Column): string[] =>
  column === 'agreement'
    ? examination.pairs.flatMap(({ id, layouts, agreement }) =>
        agreement.misses.map((miss) => `${id} ${layouts}: ${miss}`),
      )
    : examination.documents.flatMap(({ id, layout, score }) =>
        score[column].misses.map((miss) => `${id} ${layout}: ${miss}`),
      );

describe('the corpus', () => {
  it('has both languages in both kinds of file, and enough resumes in both', () => {
    for (const language of ['en', 'zh']) {
      for (const kind of ['docx', 'pdf']) {
        const of = examination.documents.filter((one) => one.language === language && one.kind === kind);
        expect(of.length).toBeGreaterThanOrEqual(12);
      }
    }
    expect(new Set(examination.pairs.map(({ id }) => id)).size).toBeGreaterThanOrEqual(10);
  });

  it('has something to find in every document', () => {
    for (const { score } of examination.documents) expect(score.sections.of).toBeGreaterThanOrEqual(4);
    for (const part of scoreParts) expect(examination.documents.some(({ score }) => score[part].of > 0)).toBe(true);
  });
});

describe('the measure', () => {
  const resumes = loadResumes();

  it('finds nothing wrong in a perfect reading', () => {
    for (const resume of resumes) {
      const { document, skills } = perfectReading(resume);
      const result = score(truthOf(resume), document, skills);
      const wrong = [...scoreParts.flatMap((part) => result[part].misses), ...result.invented];
      expect(wrong, resume.id).toEqual([]);
      expect(shareOf(agreement(document, document)), resume.id).toBe(1);
    }
  });

  it('finds nothing in an empty reading', () => {
    for (const resume of resumes) {
      const truth = truthOf(resume);
      const result = score(truth, {}, []);
      for (const part of ['email', 'phone', 'name', 'facts'] as const) expect(result[part].found, resume.id).toBe(0);
      expect(result.skills.found, resume.id).toBe(truth.notSkills.length);
      expect(result.sections.misses, resume.id).toHaveLength(
        truth.phrases.filter(({ kind }) => kind !== 'other').length,
      );
    }
  });

  it('sees a wrong name, email and phone, and ones that are made up', () => {
    for (const resume of resumes) {
      const truth = truthOf(resume);
      const { document, skills } = perfectReading(resume);
      const basics = { ...document.basics, name: 'Somebody Else', email: 'else@example.com', phone: '(202) 555-0100' };
      const result = score(truth, { ...document, basics }, skills);
      expect([result.name.found, result.email.found, result.phone.found], resume.id).toEqual([0, 0, 0]);
      const absent = [truth.email, truth.phone].filter((contact) => contact === undefined);
      expect(result.invented, resume.id).toHaveLength(absent.length);
      expect(shareOf(agreement(document, { ...document, basics })), resume.id).toBeLessThan(1);
    }
  });

  it('sees what is in two sections, in the wrong one, or out of order', () => {
    for (const resume of resumes) {
      const truth = truthOf(resume);
      const { document, skills } = perfectReading(resume);
      const { education = [], work = [] } = document;
      const schools = education.map(({ institution }) => ({ name: institution }));
      const found = (reading: typeof document) => score(truth, reading, skills).sections.found;
      const without = (texts: (string | undefined)[]) =>
        truth.phrases.filter(({ text }) => !texts.includes(text)).length;
      const rest = without(schools.map(({ name }) => name));
      expect(rest, resume.id).toBeLessThan(truth.phrases.length);
      const { certificates = [], projects = [] } = document;
      expect(found({ ...document, certificates: [...certificates, ...schools] }), resume.id).toBe(rest);
      expect(found({ ...document, education: [], projects: [...projects, ...schools] }), resume.id).toBe(rest);
      const backwards = (line: string) => line.split('').reverse().join('');
      const shuffled = work.map((one) => ({ ...one, highlights: one.highlights?.map(backwards) }));
      const lines = work.flatMap(({ highlights = [] }) => highlights);
      expect(found({ ...document, work: shuffled }), resume.id).toBe(without(lines));
    }
  });
});

describe('the reader', () => {
  it.each(Object.entries(bars) as [Column, number][])('reaches the bar of %s', (column, bar) => {
    const [all] = groupsOf(examination);
    expect(all?.shares[column], missesOf(column).join('\n')).toBeGreaterThanOrEqual(bar);
  });

  it('takes every one for a resume', () => {
    expect(examination.documents.filter(({ refused }) => refused).map(({ id, layout }) => `${id} ${layout}`)).toEqual(
      [],
    );
  });

  it('makes up no email and no phone', () => {
    expect(examination.documents.flatMap(({ score }) => score.invented)).toEqual([]);
  });
});
