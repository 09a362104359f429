/** Reads a document of any supported kind. */
import { DocumentError, type DocumentText } from './document.js';
import { readDocx } from './docx/read.js';
import { readPdf } from './pdf/read.js';
import { readMarkdown, readPlain } from './plain.js';

const readers: Record<string, (bytes: Uint8Array) => DocumentText | Promise<DocumentText>> = {
  'application/pdf': readPdf,
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': readDocx,
  'text/plain': readPlain,
  'text/markdown': readMarkdown,
};

/** Throws DocumentError, whatever is wrong with the document. `contentType` is what its bytes were found to be. */
export async function readDocument(bytes: Uint8Array, contentType: string): Promise<DocumentText> {
  try {
    const read = readers[contentType];
    if (!read) throw new Error(`No reader for ${contentType}.`);
    return await read(bytes);
  } catch (error) {
    throw error instanceof DocumentError ? error : new DocumentError('UNREADABLE', { cause: error });
  }
}
