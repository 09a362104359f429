/** What a reader without fault makes of a resume: it shows that the truth can be reached, and what the scores do with faults. */
import type { ResumeDocument } from '../../../src/ai/resume/resume.js';
import type { Entry, Resume, Section } from './resume.js';

const dates = ({ from, to }: Entry) => ({
  ...(from === undefined ? {} : { startDate: from }),
  ...(to === undefined ? {} : { endDate: to }),
});

export const perfectReading = ({
  name,
  email,
  phone,
  sections,
  skills,
}: Resume): { document: ResumeDocument; skills: string[] } => {
  const of = (kind: Section['kind']): Section[] => sections.filter((section) => section.kind === kind);
  const entries = (kind: Section['kind']): Entry[] => of(kind).flatMap((section) => section.entries);
  const lines = (kind: Section['kind']): string[] => of(kind).flatMap(({ text, bullets }) => [...text, ...bullets]);
  return {
    document: {
      basics: { name, email, phone, summary: lines('summary').join('\n') },
      work: entries('work').map((entry) => ({
        name: entry.name,
        position: entry.role,
        location: entry.place,
        highlights: entry.lines,
        ...dates(entry),
      })),
      education: entries('education').map((entry) => ({ institution: entry.name, area: entry.role, ...dates(entry) })),
      projects: entries('projects').map((entry) => ({
        name: entry.name,
        roles: entry.role === undefined ? [] : [entry.role],
        highlights: entry.lines,
        ...dates(entry),
      })),
      skills: lines('skills').map((text) => ({ name: text })),
      languages: lines('languages').map((language) => ({ language })),
      certificates: lines('certificates').map((text) => ({ name: text })),
    },
    skills: skills.map((skill) => skill.split('|')[0] ?? skill),
  };
};
