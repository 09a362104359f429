/** Notes, from when the parent says so until it names a file for it, what this process spends its time or its memory on. */
import { writeFile } from 'node:fs/promises';
import { Session } from 'node:inspector/promises';

/** `memory`: of what is allocated from then on, what is still held at the end. */
export type ProfileKind = 'cpu' | 'memory';
export type ProfileOrder = { profile: ProfileKind; to?: string };

const session = new Session();

const start = async (kind: ProfileKind): Promise<void> => {
  session.connect();
  if (kind === 'memory') return session.post('HeapProfiler.startSampling', { samplingInterval: 16 * 1024 });
  await session.post('Profiler.enable');
  await session.post('Profiler.start');
};

const stop = async (kind: ProfileKind): Promise<object> => {
  if (kind === 'cpu') return (await session.post('Profiler.stop')).profile;
  await session.post('HeapProfiler.collectGarbage');
  return (await session.post('HeapProfiler.stopSampling')).profile;
};

const write = async (kind: ProfileKind, file: string): Promise<void> => {
  await writeFile(file, JSON.stringify(await stop(kind)));
  session.disconnect();
};

process.on('message', (message: unknown) => {
  if (typeof message !== 'object' || message === null || !('profile' in message)) return;
  const { profile, to } = message as ProfileOrder;
  (to === undefined ? start(profile) : write(profile, to)).then(
    () => process.send?.('profiled'),
    (error: Error) => {
      process.stderr.write(`profiling: ${error.message}\n`);
      process.exit(1);
    },
  );
});
