/** The server as it runs under faults: as it is built, but for the kill points and, in a control, its weakness. */
import { fileURLToPath } from 'node:url';
import { bundle } from '../build/bundle.js';
import { createControl } from './control.js';

/** @returns the file to run. @throws Error where the control does not fit the code */
export const build = async (control?: string): Promise<string> => {
  const file = `dist/chaos${control ? `-${control}` : ''}.js`;
  const { edit, missing } = createControl(control ?? '');
  await bundle('chaos/entry.ts', file, edit);
  if (missing().length > 0) throw new Error(`control ${control}: the server has no ${missing().join(', ')}`);
  return fileURLToPath(new URL(`../${file}`, import.meta.url));
};
