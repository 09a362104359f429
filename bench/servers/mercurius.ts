/** mercurius as its documentation starts it, its JIT on from the first request, with our schema, resolvers and context. */
import { fastify } from 'fastify';
import mercurius from 'mercurius';
import { contextOf, host, port, schema } from './peer.js';

const app = fastify();
await app.register(mercurius, { schema, context: ({ raw }) => contextOf(raw), jit: 1 });
await app.listen({ port, host });
