/** The demo's process: options, a server, an account, one interview; ends in an exit code. */
import { ApiError, createClient } from '../client/client.js';
import { signIn } from './account.js';
import { watchConnection } from './connection.js';
import { DemoError } from './failure.js';
import { type DemoOptions, parseOptions } from './options.js';
import { gonePatience, play } from './play.js';
import { bringResume } from './resume.js';
import { reasonOf } from './retry.js';
import { findServer, type Server } from './server.js';
import { createTerminal, paint } from './terminal.js';
import { type Words, wordsOf } from './words.js';

const interruptedCode = 130;

/** Rejects when the person or the system wants the demo to end. */
const createInterruption = (words: Words) => {
  const controller = new AbortController();
  let onSecond = () => {};
  const interrupt = () => {
    if (controller.signal.aborted) onSecond();
    controller.abort(new DemoError(words.interrupted, interruptedCode));
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, interrupt);
  // Whoever read the output is gone (`npm run demo | head`): there is nobody to play for.
  process.stdout.on('error', interrupt);
  const interrupted = new Promise<never>((_, reject) => {
    controller.signal.addEventListener('abort', () => reject(controller.signal.reason), { once: true });
  });
  interrupted.catch(() => {});
  return {
    signal: controller.signal,
    interrupted,
    interrupt,
    /** @param act what a second Ctrl-C does */
    again: (act: () => void) => {
      onSecond = act;
    },
  };
};

const run = async (options: DemoOptions, words: Words): Promise<void> => {
  const { signal, interrupted, interrupt, again } = createInterruption(words);
  const terminal = createTerminal(interrupt);
  let server: Server | undefined;
  const connection = watchConnection(words, gonePatience, (text) => terminal.print(paint('yellow', text)));
  try {
    server = await findServer(words, options.url, (line) => terminal.print(paint('dim', line)), signal);
    again(() => void server?.dispose());
    terminal.print(words.using(server.url));
    const { onConnection } = connection;
    const client = createClient(`${server.url}/graphql`, { locale: options.locale, onConnection });
    const interview = async () => {
      await signIn({ client, server: server as Server, terminal, words, options, signal });
      if (options.resume) await bringResume({ client, terminal, words }, options.resume);
      await play({ client, terminal, words, options });
    };
    await Promise.race([interview(), interrupted, connection.gone, server.ended]);
  } finally {
    connection.dispose();
    terminal.dispose();
    if (server?.readCode) terminal.print(paint('dim', words.stopping));
    await server?.dispose();
  }
};

const messageOf = (error: unknown, words: Words): string => {
  if (error instanceof DemoError) return error.message;
  if (error instanceof ApiError) return words.refused(error.code, error.message);
  return error instanceof Error ? `${words.error}: ${reasonOf(error)}` : String(error);
};

const main = async (): Promise<number> => {
  let words = wordsOf('en');
  try {
    const options = parseOptions(process.argv.slice(2));
    words = wordsOf(options.locale);
    if (options.help) process.stdout.write(`${words.help}\n`);
    else await run(options, words);
    return 0;
  } catch (error) {
    process.stderr.write(`\n${messageOf(error, words)}\n`);
    return error instanceof DemoError ? error.exitCode : 1;
  }
};

// Sockets that still wait to reconnect would keep the process for no one; what was printed has to get out first.
const code = await main();
process.stdout.write('', () => process.exit(code));
