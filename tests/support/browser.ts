/** A real Chromium for tests of what a person sees. */
import { execFile } from 'node:child_process';
import { access } from 'node:fs/promises';
import { promisify } from 'node:util';
import { chromium, type Page } from 'playwright-core';

const run = promisify(execFile);
const program = '/usr/bin/chromium';

/** Milliseconds in which Chromium can be installed over a slow line. */
export const installPatience = 300_000;

const isInstalled = () =>
  access(program).then(
    () => true,
    () => false,
  );

/** Installs Debian's package, like the server does with its stores: as root or with passwordless sudo. */
const install = async (): Promise<void> => {
  const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  const command = 'apt-get update; DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends chromium';
  const [file = '', ...args] = [...sudo, 'sh', '-c', command];
  const failure = await run(file, args, { maxBuffer: 64 * 1024 * 1024 }).then(
    () => undefined,
    (error: Error) => error,
  );
  if (await isInstalled()) return;
  throw new Error(
    `These tests need ${program}. Install Debian's package: sudo apt-get install --no-install-recommends chromium`,
    { cause: failure },
  );
};

export type Browser = {
  /** A page that remembers nothing, with the hosts that it and its workers asked for anything, and its errors. */
  open(url: string): Promise<{ page: Page; hosts: Set<string>; complaints: string[] }>;
  dispose(): Promise<void>;
};

/** @throws Error that names the package where Chromium is missing and cannot be installed */
export const launchBrowser = async (): Promise<Browser> => {
  if (!(await isInstalled())) await install();
  // With a folder of its own for its data, which goes away with it.
  const browser = await chromium.launch({
    executablePath: program,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  return {
    open: async (url) => {
      const context = await browser.newContext({ viewport: { width: 1280, height: 1000 } });
      // Below the tests' own limit, so that a failure says what was waited for.
      context.setDefaultTimeout(10_000);
      const page = await context.newPage();
      const hosts = new Set<string>();
      const complaints: string[] = [];
      const note = (address: string) => {
        const { host, protocol } = new URL(address);
        // What is in the page already is asked of nobody.
        if (protocol !== 'data:' && protocol !== 'blob:') hosts.add(host);
      };
      // Of the context, because what a worker asks for is no request of the page.
      context.on('request', (request) => note(request.url()));
      page.on('websocket', (socket) => note(socket.url()));
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(message.text());
      });
      await page.goto(url);
      return { page, hosts, complaints };
    },
    dispose: () => browser.close(),
  };
};
