/** A profile of a server while something is measured, where one is wanted. */
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Bench } from './scenarios/scenario.js';
import type { RunningServer } from './server.js';
import type { ProfileKind, ProfileOrder } from './servers/profile.js';

const order = async ({ child }: RunningServer, message: ProfileOrder): Promise<void> => {
  child.send(message);
  await once(child, 'message');
};

const extensions: Record<ProfileKind, string> = { cpu: 'cpuprofile', memory: 'heapprofile' };

/** @param name of the file, which the developer tools of a browser open */
export const profiled = async <T>(
  { profile: folder }: Bench,
  server: RunningServer,
  kind: ProfileKind,
  name: string,
  work: () => Promise<T>,
): Promise<T> => {
  if (folder === undefined) return work();
  await mkdir(folder, { recursive: true });
  await order(server, { profile: kind });
  const result = await work();
  const file = `${name.replaceAll(/[^\w]+/g, '-')}.${extensions[kind]}`;
  await order(server, { profile: kind, to: join(folder, file) });
  return result;
};
