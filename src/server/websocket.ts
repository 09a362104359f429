/** GraphQL over websocket (graphql-transport-ws), on the path of the HTTP endpoint: the sockets, from their opening to a stop. */
import type { Server } from 'node:http';
import type { GraphQLSchema } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import type { Services } from '../context.js';
import type { AddressReader } from './caller.js';
import { createCallerReader, type Extra } from './connection.js';
import { createSessionSockets } from './session-sockets.js';
import { BoundedWebSocket, watchSlowReaders } from './slow-readers.js';
import { boundIntake, hangUp } from './socket-intake.js';
import { createSocketOperations, type WebsocketParts } from './socket-operations.js';
import { createSocketTokens, serviceRestart } from './socket-tokens.js';
import { openDoor } from './upgrade.js';

export type WebsocketEndpoint = {
  /** Lets running operations end, then tells every socket to go elsewhere. */
  dispose(): Promise<void>;
};

/** Bytes of one message. */
const maxPayload = 64 * 1024;
/** Milliseconds between pings; a peer that misses one is gone. */
const keepAlive = 12_000;
/** Milliseconds that running queries and mutations, and then closing sockets, are waited for at a stop. */
const drainPatience = 4_000;
/** Milliseconds in which a socket must say `connection_init`; it is closed with 4408 then. */
const initPatience = 3_000;

/** What only a server says. */
const serverMessages: ReadonlySet<unknown> = new Set(['connection_ack', 'next', 'error']);

/** Said by a client, it is no message of the protocol: the library would take it for a fault of ours, and print a stack. */
const refuseServerMessages = (key: string, value: unknown): unknown => {
  if (key === '' && serverMessages.has((value as { type?: unknown } | null)?.type))
    throw new Error('not a client message');
  return value;
};

export const createWebsocketEndpoint = (
  http: Server,
  path: string,
  schema: GraphQLSchema,
  parts: WebsocketParts,
  services: Services,
  addressOf: AddressReader,
): WebsocketEndpoint => {
  // One message of a socket at a time: between two of a flood, everyone else has a turn. Pings are answered once they are counted.
  const turns = { allowSynchronousEvents: false, autoPong: false };
  const sockets = new WebSocketServer({ noServer: true, maxPayload, WebSocket: BoundedWebSocket, ...turns });
  let draining = false;
  const sessionSockets = createSessionSockets(services);
  const slowReaders = watchSlowReaders(sockets, services.log);
  const callerOf = createCallerReader(addressOf);
  const { onConnect, onPing } = createSocketTokens(services, callerOf, sessionSockets);
  const { settle, ...operations } = createSocketOperations(schema, parts, services, callerOf);

  const server = useServer<Record<string, unknown>, Extra>(
    {
      jsonMessageReviver: refuseServerMessages,
      connectionInitWaitTimeout: initPatience,
      onConnect: async (connection) => {
        if (!draining) return onConnect(connection);
        connection.extra.socket.close(serviceRestart, 'Service restart');
        return false;
      },
      onPing,
      ...operations,
    },
    sockets,
    keepAlive,
  );

  const { overload } = parts;
  openDoor(http, sockets, services.env, { path, isDraining: () => draining, overload, addressOf });

  // What a peer sends wrong is its own affair: the socket closes with its code, and the log keeps a line, not a stack.
  sockets.on('connection', (socket) => {
    boundIntake(socket, services.env.limits);
    socket.removeAllListeners('error');
    socket.on('error', (error) => {
      services.log.debug({ reason: error.message }, 'websocket error');
      hangUp(socket);
    });
  });

  return {
    dispose: async () => {
      draining = true;
      await Promise.all([sessionSockets.dispose(), slowReaders.dispose()]);
      await settle(drainPatience);
      for (const socket of sockets.clients) socket.close(serviceRestart, 'Service restart');
      const closed = server.dispose();
      const stragglers = setTimeout(() => {
        for (const socket of sockets.clients) socket.terminate();
      }, drainPatience / 2);
      await closed;
      clearTimeout(stragglers);
    },
  };
};
