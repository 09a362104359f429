/** Apollo Server as its documentation starts it, with our schema, resolvers and context. */
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { createApp } from '../../src/app.js';
import { type Context, createContext } from '../../src/context.js';
import { loadEnv } from '../../src/env.js';
import { createLog } from '../../src/log.js';
import { tokenOf } from '../../src/server/caller.js';
import { createSchema } from '../../src/server/schema.js';

const env = loadEnv();
// Only its services are used; what listens beside it on a port of its own is idle.
const { services } = await createApp({ ...env, port: 0 }, { log: createLog(env.logLevel) });
await startStandaloneServer(new ApolloServer<Context>({ schema: createSchema() }), {
  context: ({ req }) =>
    createContext(services, {
      requestId: '',
      token: tokenOf(req.headers.authorization),
      acceptLanguage: req.headers['accept-language'],
      ip: req.socket.remoteAddress,
      userAgent: req.headers['user-agent'],
    }),
  listen: { port: env.port, host: env.host },
});
process.on('disconnect', () => process.exit());
