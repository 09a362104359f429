/** The process: environment, server, signals. */
import { type App, createApp } from './app.js';
import { seedAccountList } from './db/seed.js';
import { type Env, isLoopback, loadEnv } from './env.js';
import { StartupError } from './errors.js';
import { createLog } from './log.js';

/** Milliseconds that a stop may take, once the server refuses new connections, before the process ends regardless. */
const stopPatience = 10_000;

const startupMessage = (error: unknown, port: number): string | undefined => {
  if (error instanceof StartupError) return error.message;
  const { code, address } = error as { code?: string; address?: string };
  if (code === 'EADDRINUSE') {
    return `Port ${port} is taken. Stop what listens there, or choose another: PORT=4001 npm start (PORT=0 takes a free one).`;
  }
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return `HOST is ${address ?? 'a name'} that this machine does not have. Use 127.0.0.1, or 0.0.0.0 for every address.`;
  }
  if (code === 'EACCES' && address)
    return `Port ${port} may not be opened by this user. Choose one above 1023: PORT=4000.`;
  return undefined;
};

const greet = (app: App, { publicUrl, introspection, host }: Env): void => {
  const url = publicUrl ?? app.url;
  const lines = [
    '',
    `Zero Pressure Interview is ready at ${url}/graphql`,
    ...(introspection
      ? [
          `  Apollo Sandbox   ${url}/graphql   (in a browser; needs internet)`,
          `  GraphiQL         ${url}/graphiql  (in a browser; needs none)`,
        ]
      : []),
    `  Health           ${url}/readyz`,
  ];
  if (app.seeded) {
    lines.push('  Sign in as');
    for (const { role, email, password } of seedAccountList) lines.push(`    ${role.padEnd(10)} ${email}  ${password}`);
    if (!isLoopback(host)) {
      lines.push(`  These passwords are public, and HOST=${host} lets others in.`);
    }
  }
  process.stdout.write(`${lines.join('\n')}\n\n`);
};

const run = async (): Promise<void> => {
  const env = loadEnv();
  const log = createLog(env.logLevel, { pretty: process.stdout.isTTY && env.nodeEnv !== 'production' });
  const starting = new AbortController();
  let app: App | undefined;
  let stoppedAt: number | undefined;

  const stop = async (signal: NodeJS.Signals): Promise<void> => {
    if (stoppedAt !== undefined) {
      // A second Ctrl-C means: now. npm passes the first one on, so that one arrives twice.
      if (signal === 'SIGINT' && Date.now() - stoppedAt > 1_000) process.exit(130);
      return;
    }
    stoppedAt = Date.now();
    starting.abort(new StartupError(`Stopped by ${signal} while starting.`));
    setTimeout(
      () => {
        log.error('stopping took too long');
        process.exit(1);
      },
      env.drainSeconds * 1_000 + stopPatience,
    ).unref();
    // Without a server yet, the start gives up by itself.
    if (!app) return;
    log.info({ signal }, 'stopping');
    await app.dispose();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => void stop(signal).catch(fail));

  try {
    app = await createApp(env, { log, signal: starting.signal });
  } catch (error) {
    const message = startupMessage(error, env.port);
    throw message ? new StartupError(message) : error;
  }
  if (starting.signal.aborted) {
    // The signal came when there was no start left to give up.
    await app.dispose();
    process.exit(0);
  }
  if (env.nodeEnv === 'production') log.info({ url: env.publicUrl ?? app.url, role: env.role }, 'ready');
  else greet(app, env);
};

const fail = (error: unknown): never => {
  const text = error instanceof StartupError ? error.message : error instanceof Error ? error.stack : String(error);
  process.stderr.write(`\n${text}\n\n`);
  process.exit(1);
};

run().catch(fail);
