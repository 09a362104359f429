/** GraphiQL at /graphiql: built from its npm package, so that it asks no other host for anything. */
import { access } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import serveStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';

const path = '/graphiql';
const folder = fileURLToPath(new URL('../../dist/graphiql', import.meta.url));

/** What the page may do, whatever it is made to show: talk to its own host, and nothing else. */
const policyFor = (host: string): string => {
  // Older Safaris do not count a websocket of the same host as 'self'. A Host header with other characters is no host.
  const sockets = /^[\w.:[\]-]+$/.test(host) ? ` ws://${host} wss://${host}` : '';
  return [
    "default-src 'none'",
    "script-src 'self'",
    "worker-src 'self'",
    // The editor measures and colours by style elements, and carries fonts and icons in its style sheet.
    "style-src 'self' 'unsafe-inline'",
    "font-src 'self' data:",
    "img-src 'self' data:",
    `connect-src 'self'${sockets}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
};

/** Serves the built page; without a build (`npm run build`) the path says so. */
export const registerExplorer = async (app: FastifyInstance, graphqlPath: string): Promise<void> => {
  const built = await access(`${folder}/index.html`).then(
    () => true,
    () => false,
  );
  const sendPage = (reply: FastifyReply) =>
    built
      ? reply.sendFile('index.html', folder, { immutable: false, maxAge: 0 })
      : reply
          .code(404)
          .type('text/plain')
          .send(`GraphiQL is not built: run npm run build. The API is at ${graphqlPath}.\n`);

  // In a scope of its own, so that the policy holds for the page's files, workers among them, and for nothing else.
  await app.register(async (scope) => {
    scope.addHook('onRequest', async (request, reply) => {
      reply.headers({ 'content-security-policy': policyFor(request.host), 'x-content-type-options': 'nosniff' });
    });
    // Their names carry a hash of their content.
    if (built) {
      const assets = { root: `${folder}/assets`, prefix: `${path}/assets/` };
      await scope.register(serveStatic, { ...assets, immutable: true, maxAge: '1y', index: false });
    }
    for (const url of [path, `${path}/`]) scope.get(url, (_request, reply) => sendPage(reply));
  });
};
