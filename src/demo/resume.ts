/** Brings a resume along: uploads it, waits until it is read, and says what was understood. */
import { readFile } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { ApiClient } from '../client/client.js';
import { ResumeDocument, UploadResumeDocument } from '../client/gql/graphql.js';
import { uploadFile } from '../client/upload.js';
import { DemoError } from './failure.js';
import type { Terminal } from './terminal.js';
import { clean } from './text.js';
import type { Words } from './words.js';

const types: Record<string, string> = {
  '.pdf': 'application/pdf',
  '.docx': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  '.txt': 'text/plain',
  '.md': 'text/markdown',
};

/** Milliseconds. */
const readPatience = 60_000;
const pollPause = 300;

/** @throws DemoError when there is no such file, or the server can make nothing of it */
export const bringResume = async (
  { client, terminal, words }: { client: ApiClient; terminal: Terminal; words: Words },
  path: string,
): Promise<void> => {
  const contentType = types[extname(path).toLowerCase()];
  if (!contentType) throw new DemoError(words.resume.type(path));
  const bytes = await readFile(path).catch(() => {
    throw new DemoError(words.resume.missing(path));
  });
  const file = await uploadFile(client, {
    purpose: 'RESUME',
    filename: basename(path),
    contentType,
    bytes: new Blob([new Uint8Array(bytes)]),
  });
  if (file.status !== 'READY') throw new DemoError(words.resume.refused(clean(file.rejection ?? '')));
  await client.request(UploadResumeDocument, { fileId: file.id });
  const end = Date.now() + readPatience;
  for (;;) {
    const resume = (await client.request(ResumeDocument, {})).me?.resume;
    if (resume?.status === 'READY') {
      terminal.print(words.resume.read(resume.version, resume.skills.map(clean).join(', ')));
      return;
    }
    if (resume?.status === 'FAILED') throw new DemoError(words.resume.refused(clean(resume.failure ?? '')));
    if (Date.now() > end) throw new DemoError(words.resume.slow(readPatience / 1000));
    await delay(pollPause);
  }
};
