/** XML as a tree of elements that are found by their local names, whatever prefix a program gives them. */
import { DOMParser } from '@xmldom/xmldom';
import { DocumentError } from '../document.js';

const fail = (message: unknown): never => {
  throw new DocumentError('UNREADABLE', { cause: message });
};

const parser = new DOMParser({ locator: {}, errorHandler: { warning: fail, error: fail, fatalError: fail } });

/** Throws DocumentError UNREADABLE for what is not well-formed, and for any document type: no Office program writes one. */
export function parseXml(source: string): Element {
  if (/<!(?:DOCTYPE|ENTITY)/i.test(source)) throw new DocumentError('UNREADABLE');
  return parser.parseFromString(source.replace(/^\ufeff/, ''), 'text/xml').documentElement ?? fail('Empty.');
}

const isElement = (node: Node): node is Element => node.nodeType === 1;

export function childrenOf(element: Element): Element[] {
  const children: Element[] = [];
  for (let node = element.firstChild; node; node = node.nextSibling) if (isElement(node)) children.push(node);
  return children;
}

/** The element that is reached by these names, each a child of the one before. */
export function find(element: Element | undefined, ...names: string[]): Element | undefined {
  let found = element;
  for (const name of names) found = found && childrenOf(found).find((child) => child.localName === name);
  return found;
}

/** The first element of one of these names anywhere below. */
export function findDeep(element: Element, ...names: string[]): Element | undefined {
  for (const child of childrenOf(element)) {
    const found = names.includes(child.localName) ? child : findDeep(child, ...names);
    if (found) return found;
  }
  return undefined;
}

/** The value of an attribute by its local name. */
export function attribute(element: Element | undefined, name: string): string | undefined {
  for (const candidate of Array.from(element?.attributes ?? [])) {
    if ((candidate.localName ?? candidate.name) === name) return candidate.value;
  }
  return undefined;
}

export const numberAt = (element: Element | undefined, name: string): number | undefined => {
  const value = Number.parseFloat(attribute(element, name) ?? '');
  return Number.isFinite(value) ? value : undefined;
};

/** What an element that is on or off says: on where it merely stands there. */
export const switched = (element: Element | undefined): boolean | undefined =>
  element && !['0', 'false', 'off', 'none'].includes(attribute(element, 'val') ?? 'true');
