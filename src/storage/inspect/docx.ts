/** DOCX: a ZIP that every reader sees alike, holds a Word document, and unpacks to a bounded size without entities. */
import { type Directory, lastDirectory, opensAsZip } from './archive.js';
import { expand } from './expand.js';
import { type ListedPart, listParts, placeParts } from './parts.js';
import type { Rejection } from './terms.js';
import { createXmlWatch } from './xml.js';

/** Bytes that all parts together may unpack to. */
const mostBytes = 50 * 1024 * 1024;
/** Of the part that lists the types of the others, which is the only one that is kept. */
const mostTypesBytes = 2 ** 20;
const mostParts = 2_000;
const localSignature = Buffer.from([0x50, 0x4b, 3, 4]);
const compoundSignature = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
/** How far readers look for the header of a PDF. */
const pdfHeaderWithin = 1024;

const typesPart = '[content_types].xml';
/** Some of Microsoft's own services number it. */
const mainPart = /^word\/document\d*\.xml$/;
const macroPart = /(?:^|\/)vba(?:project|data)\./;
const mainType = 'wordprocessingml.document.main+xml';

const begins = (bytes: Buffer, signature: Buffer) => bytes.subarray(0, signature.length).equals(signature);

const inspectShape = (bytes: Buffer): Rejection | Directory => {
  if (begins(bytes, compoundSignature)) return 'OLD_OR_PROTECTED_WORD';
  if (!begins(bytes, localSignature)) return opensAsZip(bytes) ? 'AMBIGUOUS' : 'TYPE_MISMATCH';
  if (bytes.subarray(0, pdfHeaderWithin).includes('%PDF-')) return 'AMBIGUOUS';
  const directory = lastDirectory(bytes);
  if (directory === undefined) return 'BROKEN';
  return directory.count > mostParts ? 'EXPANDS_TOO_FAR' : directory;
};

const inspectNames = (parts: ListedPart[]): Rejection | undefined => {
  const names = new Set(parts.map(({ name }) => name));
  if (!names.has(typesPart) || !parts.some(({ name }) => mainPart.test(name))) return 'TYPE_MISMATCH';
  if (names.size < parts.length) return 'AMBIGUOUS';
  return parts.some(({ name }) => macroPart.test(name)) ? 'TYPE_NOT_ALLOWED' : undefined;
};

/** Unpacks all of it once, into nothing. No part gets further than it declares, so the declared sizes bound the whole. */
const inspectContents = async (parts: ListedPart[]): Promise<Rejection | undefined> => {
  if (parts.reduce((sum, { byteSize }) => sum + byteSize, 0) > mostBytes) return 'EXPANDS_TOO_FAR';
  const types = parts.find(({ name }) => name === typesPart);
  if (types === undefined || types.byteSize > mostTypesBytes) return 'EXPANDS_TOO_FAR';
  let isDocument = false;
  for (const part of parts) {
    const declares = createXmlWatch(part.name);
    const kept: Buffer[] = [];
    const rejection = await expand(part, (piece) => {
      if (part === types) kept.push(piece);
      return declares(piece) ? 'ENTITIES' : undefined;
    });
    if (rejection) return rejection;
    if (part === types) isDocument = Buffer.concat(kept).includes(mainType);
  }
  // A template or a document with macros is listed under a type of its own.
  return isDocument ? undefined : 'TYPE_NOT_ALLOWED';
};

export const inspectDocx = async (bytes: Buffer): Promise<Rejection | undefined> => {
  const shape = inspectShape(bytes);
  if (typeof shape === 'string') return shape;
  const listed = await listParts(bytes, shape);
  if (typeof listed === 'string') return listed;
  const parts = placeParts(bytes, shape, listed);
  if (typeof parts === 'string') return parts;
  return inspectNames(parts) ?? inspectContents(parts);
};
