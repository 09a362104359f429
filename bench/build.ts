/** Builds src and bench in a folder of their own: measured is the server as it is built, whatever happens to dist meanwhile. */
import { execFile } from 'node:child_process';
import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { bundle } from '../build/bundle.js';

const root = fileURLToPath(new URL('..', import.meta.url));
/** What the compiled code looks up beside itself. */
const siblings = ['package.json', 'node_modules', 'drizzle', 'seed'];

/** @returns the folder that holds the compiled `src`, its entry bundled, and `bench` */
export const build = async (folder: string, signal: AbortSignal): Promise<string> => {
  await mkdir(folder, { recursive: true });
  for (const name of siblings) await symlink(join(root, name), join(folder, name));
  const tsc = join(root, 'node_modules/.bin/tsc');
  const args = ['-p', join(root, 'bench/tsconfig.json'), '--noEmit', 'false', '--outDir', folder];
  await promisify(execFile)(tsc, args, { cwd: root, signal }).catch((error: { stdout?: string; message: string }) => {
    throw new Error(`The code does not compile:\n${error.stdout || error.message}`);
  });
  await bundle('src/main.ts', join(folder, 'src/main.js'));
  return folder;
};
