/** GraphiQL at /graphiql: built from its npm package, so that it asks no other host for anything. */
import { access } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import serveStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

const folder = fileURLToPath(new URL('../../dist/graphiql', import.meta.url));

/** Serves the built page; without a build (`npm run build`) the path says so. */
export const registerExplorer = async (app: FastifyInstance, graphqlPath: string): Promise<void> => {
  const built = await access(folder).then(
    () => true,
    () => false,
  );
  if (!built) {
    app.get('/graphiql', (_request, reply) =>
      reply
        .code(404)
        .type('text/plain')
        .send(`GraphiQL is not built: run npm run build. The API is at ${graphqlPath}.\n`),
    );
    return;
  }
  await app.register(serveStatic, { root: folder, prefix: '/graphiql/', immutable: true, maxAge: '1y', index: false });
  app.get('/graphiql', (_request, reply) => reply.sendFile('index.html', { immutable: false, maxAge: 0 }));
};
