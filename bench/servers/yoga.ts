/** graphql-yoga as its documentation starts it on node:http, with our schema, resolvers and context. */
import { createServer, type IncomingMessage } from 'node:http';
import { createYoga } from 'graphql-yoga';
import { contextOf, host, port, schema } from './peer.js';

const yoga = createYoga<{ req: IncomingMessage }>({ schema, context: ({ req }) => contextOf(req), logging: false });
createServer(yoga).listen(port, host);
