/** From the lines of a document to a resume, by rules alone: sections first, then what each kind of section holds. */
import type { DocumentText } from '../../document/document.js';
import type { ResumeDocument } from '../resume.js';
import { readBasics } from './basics.js';
import { readCertificates } from './certificate.js';
import { collectSkills } from './collect.js';
import { readEducation } from './education.js';
import { readLanguages } from './language.js';
import { readProjects } from './project.js';
import { rowsOfKind, type Section, sectionsOf } from './section/section.js';
import { nonEmpty } from './shape.js';
import { isResume } from './sign.js';
import { readSkills } from './skill/section.js';
import { type Row, rowsOf } from './text.js';
import { readWork } from './work.js';

/**
 * Reads a resume. Every value of the result stands in the text, apart from dates and the names of `skills`; what is not
 * there is absent. Takes time linear in the length of the text.
 */
export function parseResume(document: DocumentText): { document: ResumeDocument; skills: string[] } | 'NOT_A_RESUME' {
  const rows = rowsOf(document.lines);
  const sections = sectionsOf(rows);
  const each = <T>(kind: Section['kind'], read: (rows: Row[]) => T[]): T[] =>
    sections.filter((section) => section.kind === kind).flatMap((section) => read(section.rows));
  const listed = readSkills(rowsOfKind(sections, 'skills'));
  const languages = readLanguages(rowsOfKind(sections, 'languages'));
  const education = each('education', readEducation);
  const resume = nonEmpty<ResumeDocument>({
    basics: readBasics(rows, sections, document.links),
    work: each('work', readWork),
    education: education.length > 0 ? education : readEducation(besideTheName(sections)),
    projects: each('projects', readProjects),
    skills: listed.skills,
    languages: languages.length > 0 ? languages : listed.languages,
    certificates: each('certificates', readCertificates),
  });
  if (!isResume(rows, sections, resume)) return 'NOT_A_RESUME';
  return { document: resume, skills: collectSkills(sections, listed.items, resume.basics?.name) };
}

/** Where schooling has no section, it may stand among the personal data; only lines that name a school can be it. */
const besideTheName = (sections: Section[]): Row[] =>
  [...rowsOfKind(sections, 'head'), ...rowsOfKind(sections, 'contact')].filter(
    ({ text }) => text.length < 120 && /大学|学院|universit|college/iu.test(text) && !/@/.test(text),
  );
