/** What a model is asked for, part by part, and what of its answer is taken. */
import { z } from 'zod';
import type { Basics, ResumeDocument } from '../resume.js';
import type { Evidence } from './evidence.js';

const text = z.string().nullable();
const texts = z.array(z.string()).nullable();

const basics = {
  name: text,
  label: text,
  email: text,
  phone: text,
  url: text,
  summary: text,
  location: z.object({ address: text, city: text, region: text }).nullable(),
  profiles: z.array(z.object({ network: text, username: text, url: text })).nullable(),
} satisfies Record<keyof Basics, z.ZodType>;

const dated = { startDate: text, endDate: text };

const sections = {
  work: z.object({ name: text, position: text, location: text, ...dated, summary: text, highlights: texts }),
  education: z.object({ institution: text, area: text, studyType: text, ...dated, score: text, courses: texts }),
  projects: z.object({ name: text, description: text, highlights: texts, keywords: texts, roles: texts, ...dated }),
  skills: z.object({ name: text, level: text, keywords: texts }),
  languages: z.object({ language: text, fluency: text }),
  certificates: z.object({ name: text, date: text, issuer: text }),
} satisfies Record<Exclude<keyof ResumeDocument, 'basics'>, z.ZodType>;

type Section = keyof typeof sections;

/** Of these an entry has at least one, or it says nothing. */
const names: Record<Section, string[]> = {
  work: ['name', 'position'],
  education: ['institution', 'area', 'studyType'],
  projects: ['name'],
  skills: ['name'],
  languages: ['language'],
  certificates: ['name'],
};

const most = { entries: 30, list: 30, short: 300, long: 3_000 };
const longFields = new Set(['summary', 'description', 'highlights']);
const dates = new Set(['startDate', 'endDate', 'date']);

/** What some fields look like beside being in the text. */
const looks: Record<string, RegExp> = {
  email: /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/,
  phone: /^(?=(?:\D*\d){5})[\d\s()+./-]{5,40}$/,
  url: /^(?:https?:\/\/)?[\w-]+(?:\.[\w-]+)+(?:[/?#:]\S*)?$/i,
};

const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  (typeof value === 'object' && Object.values(value).every(isEmpty));

/** The fields of `basics`, and the sections, that a document has nothing of. */
export const missingIn = (document: ResumeDocument) => ({
  fields: (Object.keys(basics) as (keyof Basics)[]).filter((key) => isEmpty(document.basics?.[key])),
  sections: (Object.keys(sections) as Section[]).filter((key) => isEmpty(document[key])),
});

export type Missing = ReturnType<typeof missingIn>;

/** The shape of an answer that has these parts, and no others. */
export const shapeOf = ({ fields, sections: wanted }: Missing): z.ZodType<Record<string, unknown>> =>
  z.object({
    ...(fields.length === 0 ? {} : { basics: z.object(Object.fromEntries(fields.map((key) => [key, basics[key]]))) }),
    ...Object.fromEntries(wanted.map((key) => [key, z.array(sections[key])])),
  });

const cut = (value: string, key: string): string =>
  [...value]
    .slice(0, longFields.has(key) ? most.long : most.short)
    .join('')
    .trimEnd();

/** How the text bears an answer out, and when others have their turn meanwhile. */
export type Check = { evidence: Evidence; breath: () => Promise<void> };

/** What the text bears out of an answer's value, whatever depth it has; undefined when nothing is left. */
const borneOut = async (value: unknown, key: string, check: Check): Promise<unknown> => {
  if (typeof value === 'string') {
    await check.breath();
    if (dates.has(key)) return check.evidence.findDate(value);
    const found = check.evidence.find(value, key === 'email' || key === 'phone' ? key : undefined);
    return found === undefined || (looks[key] && !looks[key].test(found)) ? undefined : cut(found, key);
  }
  if (Array.isArray(value)) {
    const list: unknown[] = [];
    for (const item of value.slice(0, most.list)) list.push(await borneOut(item, key, check));
    const some = list.filter((item) => item !== undefined);
    return some.length > 0 ? some : undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const kept: Record<string, unknown> = {};
  for (const [field, item] of Object.entries(value)) {
    const borne = await borneOut(item, field, check);
    if (borne !== undefined) kept[field] = borne;
  }
  if (
    typeof kept.startDate === 'string' &&
    typeof kept.endDate === 'string' &&
    isBefore(kept.endDate, kept.startDate)
  ) {
    // Each stands in the text, yet not as this pair.
    delete kept.startDate;
    delete kept.endDate;
  }
  return isEmpty(kept) ? undefined : kept;
};

/** Compared only as far as both are exact. */
const isBefore = (one: string, other: string): boolean => {
  const length = Math.min(one.length, other.length);
  return one.slice(0, length) < other.slice(0, length);
};

/** The fields of `basics` that the text bears out. */
export const basicsFrom = async (
  answer: Record<string, unknown>,
  fields: Missing['fields'],
  check: Check,
): Promise<Basics> => {
  const said = (answer.basics ?? {}) as Record<string, unknown>;
  const wanted = Object.fromEntries(fields.map((key) => [key, said[key]]));
  return ((await borneOut(wanted, 'basics', check)) ?? {}) as Basics;
};

/** The sections that the text bears out, entry by entry. */
export const sectionsFrom = async (
  answer: Record<string, unknown>,
  wanted: Missing['sections'],
  check: Check,
): Promise<ResumeDocument> => {
  const kept: Record<string, unknown> = {};
  for (const section of wanted) {
    const said = answer[section];
    const entries: Record<string, unknown>[] = [];
    for (const entry of Array.isArray(said) ? said.slice(0, most.entries) : []) {
      const borne = (await borneOut(entry, section, check)) as Record<string, unknown> | undefined;
      if (borne && names[section].some((name) => name in borne)) entries.push(borne);
    }
    if (entries.length > 0) kept[section] = entries;
  }
  return kept;
};
