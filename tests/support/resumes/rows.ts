/** A resume as rows of text, before it is known what they look like. */
import type { Entry, Resume, Section } from './resume.js';

/** `head` begins an entry, `sub` are its further lines; a tab in the text separates what stands apart. */
export type Row = { kind: 'name' | 'label' | 'contact' | 'head' | 'sub' | 'text' | 'bullet'; text: string };

export type Block = { kind: Section['kind']; title: string; rows: Row[] };

const fill = (template: string, entry: Entry): string =>
  template
    .replace(/\{(\w+)\}/g, (_, key: 'name' | 'role' | 'place' | 'when') => entry[key] ?? '')
    // What is not there leaves its separators behind.
    .replace(/（）|\(\)|\t$/g, '')
    .replace(/[ \t]*[,，|/-]? *$/, '');

const entryRows = (entry: Entry, templates: string[]): Row[] => [
  ...templates
    .map((template) => fill(template, entry))
    .filter((text) => text.trim() !== '')
    .map((text, at): Row => ({ kind: at === 0 ? 'head' : 'sub', text })),
  ...entry.lines.map((text): Row => ({ kind: 'bullet', text })),
];

export const headerRows = ({ named, name, label, contact }: Resume): Row[] => [
  { kind: 'name', text: named ? '个人简历' : name },
  ...(named || !label ? [] : [{ kind: 'label', text: label } as const]),
  ...contact.map((text): Row => ({ kind: 'contact', text })),
];

export const blocksOf = ({ sections, heads }: Resume): Block[] =>
  sections.map(({ kind, title, text, bullets, entries }) => ({
    kind,
    title,
    rows: [
      ...text.map((line): Row => ({ kind: 'text', text: line })),
      ...bullets.map((line): Row => ({ kind: 'bullet', text: line })),
      ...entries.flatMap((entry) => entryRows(entry, heads[kind] ?? ['{name}'])),
    ],
  }));

/** What stands in the narrow column of a page that has one; the rest is beside it. */
export const isAside = ({ kind }: Block): boolean => ['skills', 'languages', 'certificates', 'other'].includes(kind);

export const cells = (text: string): string[] => text.split('\t');
