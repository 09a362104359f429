/** Holds the import table of ARCHITECTURE.md: who may import whom, and that there are no cycles. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../src');

/** For each folder (or file) of src, what it may import of the others; `(types)` allows `import type` alone. */
const table: Record<string, string[]> = {
  errors: [],
  log: [],
  repeat: ['log (types)'],
  breaker: ['errors', 'log (types)'],
  encoding: [],
  env: ['errors', 'limits', 'quotas', 'weights'],
  limits: [],
  quotas: [],
  weights: [],
  db: ['errors', 'weights'],
  auth: ['errors', 'log', 'env (types)'],
  redis: ['errors', 'log', 'env (types)', 'quotas (types)'],
  storage: ['errors', 'log', 'breaker', 'repeat', 'encoding', 'env (types)'],
  ai: ['errors', 'log', 'breaker', 'encoding', 'weights', 'env (types)'],
  notify: ['errors', 'log', 'breaker', 'env (types)'],
  embedded: ['errors', 'log', 'env (types)'],
  search: ['db', 'ai/offline/tokens', 'ai/offline/words'],
  exchange: ['db (types)', 'errors (types)'],
  loaders: ['db'],
  context: [
    'db',
    'loaders',
    'auth',
    'redis',
    'search',
    'storage',
    'ai',
    'notify',
    'errors',
    'log (types)',
    'breaker (types)',
    'env (types)',
  ],
  domain: [
    'db',
    'search',
    'exchange',
    'errors',
    'log',
    'weights',
    'context (types)',
    'loaders (types)',
    'redis (types)',
    'storage (types)',
    'ai (types)',
    'notify (types)',
  ],
  schema: ['db/enums'],
  resolvers: ['schema', 'domain', 'errors', 'context (types)', 'db (types)'],
  worker: ['domain', 'log', 'context (types)', 'redis', 'repeat'],
  server: [
    'resolvers',
    'schema',
    'domain',
    'context',
    'errors',
    'log',
    'env (types)',
    'limits (types)',
    'db',
    'redis',
    'storage',
    'repeat',
  ],
  client: [],
  demo: ['client', 'db/seed', 'env'],
  cli: [
    'client',
    'db',
    'embedded',
    'env',
    'errors',
    'log',
    'server',
    'domain',
    'exchange',
    'auth',
    'ai',
    'context (types)',
  ],
  app: ['*'],
  main: ['app', 'env', 'errors', 'log', 'db/seed'],
};

type Import = { from: string; to: string; typeOnly: boolean; line: string };

const files = readdirSync(root, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
  .map((entry) => relative(root, join(entry.parentPath, entry.name)));

const importsOf = (file: string): Import[] => {
  const text = readFileSync(join(root, file), 'utf8');
  return [...text.matchAll(/^(?:import|export)\b([^;]*?)from\s+'(\.[^']+)'/gms)].map(([line, clause, path]) => {
    const to = relative(root, resolve(root, dirname(file), path as string)).replace(/\.js$/, '');
    const names = /\{([^}]*)\}/s
      .exec(clause as string)?.[1]
      ?.split(',')
      .map((name) => name.trim())
      .filter(Boolean) ?? [''];
    const typeOnly = /^\s*type\b/.test(clause as string) || names.every((name) => name.startsWith('type '));
    return { from: file, to, typeOnly, line: line.replace(/\s+/g, ' ') };
  });
};

const cellOf = (path: string): string =>
  path.includes('/') ? (path.split('/')[0] as string) : path.replace(/\.tsx?$/, '');

const all = files.flatMap(importsOf);

describe('the import table', () => {
  it('knows every folder', () => {
    const cells = new Set(files.map(cellOf));
    expect([...cells].filter((cell) => !(cell in table))).toEqual([]);
    expect(all.length).toBeGreaterThan(100);
  });

  it('is kept', () => {
    const broken = all.filter(({ from, to, typeOnly }) => {
      const [source, target] = [cellOf(from), cellOf(to)];
      if (source === target) return false;
      const allowed = table[source] ?? [];
      if (allowed.includes('*') || allowed.includes(target) || allowed.includes(to)) return false;
      return !(typeOnly && allowed.includes(`${target} (types)`));
    });
    expect(broken.map(({ from, line }) => `${from}: ${line}`)).toEqual([]);
  });

  it('has no cycles', () => {
    const graph = new Map(files.map((file) => [file.replace(/\.tsx?$/, ''), [] as string[]]));
    for (const { from, to, typeOnly } of all) {
      if (!typeOnly) graph.get(from.replace(/\.tsx?$/, ''))?.push(graph.has(to) ? to : `${to}/index`);
    }
    const done = new Set<string>();
    const cycles: string[] = [];
    const visit = (node: string, trail: string[]) => {
      const at = trail.indexOf(node);
      if (at >= 0) cycles.push([...trail.slice(at), node].join(' → '));
      if (at >= 0 || done.has(node)) return;
      for (const next of graph.get(node) ?? []) visit(next, [...trail, node]);
      done.add(node);
    };
    for (const node of graph.keys()) visit(node, []);
    expect(cycles).toEqual([]);
  });
});

describe('each layer', () => {
  const textOf = (file: string) => readFileSync(join(root, file), 'utf8');
  const offenders = (folder: string, pattern: RegExp) =>
    files.filter((file) => file.startsWith(folder) && pattern.test(textOf(file)));

  it('keeps to its own: no SQL in resolvers, no GraphQL in domain, one reader of the environment', () => {
    expect(offenders('resolvers/', /from '(drizzle-orm|mysql2)|\bctx\.db\b/)).toEqual([]);
    expect(offenders('domain/', /from '(graphql|type-graphql|@apollo)/)).toEqual([]);
    expect(offenders('', /process\.env\b/)).toEqual(['env.ts']);
  });

  it('begins each file with one sentence on what it is', () => {
    const silent = files.filter(
      (file) => !/^(#!.*\n)?\/\*\* .+/.test(textOf(file)) && !file.startsWith('client/gql/') && !file.endsWith('.d.ts'),
    );
    expect(silent).toEqual([]);
  });
});
