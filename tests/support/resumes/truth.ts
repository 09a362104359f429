/** What a careful person reads from a resume: the measure of a reader. */
import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { type Resume, type Section, sectionKinds } from './resume.js';
import { letters } from './text.js';

const fact = z.strictObject({
  kind: z.enum(['work', 'education', 'projects']),
  name: z.string(),
  role: z.string().optional(),
  /** May stand behind the name. */
  place: z.string().optional(),
  from: z.coerce.string().optional(),
  to: z.coerce.string().optional(),
});

const truth = z.strictObject({
  name: z.string(),
  /** Without email or phone, there is none, and none may be made up. */
  email: z.string().optional(),
  phone: z.string().optional(),
  /** Words that stand once in the document, and in which section. Those of `other` belong into none. */
  phrases: z.array(z.strictObject({ kind: z.enum([...sectionKinds, 'other']), text: z.string() })),
  /** Employers, schools and projects. */
  facts: z.array(fact),
  skills: z.array(z.string()).default([]),
  notSkills: z.array(z.string()).default([]),
});

export type Fact = z.infer<typeof fact>;
export type Truth = z.infer<typeof truth>;

/** A label such as `项目描述：` says what follows, and may be left out. */
const unlabelled = (text: string): string => text.replace(/^项目\p{Script=Han}{2}：/u, '');

/** What the section says, piece by piece, in so far as no reader may alter it. */
const pieces = ({ kind, text, bullets, entries, phrases }: Section): string[] => {
  if (phrases.length) return phrases;
  if (kind === 'summary' || kind === 'other') return [...text, ...bullets];
  // What is studied is taken apart into degree and subject.
  if (kind === 'education') return entries.map(({ name }) => name);
  return entries.flatMap(({ name, role, lines }) => [name, ...(role ? [role] : []), ...lines.map(unlabelled)]);
};

const isFactKind = (kind: Section['kind']): kind is Fact['kind'] =>
  kind === 'work' || kind === 'education' || kind === 'projects';

/** Follows from the data that the pages are made of. */
export const truthOf = ({ name, label = '', email, phone, contact, sections, skills, notSkills }: Resume): Truth => {
  const everything = sections.flatMap(({ title, text, bullets, entries }) => [
    title,
    ...text,
    ...bullets,
    ...entries.flatMap((entry) => [entry.name, entry.role ?? '', entry.place ?? '', ...entry.lines]),
  ]);
  const all = letters([label, ...contact, ...everything].join(' '));
  const isUnique = (text: string) => all.split(letters(text)).length === 2;
  return {
    name,
    email,
    phone,
    phrases: sections.flatMap((section) =>
      pieces(section)
        .filter(isUnique)
        .map((text) => ({ kind: section.kind, text })),
    ),
    facts: sections.flatMap(({ kind, entries }) =>
      isFactKind(kind)
        ? entries.map(({ name: entry, role, place, from, to }) => ({
            kind,
            name: entry,
            ...(kind === 'work' ? { role } : {}),
            place,
            from,
            to,
          }))
        : [],
    ),
    skills,
    notSkills,
  };
};

export type Given = { file: string; truth: Truth; bytes: Uint8Array };

const folder = new URL('../../../../shared/data/resumes/', import.meta.url);

/** Documents that were not made here, where they lie beside the checkout; their truths are in `given.yaml`. */
export const loadGiven = (): Given[] => {
  let present: string[];
  try {
    present = readdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
  const truths = z
    .array(z.strictObject({ files: z.array(z.string()), truth }))
    .parse(parse(readFileSync(new URL('./given.yaml', import.meta.url), 'utf8')));
  return truths.flatMap(({ files, truth: read }) =>
    files
      .filter((file) => present.includes(file))
      .map((file) => ({ file, truth: read, bytes: readFileSync(new URL(file, folder)) })),
  );
};
