/** Installs the stores' programs where that is safe to do unasked: Debian and Ubuntu, as root or with passwordless sudo. */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { StartupError } from '../errors.js';
import type { Log } from '../log.js';

export type Missing = 'MariaDB' | 'Redis';

const run = promisify(execFile);
const succeeds = (file: string, args: string[]) =>
  run(file, args).then(
    () => true,
    () => false,
  );

/**
 * Debian's redis-server starts a server of its own on port 6379 and does so again at each boot. Neither is wanted here:
 * a policy (removed again whatever happens) keeps it from starting now, and the service is disabled for later. A policy
 * that the machine already has is left alone, and so is a service that was there before.
 */
const script = `
set -e
export DEBIAN_FRONTEND=noninteractive
policy=/usr/sbin/policy-rc.d
mark='made while zero-pressure-interview installs Redis; delete it when that is over'
if [ ! -e "$policy" ] || grep -q "$mark" "$policy"; then
  trap 'rm -f "$policy"' EXIT
  trap 'exit 1' HUP INT TERM
  printf '#!/bin/sh\\n# %s\\nexit 101\\n' "$mark" >"$policy"
  chmod 755 "$policy"
fi
fresh=yes
if dpkg-query -W -f '\${Status}' redis-server 2>/dev/null | grep -q '^install ok installed'; then fresh=no; fi
apt-get update || echo 'going on with the package lists at hand'
packages=
for package in "$@"; do
  # Older releases carry the version in the name: mariadb-server-core-10.6.
  name=$(apt-cache pkgnames "$package" | grep -E "^$package(-[0-9.]+)?$" | sort -V | awk -v plain="$package" '{ name = $0; if ($0 == plain) exit } END { print name }')
  packages="$packages \${name:-$package}"
done
# Never at the price of another package: MariaDB would push a MySQL server off the machine.
apt-get install -y --no-remove --no-install-recommends -o DPkg::Lock::Timeout=120 $packages
case " $* $fresh" in *' redis-server yes')
  if [ -d /run/systemd/system ]; then systemctl disable --now redis-server || true; fi
  update-rc.d redis-server disable || true
esac
`;

/** What to do by hand, in three ways. */
export const missingError = (missing: Missing[], reason?: string): StartupError => {
  const maria = missing.includes('MariaDB');
  const redis = missing.includes('Redis');
  const words = (...list: (string | false)[]) => list.filter(Boolean).join(' ');
  const debian = words(maria && 'mariadb-server-core mariadb-client-core', redis && 'redis-server');
  return new StartupError(
    [
      `${missing.join(' and ')} ${missing.length > 1 ? 'are' : 'is'} not installed on this machine${reason ? ` (${reason})` : ''}. Three ways on:`,
      '  1. Install with a package manager, then start again:',
      `       macOS:           brew install ${words(maria && 'mariadb', redis && 'redis')}`,
      `       Debian, Ubuntu:  sudo apt-get install --no-install-recommends ${debian}`,
      `       Fedora, RHEL:    sudo dnf install ${words(maria && 'mariadb-server', redis && 'redis')}`,
      '  2. With Docker: docker compose up -d, then set DATABASE_URL and REDIS_URL as docker-compose.yml says.',
      '  3. With servers of your own: set DATABASE_URL (mysql://…) and REDIS_URL (redis://…).',
    ].join('\n'),
  );
};

const usesApt = async (): Promise<boolean> => {
  const release = await readFile('/etc/os-release', 'utf8').catch(() => '');
  return /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(release) && succeeds('apt-get', ['--version']);
};

/**
 * Installs what is missing.
 * @throws StartupError with the ways on by hand where it may not or cannot
 */
export const installMissing = async (missing: Missing[], logs: string, log: Log): Promise<void> => {
  if (!(await usesApt())) throw missingError(missing);
  const isRoot = process.getuid?.() === 0;
  if (!isRoot && !(await succeeds('sudo', ['-n', 'true']))) throw missingError(missing);
  const packages = [
    ...(missing.includes('MariaDB') ? ['mariadb-server-core', 'mariadb-client-core'] : []),
    ...(missing.includes('Redis') ? ['redis-server'] : []),
  ];
  const logPath = join(logs, 'install.log');
  log.info({ packages, log: logPath }, 'installing what the private stores need with apt-get; this happens once');
  const output = await open(logPath, 'a', 0o600);
  const command = ['/bin/sh', '-c', script, 'sh', ...packages];
  const [file = '', ...args] = isRoot ? command : ['sudo', '-n', ...command];
  // In a session of its own: a half-done installation is worse than one that Ctrl-C does not stop.
  const child = spawn(file, args, { detached: true, stdio: ['ignore', output.fd, output.fd] });
  const [code] = await once(child, 'exit').finally(() => output.close());
  if (code !== 0) {
    const lines = (await readFile(logPath, 'utf8')).trim().split('\n');
    const reason = lines.findLast((line) => line.startsWith('E: ')) ?? lines.at(-1);
    throw missingError(missing, `installing failed: ${reason}; the whole log is ${logPath}`);
  }
};
