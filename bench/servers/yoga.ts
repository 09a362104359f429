/** graphql-yoga as its documentation starts it on node:http, with our schema, resolvers and context. */
import { createServer, type IncomingMessage } from 'node:http';
import { createYoga } from 'graphql-yoga';
import { contextOf, host, port, schema, services } from './peer.js';

// It copies what it is given, and would leave out the services that stand behind a context.
const context = async ({ req }: { req: IncomingMessage }) => ({ ...services, ...(await contextOf(req)) });
const yoga = createYoga<{ req: IncomingMessage }>({ schema, context, logging: false });
createServer(yoga).listen(port, host);
