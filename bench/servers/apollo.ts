/** Apollo Server as its documentation starts it, with our schema, resolvers and context. */
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import type { Context } from '../../src/context.js';
import { contextOf, host, port, schema } from './peer.js';

await startStandaloneServer(new ApolloServer<Context>({ schema }), {
  context: ({ req }) => contextOf(req),
  listen: { port, host },
});
