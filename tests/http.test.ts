/** HTTP as GraphQL over HTTP has it, and as browsers want it. */
import { serverAudits } from 'graphql-http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorld, type World } from './support/world.js';

let world: World;
beforeAll(async () => {
  world = await createWorld({ env: { ROLE: 'api' } });
});
afterAll(() => world.dispose());

describe('GraphQL over HTTP', () => {
  const auditsWith = async (headers: Record<string, string>) => {
    const audits = serverAudits({
      url: `${world.url}/graphql`,
      fetchFn: (url: string, init: RequestInit = {}) =>
        fetch(url, { ...init, headers: { ...init.headers, ...headers } }),
    });
    const results = await Promise.all(audits.map(({ fn }) => fn()));
    return results.map((result) =>
      result.status === 'ok' ? 'ok' : `${result.status}: ${result.name}: ${result.reason}`,
    );
  };

  it('passes every audit', async () => {
    const results = await auditsWith({ 'apollo-require-preflight': 'yes' });
    expect(results.filter((result) => result !== 'ok')).toEqual([]);
    expect(results).toHaveLength(61);
  });

  it('without the header that keeps other sites out, only what it MAY do by GET is refused', async () => {
    const results = await auditsWith({});
    console.log(results.filter((result) => result !== 'ok'));
    expect(results.filter((result) => result === 'ok')).toHaveLength(58);
  });
});
