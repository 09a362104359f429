/** All skills that a resume names, each once, in the order in which the text first has them. */
import { findEmails, findPages } from './contact.js';
import type { Section } from './section/section.js';
import { isItem } from './skill/section.js';
import { canonicalSkill, findMentions, type Where } from './skill/skill.js';
import { proseOf } from './text.js';

const whereOf = (kind: Section['kind']): Where =>
  kind === 'skills' ? 'list' : kind === 'summary' ? 'summary' : 'prose';

/** A host names no skill, and neither does a person: github.com/someone, mail@python.example, Ruby Jenkins. */
const masked = (text: string, name: string | undefined): string =>
  [...findEmails(text), ...findPages(text), ...(name ? [{ value: name }] : [])].reduce(
    (rest, { value }) => rest.replace(value, (hidden) => ' '.repeat(hidden.length)),
    text,
  );

/** Nobody has more; what looks like it is no list of skills. */
const mostUnknown = 200;

/** `items`: what stands in lists of skills, in order, known by name or not; what nobody knows is taken as it stands. */
export function collectSkills(sections: Section[], items: string[], name: string | undefined): string[] {
  const found: { skill: string; at: number }[] = [];
  const unknown = [...new Set(items)]
    .filter((item) => isItem(item) && findMentions(item, 'list').length === 0)
    .slice(0, mostUnknown);
  let offset = 0;
  for (const { kind, rows } of sections) {
    if (['references', 'interests', 'languages'].includes(kind)) continue;
    const text = rows.map((row) => masked(proseOf(row), name)).join('\n');
    for (const { skill, from } of findMentions(text, whereOf(kind))) found.push({ skill, at: offset + from });
    if (kind === 'skills')
      for (const item of unknown) {
        const at = text.indexOf(item);
        if (at >= 0) found.push({ skill: canonicalSkill(item) ?? item, at: offset + at });
      }
    offset += text.length + 1;
  }
  return [...new Set(found.sort((a, b) => a.at - b.at).map(({ skill }) => skill))];
}
