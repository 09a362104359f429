/** From the bytes of a resume to what it says; runs on a thread, where it may fail as it likes. */
import { DocumentError } from '../document/document.js';
import { readDocument } from '../document/read.js';
import { parseResume } from './parse/parse.js';
import type { ResumeReading } from './resume.js';

export type ResumeFile = { bytes: Uint8Array; contentType: string };

export async function readResume({ bytes, contentType }: ResumeFile): Promise<ResumeReading> {
  try {
    const document = await readDocument(bytes, contentType);
    const resume = parseResume(document);
    return resume === 'NOT_A_RESUME'
      ? { status: 'FAILED', failure: resume, text: document.text }
      : { status: 'READY', text: document.text, ...resume };
  } catch (error) {
    if (error instanceof DocumentError) return { status: 'FAILED', failure: error.failure, text: null };
    throw error;
  }
}
