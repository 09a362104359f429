/** The process: environment, server, signals. */
import { createApp } from './app.js';
import { seedAccountList } from './db/seed.js';
import { loadEnv } from './env.js';
import { StartupError } from './errors.js';
import { createLog } from './log.js';

/** Milliseconds that a stop may take before the process ends regardless. */
const stopPatience = 10_000;

const startupMessage = (error: unknown, port: number): string | undefined => {
  if (error instanceof StartupError) return error.message;
  const { code, address } = error as { code?: string; address?: string };
  if (code === 'EADDRINUSE') {
    return `Port ${port} is taken. Stop what listens there, or choose another: PORT=4001 npm start (PORT=0 takes a free one).`;
  }
  if (code === 'EACCES' && address)
    return `Port ${port} may not be opened by this user. Choose one above 1023: PORT=4000.`;
  return undefined;
};

const start = async (): Promise<void> => {
  const env = loadEnv();
  const log = createLog(env.logLevel, { pretty: process.stdout.isTTY && env.nodeEnv !== 'production' });
  const app = await createApp(env, { log }).catch((error: unknown) => {
    const message = startupMessage(error, env.port);
    throw message ? new StartupError(message) : error;
  });
  const url = env.publicUrl ?? app.url;
  if (env.nodeEnv === 'production') {
    log.info({ url, role: env.role }, 'ready');
  } else {
    const lines = [
      '',
      `Zero Pressure Interview is ready at ${url}/graphql`,
      `  Apollo Sandbox   ${url}/graphql   (in a browser; needs internet)`,
      `  GraphiQL         ${url}/graphiql  (in a browser; needs none)`,
      `  Health           ${url}/readyz`,
    ];
    if (app.seeded) {
      lines.push('  Sign in as');
      for (const { role, email, password } of seedAccountList)
        lines.push(`    ${role.padEnd(10)} ${email}  ${password}`);
    }
    process.stdout.write(`${lines.join('\n')}\n\n`);
  }

  let stopping = false;
  const stop = (signal: NodeJS.Signals) => {
    // A second Ctrl-C means: now.
    if (stopping) process.exit(130);
    stopping = true;
    log.info({ signal }, 'stopping');
    const timer = setTimeout(() => {
      log.error('stopping took too long');
      process.exit(1);
    }, stopPatience);
    timer.unref();
    app.dispose().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, 'stopping failed');
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop(signal));
};

start().catch((error: unknown) => {
  const text = error instanceof StartupError ? error.message : error instanceof Error ? error.stack : String(error);
  process.stderr.write(`\n${text}\n\n`);
  process.exit(1);
});
