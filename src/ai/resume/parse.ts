/** From the lines of a document to a resume, by rules alone: sections first, then what each kind of section holds. */
import type { DocumentText } from '../document/document.js';
import { readBasics } from './basics.js';
import { readCertificates } from './certificate.js';
import { findEmails, findPages } from './contact.js';
import { readEducation } from './education.js';
import { readLanguages } from './language.js';
import { readProjects } from './project.js';
import type { ResumeDocument } from './resume.js';
import { rowsOfKind, sectionsOf } from './section.js';
import { nonEmpty } from './shape.js';
import { isResume } from './sign.js';
import { canonicalSkill, findSkills } from './skill.js';
import { isItem, readSkills } from './skill-section.js';
import { proseOf, rowsOf } from './text.js';
import { readWork } from './work.js';

/** A host names no skill: github.com/someone, mail@python.example. */
const withoutAddresses = (text: string): string =>
  [...findEmails(text), ...findPages(text)].reduce((rest, { value }) => rest.replace(value, ' '), text);

/**
 * Reads a resume. Every value of the result stands in the text, apart from dates and the names of `skills`; what is not
 * there is absent. Takes time linear in the length of the text.
 */
export function parseResume(document: DocumentText): { document: ResumeDocument; skills: string[] } | 'NOT_A_RESUME' {
  const rows = rowsOf(document.lines);
  const sections = sectionsOf(rows);
  const of = (kind: Parameters<typeof rowsOfKind>[1]) => rowsOfKind(sections, kind);
  const each = <T>(
    kind: Parameters<typeof rowsOfKind>[1],
    read: (rows: typeof of extends (...args: never[]) => infer R ? R : never) => T[],
  ): T[] => sections.filter((section) => section.kind === kind).flatMap((section) => read(section.rows));
  const listed = readSkills(of('skills'));
  const resume = nonEmpty<ResumeDocument>({
    basics: readBasics(rows, sections, document.links),
    work: each('work', readWork),
    education: each('education', readEducation),
    projects: each('projects', readProjects),
    skills: listed.skills,
    languages: readLanguages(of('languages')),
    certificates: each('certificates', readCertificates),
  });
  if (!isResume(rows, sections, resume)) return 'NOT_A_RESUME';

  const skills = new Set<string>();
  for (const section of sections) {
    if (section.kind === 'references' || section.kind === 'interests' || section.kind === 'languages') continue;
    const own = section.kind === 'skills' ? readSkills(section.rows).items : [];
    for (const row of section.rows)
      for (const skill of findSkills(withoutAddresses(proseOf(row)), section.kind === 'skills' ? 'list' : 'prose'))
        skills.add(skill);
    for (const item of own)
      if (findSkills(item, 'list').length === 0 && isItem(item)) skills.add(canonicalSkill(item) ?? item);
  }
  return { document: resume, skills: [...skills] };
}
