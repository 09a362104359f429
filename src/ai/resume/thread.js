/**
 * What the reading thread runs. Plain JavaScript: a thread loads the file as it stands. Beside it lies what it runs, compiled; or,
 * where the sources run as they are, in TypeScript, which is then compiled on the fly.
 */
import { existsSync } from 'node:fs';

const compiled = new URL('./read-resume.js', import.meta.url);

/** @returns {Promise<typeof import('./read-resume.js')>} */
const load = async () => {
  if (existsSync(compiled)) return import(compiled.href);
  const { tsImport } = await import('tsx/esm/api');
  return tsImport('./read-resume.ts', import.meta.url);
};

/** @type {ReturnType<typeof load> | undefined} */
let loaded;

/**
 * Reads a resume.
 * @param {import('./read-resume.js').ResumeFile} file
 */
export default async (file) => {
  loaded ??= load();
  return (await loaded).readResume(file);
};
