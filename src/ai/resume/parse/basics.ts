/** Reads who the person is: name, what they are, how to reach them, where they live, their summary. */

import type { Basics, Location, Profile } from '../resume.js';
import { findEmails, findNamedProfiles, findPages, findPhones, profileOf } from './contact.js';
import { findDates } from './date.js';
import { isLabel, labelledValues } from './label.js';
import { findName, withoutDegrees } from './name.js';
import { placeOf } from './place.js';
import { rowsOfKind, type Section } from './section/section.js';
import { nonEmpty } from './shape.js';
import { join, paragraphsOf, proseOf, type Row, trimmed, widthOf } from './text.js';
import { isSurelyPosition, saysCompany, saysPosition, saysSchool } from './word.js';

export function readBasics(rows: Row[], sections: Section[], links: string[]): Basics {
  const head = rowsOfKind(sections, 'head');
  const near = [...head, ...rowsOfKind(sections, 'contact'), ...rowsOfKind(sections, 'other').slice(0, 20)];
  const email = first(near, rows, (text) => findEmails(text).map(({ value }) => value)) ?? linked(links, 'mailto:');
  const phone = phoneOf(near, rows) ?? linked(links, 'tel:');
  const name = findName(rows, head.length, email);
  const { url, profiles } = pagesOf(near, rows, links, sections);
  return nonEmpty<Basics>({
    name,
    label: labelOf(near, head, name),
    email,
    phone,
    url,
    summary: summaryOf(sections, head),
    location: locationOf(near),
    profiles,
  });
}

/** What stands near the name is the person's; elsewhere it may be a referee's, and counts only where there is nothing else. */
function first(near: Row[], all: Row[], find: (text: string) => string[]): string | undefined {
  for (const row of [...near, ...all]) {
    const found = find(row.text)[0];
    if (found) return found;
  }
  return undefined;
}

function phoneOf(near: Row[], all: Row[]): string | undefined {
  for (const rows of [near, all]) {
    const found = rows.flatMap((row) => {
      const emails = findEmails(row.text);
      const pages = findPages(row.text);
      return findPhones(row.text).filter(
        ({ from, to }) => ![...emails, ...pages].some((other) => from < other.to && other.from < to),
      );
    });
    const best = found.find(({ sure }) => sure) ?? found[0];
    if (best) return best.value;
  }
  return undefined;
}

const linked = (links: string[], scheme: string): string | undefined => {
  const target = links.find((link) => link.toLowerCase().startsWith(scheme));
  if (!target) return undefined;
  const value = target.slice(scheme.length).split('?')[0]?.trim() ?? '';
  return scheme === 'mailto:' ? findEmails(value)[0]?.value : value || undefined;
};

function pagesOf(near: Row[], all: Row[], links: string[], sections: Section[]): { url?: string; profiles: Profile[] } {
  const profiles: Profile[] = [];
  const known = new Set<string>();
  const add = (profile: Profile | undefined) => {
    const key = `${profile?.network}`;
    if (!profile || known.has(key)) return;
    known.add(key);
    profiles.push(nonEmpty(profile));
  };
  const own = near.flatMap((row) => findPages(withoutEmails(row.text)));
  const linkPages = links.filter((link) => /^https?:/i.test(link)).flatMap((link) => findPages(link).slice(0, 1));
  const projects = new Set(rowsOfKind(sections, 'projects'));
  const elsewhere = all.filter((row) => !projects.has(row)).flatMap((row) => findPages(withoutEmails(row.text)));
  for (const page of [...own, ...elsewhere, ...linkPages]) add(profileOf(page));
  for (const row of near) for (const profile of findNamedProfiles(row.text)) add(profile);
  const labelled = near
    .flatMap(labelledValues)
    .find(({ label, value }) => label === 'url' && findPages(value).length > 0)?.value;
  const url =
    (labelled ? findPages(labelled)[0] : undefined) ??
    own.find((page) => !profileOf(page) && !/(?:github|gitee|gitlab|linkedin)\.com/.test(page.host));
  return { url: url && !profileOf(url) ? url.value : undefined, profiles };
}

const withoutEmails = (text: string): string =>
  findEmails(text).reduce((rest, { value }) => rest.replace(value, ' '), text);

function locationOf(near: Row[]): Location | undefined {
  const labelled = near.flatMap(labelledValues).find(({ label }) => label === 'location')?.value;
  if (labelled) {
    const place = placeOf(labelled) ?? placeOf(labelled.split(/[|/·]/)[0] ?? '');
    if (place) return nonEmpty(place);
    if (labelled.length <= 100 && !findPhones(labelled).length)
      return /\d/.test(labelled) || labelled.length > 20 ? { address: labelled } : { city: labelled };
  }
  for (const row of near.slice(0, 20)) {
    const cells = row.cells.filter((_, index) => !isLabel(row.cells[index - 1] ?? ''));
    const parts = cells.flatMap((cell) => [cell, ...cell.split(/\s*[|•·;]\s*|\s[-–—]\s/)]).map(trimmed);
    for (const part of parts) {
      if (part.length < 2 || /@/.test(part)) continue;
      const bare = part.replace(/^(?:现居|坐标|base|lives? in|based in|located in)\s*[:：]?\s*/iu, '');
      const place = placeOf(bare) ?? placeBesideContact(bare);
      if (place && place.city !== 'Remote') return nonEmpty(place);
    }
  }
  return undefined;
}

/** "2207 Larkspur Avenue, Chicago, IL 60601 Cell: (312) 555-0166": a blank is all that parts it from mail and telephone. */
function placeBesideContact(text: string): Location | undefined {
  const contact = [...findEmails(text), ...findPhones(text), ...findPages(text)].sort((a, b) => a.from - b.from);
  if (contact.length === 0) return undefined;
  const label = /\s*(?:e-?mail|phone|cell|mobile|tel|电话|手机|邮箱|address|地址)?\s*[:：.]?\s*$/iu;
  let at = 0;
  for (const { from, to } of [...contact, { from: text.length, to: text.length }]) {
    const place = placeOf(trimmed(text.slice(at, from).replace(label, '')));
    if (place) return place;
    at = to;
  }
  return undefined;
}

/** What the person is or wants to be: labelled, or a short line of the head that names a position and nothing else. */
function labelOf(near: Row[], head: Row[], name: string | undefined): string | undefined {
  const labelled = near
    .flatMap(labelledValues)
    .find(({ label, value }) => label === 'label' && value.length <= 60)?.value;
  if (labelled) return labelled;
  for (const row of head.slice(0, 10)) {
    const cells = row.cells.filter((_, index) => !isLabel(row.cells[index - 1] ?? ''));
    for (const cell of cells.flatMap((one) => one.split(/\s\|\s/))) {
      const text = trimmed(withoutDegrees(name ? cell.replace(name, '') : cell));
      if (text === '' || /[\d@:：]/.test(text) || widthOf(text) > 70 || /[.。!]$/.test(text)) continue;
      if (
        saysPosition(text) &&
        !saysSchool(text) &&
        (isSurelyPosition(text) || !saysCompany(text)) &&
        /^(?:\p{Lu}|\p{Script=Han})/u.test(text) &&
        !/简历/u.test(text)
      )
        return text;
    }
  }
  return undefined;
}

/** The section of that name, else prose that stands below the name. */
function summaryOf(sections: Section[], head: Row[]): string | undefined {
  const own = sections.filter(({ kind, rows }) => kind === 'summary' && rows.length > 0);
  const chosen = own.find(({ title = '' }) => !/objective|目标|意向/.test(title)) ?? own[0];
  if (chosen) return paragraphsOf(chosen.rows).map(proseOf).reduce(join, '') || undefined;
  const prose = paragraphsOf(head).filter(
    (row) =>
      widthOf(row.text) > 90 &&
      /[.。]$/.test(row.text) &&
      row.cells.length === 1 &&
      findEmails(row.text).length === 0 &&
      findDates(row.text).every(({ single }) => single),
  );
  return prose.map(proseOf).reduce(join, '') || undefined;
}
