/** Brings one store up on a free port of the loopback interface and keeps it up until disposed of. */
import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { Log } from '../log.js';
import { type Child, type Command, type Folders, launch } from './child.js';
import { diagnose, serverFailure } from './failure.js';

const startTimeout = 60_000;
const firstBackoff = 100;
const maxBackoff = 5_000;
// Having run this long, a server counts as sound, and its next death starts the back-off anew.
const soundAfter = 30_000;
const portAttempts = 5;

export type Service = { port: number; dispose(): Promise<void> };

export type ServiceOptions = {
  /** What people call it: MariaDB, Redis. */
  label: string;
  folders: Folders;
  /** Where its data is, for messages. */
  folder: string;
  command(port: number): Command | Promise<Command>;
  /** Resolves when the server on that port answers to our password; rejects when it does not yet. */
  probe(port: number): Promise<void>;
  log: Log;
  signal: AbortSignal;
};

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

const failureOf = async (child: Child, options: ServiceOptions, problem: string, lastAnswer?: string) =>
  serverFailure(options.label, problem, {
    output: await child.output(),
    folder: options.folder,
    logPath: child.logPath,
    lastAnswer,
  });

/** Waits for a child to answer. @throws StartupError as soon as it has ended, says that the disk is full, or takes too long */
const waitUntilReady = async (child: Child, port: number, options: ServiceOptions, timeout: number): Promise<void> => {
  const deadline = Date.now() + timeout;
  let nextLook = Date.now() + 500;
  for (;;) {
    options.signal.throwIfAborted();
    if (child.ended()) throw await failureOf(child, options, `could not start (it ${child.ended()})`);
    // Having answered, it must also still be there: the answer may be that of another server on a port lost to it.
    const refusal: unknown = await options.probe(port).then(
      () => undefined,
      (error) => error,
    );
    if (refusal === undefined && !child.ended()) return;
    if (Date.now() > deadline) {
      throw await failureOf(child, options, `did not answer within ${timeout / 1000} s`, String(refusal));
    }
    if (Date.now() > nextLook) {
      // MariaDB waits for minutes for someone to free space before it gives up.
      if (diagnose(await child.output()).kind === 'DISK_FULL') throw await failureOf(child, options, 'could not start');
      nextLook = Date.now() + 500;
    }
    await Promise.race([delay(20), child.exited]);
  }
};

const portWasTaken = async (child: Child) => /address already in use|Bind on TCP\/IP port/i.test(await child.output());

const startOnFreePort = async (options: ServiceOptions): Promise<{ child: Child; port: number }> => {
  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    const child = await launch(options.folders, await options.command(port));
    try {
      await waitUntilReady(child, port, options, startTimeout);
      return { child, port };
    } catch (error) {
      await child.stop();
      // Someone took the port between our choosing and the child's binding it.
      if (attempt < portAttempts && (await portWasTaken(child))) continue;
      throw error;
    }
  }
};

/**
 * Starts the server and restarts it on the same port whenever it dies, for ever.
 * @throws StartupError when the first start fails
 */
export const startService = async (options: ServiceOptions): Promise<Service> => {
  const { label, log } = options;
  const { port, ...first } = await startOnFreePort(options);
  let { child } = first;
  const disposing = new AbortController();
  const restartOptions = { ...options, signal: disposing.signal };

  let backoff = firstBackoff;
  const restart = async (): Promise<void> => {
    for (;;) {
      await delay(backoff, undefined, { signal: disposing.signal });
      backoff = Math.min(backoff * 2, maxBackoff);
      try {
        child = await launch(options.folders, await options.command(port));
        // However long: stopping a database amid its crash recovery would only make it begin again.
        await waitUntilReady(child, port, restartOptions, Number.POSITIVE_INFINITY);
        return;
      } catch (error) {
        await child.stop();
        disposing.signal.throwIfAborted();
        log.warn({ reason: error instanceof Error ? error.message : error }, `${label} cannot be restarted yet`);
      }
    }
  };

  const watch = async (): Promise<void> => {
    for (;;) {
      const up = Date.now();
      await child.exited;
      if (Date.now() - up > soundAfter) backoff = firstBackoff;
      disposing.signal.throwIfAborted();
      log.warn(`${label} ${child.ended()}; restarting it`);
      const down = Date.now();
      await restart();
      log.warn({ pid: child.pid, ms: Date.now() - down }, `${label} is back`);
    }
  };
  const watching = watch().catch((error) => {
    if (!disposing.signal.aborted) log.error({ err: error }, `${label} is no longer watched`);
  });

  let disposed: Promise<void> | undefined;
  return {
    port,
    dispose: () => {
      disposed ??= (async () => {
        disposing.abort();
        await child.stop();
        await watching;
        // A restart that was under way may have launched another one.
        await child.stop();
      })();
      return disposed;
    },
  };
};
