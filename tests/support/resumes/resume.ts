/** An invented resume: what stands on its pages, and with that the truth about it. */
import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';

/** The sections that are read, and two that are not: `other` must not turn up in any of them. */
export const sectionKinds = [
  'summary',
  'work',
  'education',
  'projects',
  'skills',
  'languages',
  'certificates',
] as const;
export type SectionKind = (typeof sectionKinds)[number];

export const layouts = [
  'docx-plain',
  'docx-bold',
  'docx-tabs',
  'docx-header',
  'docx-table',
  'docx-sidebar',
  'docx-europass',
  'pdf-single',
  'pdf-large',
  'pdf-two-columns',
  'pdf-sidebar-left',
  'pdf-sidebar-right',
  'pdf-band',
  'pdf-icons',
  'pdf-spaced',
  'pdf-table',
  'pdf-europass',
  'pdfkit-single',
  'pdfkit-columns',
] as const;
export type Layout = (typeof layouts)[number];

const text = z.union([z.string(), z.number()]).transform(String);
const texts = z.array(text).default([]);

const entry = z.strictObject({
  name: text,
  role: text.optional(),
  place: text.optional(),
  /** As it stands on the page; `from` and `to` say the same as YYYY[-MM], without `to` where it goes on. */
  when: text.optional(),
  from: text.optional(),
  to: text.optional(),
  lines: texts,
});

const section = z.strictObject({
  kind: z.enum([...sectionKinds, 'other']),
  title: text,
  text: texts,
  bullets: texts,
  entries: z.array(entry).default([]),
  /** Words that stand in this section only, for sections of free text. */
  phrases: texts,
});

const heads = z.record(z.string(), z.array(z.string()));

const resume = z.strictObject({
  kind: text,
  language: z.enum(['en', 'zh']),
  name: text,
  label: text.optional(),
  email: text.optional(),
  phone: text.optional(),
  contact: texts,
  /** The name stands among the contacts, below a title that says what this is. */
  named: z.boolean().default(false),
  /** The lines that begin an entry of a section; what follows a tab stands apart, mostly on the right. */
  heads: heads.default({}),
  sections: z.array(section),
  /** Canonical names that must be found; `|` separates those of which one is enough. */
  skills: texts,
  /** Names of skills that are ordinary words here. */
  notSkills: texts,
  layouts: z.array(z.enum(layouts)),
});

export type Entry = z.infer<typeof entry>;
export type Section = z.infer<typeof section>;
export type Resume = z.infer<typeof resume> & { id: string };

const data = new URL('./data/', import.meta.url);

/** All of them, in the order of their names. @throws Error that names the file that has a mistake */
export const loadResumes = (folder = data): Resume[] =>
  readdirSync(folder)
    .sort()
    .map((file) => {
      const read = resume.safeParse(parse(readFileSync(new URL(file, folder), 'utf8')));
      if (!read.success) throw new Error(`${file}: ${z.prettifyError(read.error)}`);
      return { ...read.data, id: file.replace(/\.yaml$/, '') };
    });
