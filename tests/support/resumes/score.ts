/** Holds what was read against the truth. */
import type { ResumeDocument } from '../../../src/ai/resume/resume.js';
import { type SectionKind, sectionKinds } from './resume.js';
import { blankless, letters, skillKey } from './text.js';
import type { Fact, Truth } from './truth.js';

/** `found` of `of`, and in words what is missing or wrong. */
export type Tally = { found: number; of: number; misses: string[] };

export type Score = {
  /** Of documents that have one: those in which it is exact. */
  email: Tally;
  /** Compared by digits, the country code may be there or not. */
  phone: Tally;
  name: Tally;
  /** Phrases that are in their section and in no other, and those of other sections that are in none. */
  sections: Tally;
  /** Names, positions and dates of entries. */
  facts: Tally;
  /** Skills that are named, and ordinary words that are not. */
  skills: Tally;
  /** Emails and phones that are in no document. */
  invented: string[];
};

export const scoreParts = ['email', 'phone', 'name', 'sections', 'facts', 'skills'] as const;
export type ScorePart = (typeof scoreParts)[number];

const tally = (checks: { right: boolean; miss: string }[]): Tally => ({
  found: checks.filter(({ right }) => right).length,
  of: checks.length,
  misses: checks.filter(({ right }) => !right).map(({ miss }) => miss),
});

export const sum = (tallies: Tally[]): Tally => ({
  found: tallies.reduce((total, { found }) => total + found, 0),
  of: tallies.reduce((total, { of }) => total + of, 0),
  misses: tallies.flatMap(({ misses }) => misses),
});

/** 1 where there is nothing to find. */
export const shareOf = ({ found, of }: Tally): number => (of === 0 ? 1 : found / of);

const leaves = (value: unknown): string[] => {
  if (value === undefined || value === null) return [];
  if (typeof value !== 'object') return [String(value)];
  return Object.values(value).flatMap(leaves);
};

const exact = (what: string, truth: string | undefined, read: string | undefined, same: boolean): Tally =>
  truth === undefined ? tally([]) : tally([{ right: same, miss: `${what}: ${read ?? 'none'}, not ${truth}` }]);

const samePhone = (truth = '', read = ''): boolean => {
  const [a, b] = [truth, read].map((text) => text.normalize('NFKC').replace(/\D/g, '')) as [string, string];
  if (a.length < 7 || b.length < 7) return false;
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  // At most three digits of a country's code; a national number may begin with a 0 that the international one leaves out.
  const national = short.replace(/^0/, '');
  return long.endsWith(national) && long.length - national.length <= 3;
};

const sectionText = (document: ResumeDocument, kind: SectionKind): string =>
  letters(leaves(kind === 'summary' ? document.basics?.summary : document[kind]).join(' '));

const scoreSections = ({ phrases }: Truth, document: ResumeDocument): Tally => {
  const texts = sectionKinds.map((kind) => ({ kind, text: sectionText(document, kind) }));
  return tally(
    phrases.map(({ kind, text }) => {
      const found = texts.filter((section) => section.text.includes(letters(text))).map((section) => section.kind);
      const right = kind === 'other' ? found.length === 0 : found.length === 1 && found[0] === kind;
      return { right, miss: `${kind}: "${text}" in ${found.join(' and ') || 'none'}` };
    }),
  );
};

type ReadEntry = { name?: string; role?: string; from?: string; to?: string };

const readEntries = ({ work = [], education = [], projects = [] }: ResumeDocument, kind: Fact['kind']): ReadEntry[] => {
  const dates = ({ startDate, endDate }: { startDate?: string; endDate?: string }) => ({
    from: startDate,
    to: endDate,
  });
  if (kind === 'work') return work.map((one) => ({ name: one.name, role: one.position, ...dates(one) }));
  if (kind === 'education') return education.map((one) => ({ name: one.institution, ...dates(one) }));
  return projects.map((one) => ({ name: one.name, ...dates(one) }));
};

const isNamed = (read = '', { name, place = '' }: Fact): boolean =>
  [name, name + place].some((text) => letters(text) === letters(read));

/** The entry that agrees best; a start is only held against the truth where it is known, an end also where it goes on. */
const scoreFacts = ({ facts }: Truth, document: ResumeDocument): Tally =>
  sum(
    facts.map((fact) => {
      const attempts = (readEntries(document, fact.kind).length ? readEntries(document, fact.kind) : [{}]).map(
        (entry: ReadEntry) => {
          const checks = [
            {
              key: 'name',
              right: isNamed(entry.name, fact),
              read: entry.name,
              truth: fact.name,
            },
            ...(fact.role === undefined
              ? []
              : [
                  {
                    key: 'role',
                    right: letters(entry.role ?? '') === letters(fact.role),
                    read: entry.role,
                    truth: fact.role,
                  },
                ]),
            ...(fact.from === undefined
              ? []
              : [
                  { key: 'from', right: entry.from === fact.from, read: entry.from, truth: fact.from },
                  { key: 'to', right: entry.to === fact.to, read: entry.to, truth: fact.to },
                ]),
          ];
          return tally(
            checks.map(({ key, right, read, truth }) => ({
              // Where nothing was read, "no end" is not read either.
              right: right && Object.values(entry).some((value) => value !== undefined),
              miss: `${fact.kind} ${fact.name}, ${key}: ${read ?? 'none'}, not ${truth ?? 'none'}`,
            })),
          );
        },
      );
      return attempts.reduce((best, one) => (one.found > best.found ? one : best));
    }),
  );

const scoreSkills = ({ skills, notSkills }: Truth, read: string[]): Tally => {
  const keys = new Set(read.map(skillKey));
  return tally([
    ...skills.map((skill) => ({
      right: skill.split('|').some((name) => keys.has(skillKey(name))),
      miss: `skill ${skill} missed`,
    })),
    ...notSkills.map((skill) => ({ right: !keys.has(skillKey(skill)), miss: `skill ${skill} made up` })),
  ]);
};

export const score = (truth: Truth, document: ResumeDocument, skills: string[]): Score => {
  const { name, email, phone } = document.basics ?? {};
  const sameEmail = email?.toLowerCase() === truth.email?.toLowerCase();
  return {
    email: exact('email', truth.email, email, sameEmail),
    phone: exact('phone', truth.phone, phone, samePhone(truth.phone, phone)),
    name: exact('name', truth.name, name, blankless(name ?? '') === blankless(truth.name)),
    sections: scoreSections(truth, document),
    facts: scoreFacts(truth, document),
    skills: scoreSkills(truth, skills),
    invented: [
      ...(truth.email === undefined && email !== undefined ? [`email made up: ${email}`] : []),
      ...(truth.phone === undefined && phone !== undefined ? [`phone made up: ${phone}`] : []),
    ],
  };
};
