/** A Word document as lines: its page headers, its body, its footers. */
import { posix } from 'node:path';
import { DocumentError, type DocumentText } from '../document.js';
import { documentOf, type RawLine } from '../lines.js';
import { type Archive, openArchive } from './archive.js';
import { readBlocks } from './body.js';
import type { Part } from './part.js';
import { readCharacterLooks, readStyles } from './style.js';
import { attribute, childrenOf, find, parseXml } from './xml.js';

type Relation = { type: string; target: string; outside: boolean };

/** What a part refers to, by the ids it uses; targets inside are paths in the archive. */
async function relationsOf(archive: Archive, path: string): Promise<Map<string, Relation>> {
  const folder = posix.dirname(path);
  const source = await archive.part(posix.join(folder, '_rels', `${posix.basename(path)}.rels`));
  const relations = new Map<string, Relation>();
  for (const relation of source === undefined ? [] : childrenOf(parseXml(source))) {
    const target = attribute(relation, 'Target') ?? '';
    const outside = attribute(relation, 'TargetMode') === 'External';
    relations.set(attribute(relation, 'Id') ?? '', {
      type: (attribute(relation, 'Type') ?? '').split('/').at(-1) ?? '',
      target: outside ? target : target.startsWith('/') ? target.slice(1) : posix.join(folder, target),
      outside,
    });
  }
  return relations;
}

const targetsOf = (relations: Map<string, Relation>) =>
  new Map([...relations].flatMap(([id, { target, outside }]) => (outside ? [[id, target] as const] : [])));

/** Ids of the headers or footers that sections use, each once; those of even pages repeat what stands on the others. */
function referenced(root: Element, name: 'headerReference' | 'footerReference'): string[] {
  const ids: string[] = [];
  const walk = (element: Element) => {
    for (const child of childrenOf(element)) {
      if (child.localName === name && attribute(child, 'type') !== 'even') ids.push(attribute(child, 'id') ?? '');
      if (['body', 'sectPr', 'p', 'pPr', 'sdt', 'sdtContent'].includes(child.localName)) walk(child);
    }
  };
  walk(root);
  return [...new Set(ids)];
}

const isPageNumber = ({ text }: RawLine) => !/[^\s\d/\-–—|]/.test(text.replace(/page|of|第|页|共/gi, ''));

/** Throws DocumentError, or what yauzl throws on a damaged archive. */
export async function readDocx(bytes: Uint8Array): Promise<DocumentText> {
  const archive = await openArchive(bytes);
  const main = [...(await relationsOf(archive, '')).values()].find(({ type }) => type === 'officeDocument');
  const path = main?.target ?? 'word/document.xml';
  const source = await archive.part(path);
  if (source === undefined) throw new DocumentError('UNREADABLE');
  const root = parseXml(source);
  const body = find(root, 'body');
  if (!body) throw new DocumentError('UNREADABLE');

  const relations = await relationsOf(archive, path);
  const stylesPath = [...relations.values()].find(({ type }) => type === 'styles')?.target;
  const stylesSource = stylesPath === undefined ? undefined : await archive.part(stylesPath);
  const styles = stylesSource === undefined ? undefined : parseXml(stylesSource);
  const links: string[] = [];
  const part = (own: Map<string, Relation>): Part => ({
    styles: readStyles(styles),
    characterLooks: readCharacterLooks(styles),
    targets: targetsOf(own),
    link: (target) => links.push(target),
  });

  const seen = new Set<string>();
  const readMargin = async (name: 'headerReference' | 'footerReference'): Promise<RawLine[]> => {
    const lines: RawLine[] = [];
    for (const id of referenced(root, name)) {
      const target = relations.get(id)?.target;
      const margin = target === undefined ? undefined : await archive.part(target);
      if (target === undefined || margin === undefined) continue;
      for (const line of readBlocks(parseXml(margin), part(await relationsOf(archive, target)))) {
        if (seen.has(line.text) || isPageNumber(line)) continue;
        seen.add(line.text);
        lines.push(line);
      }
    }
    return lines;
  };
  const header = await readMargin('headerReference');
  const text = readBlocks(body, part(relations));
  return documentOf([...header, ...text, ...(await readMargin('footerReference'))], links);
}
