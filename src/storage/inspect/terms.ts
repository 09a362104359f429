/** What may be uploaded for which purpose, and the reasons for which an upload is not taken. */

export const purposes = ['RESUME', 'RECORDING', 'AVATAR', 'QUESTIONS'] as const;
export type Purpose = (typeof purposes)[number];

export const rejections = [
  /** Nothing arrived. */
  'EMPTY',
  /** Announced with more bytes than its purpose allows. */
  'TOO_LARGE',
  /** More or fewer bytes than announced. */
  'SIZE_MISMATCH',
  /** Nothing that this purpose takes: by its announcement, or a document with macros, or a template. */
  'TYPE_NOT_ALLOWED',
  /** It is not what it was announced as. */
  'TYPE_MISMATCH',
  /** It is two things at once, or different readers would see different things in it. */
  'AMBIGUOUS',
  /** Damaged, cut off, or with a password on its parts. */
  'BROKEN',
  /** A document with a path among its parts that leads elsewhere. */
  'UNSAFE_NAMES',
  /** A document that unpacks to more bytes or parts than anyone's resume. */
  'EXPANDS_TOO_FAR',
  /** A document whose XML declares a document type or entities, which Word never writes. */
  'ENTITIES',
  /** A Word document of before 2007, or one with a password: from outside they look the same. */
  'OLD_OR_PROTECTED_WORD',
  /** An image of more pixels than we decode. */
  'TOO_MANY_PIXELS',
] as const;
/** Why an upload is not taken. */
export type Rejection = (typeof rejections)[number];

export const pdfType = 'application/pdf';
export const docxType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

export const allowedTypes: Record<Purpose, readonly string[]> = {
  RESUME: [pdfType, docxType, 'text/plain', 'text/markdown'],
  RECORDING: ['audio/webm', 'video/webm', 'audio/mpeg', 'audio/mp4', 'video/mp4', 'audio/wav', 'audio/ogg'],
  AVATAR: ['image/jpeg', 'image/png', 'image/webp'],
  QUESTIONS: ['text/csv', 'application/json', 'application/x-ndjson', 'text/markdown', 'text/plain'],
};

const megabyte = 1024 * 1024;

/** Bytes. */
export const sizeLimits: Record<Purpose, number> = {
  RESUME: 10 * megabyte,
  RECORDING: 200 * megabyte,
  AVATAR: 5 * megabyte,
  QUESTIONS: 200 * megabyte,
};

const aliases: Record<string, string | undefined> = {
  'application/x-pdf': pdfType,
  'text/x-markdown': 'text/markdown',
  'application/jsonl': 'application/x-ndjson',
  'application/x-jsonlines': 'application/x-ndjson',
  'application/vnd.ms-excel': 'text/csv',
  'audio/x-wav': 'audio/wav',
  'audio/wave': 'audio/wav',
  'audio/vnd.wave': 'audio/wav',
  'audio/mp3': 'audio/mpeg',
  'audio/x-mp3': 'audio/mpeg',
  'audio/m4a': 'audio/mp4',
  'audio/x-m4a': 'audio/mp4',
  'application/ogg': 'audio/ogg',
  'image/jpg': 'image/jpeg',
};

/**
 * The one name that we keep a type under, without parameters such as `codecs=opus`.
 * @returns undefined when the purpose does not take the type
 */
export const canonicalType = (purpose: Purpose, contentType: string): string | undefined => {
  const name = (contentType.split(';', 1)[0] ?? '').trim().toLowerCase();
  // An own property only: `constructor` is no type.
  const type = (Object.hasOwn(aliases, name) ? aliases[name] : undefined) ?? name;
  return allowedTypes[purpose].includes(type) ? type : undefined;
};

/** Bytes of the beginning, behind tags, that tell a container; a frame of MP3 has less than 3 KB. */
export const headLength = 16 * 1024;
