/** How a fuzzed operation reaches the server: straight through validator and executor, by HTTP, or by a kept websocket. */
import { randomUUID } from 'node:crypto';
import type { GraphQLSchema } from 'graphql';
import { createContext } from '../../../src/context.js';
import { createExecutor } from '../../../src/server/executor.js';
import { maskError, scopeOf } from '../../../src/server/mask.js';
import { requireOperation } from '../../../src/server/operation.js';
import { createValidator, isDocument } from '../../../src/server/validator.js';
import { type Message, openPeer, type Peer } from '../socket.js';
import type { WireResult } from '../wire.js';
import type { World } from '../world.js';
import { callerWith } from './cast.js';
import type { Written } from './operation.js';

export type Lane = (written: Written, token: string | undefined) => Promise<WireResult>;

/** As it goes over the wire: no symbols, no undefined. */
const plain = (result: unknown): WireResult => JSON.parse(JSON.stringify(result)) as WireResult;

/** What both transports do between the wire and the resolvers. */
const createDirect = (world: World, schema: GraphQLSchema): Lane => {
  const { services } = world.app;
  const documentOf = createValidator(schema, services.env);
  const executor = createExecutor(schema, services.env);
  return async ({ query, variables, operationName }, token) => {
    const ctx = await createContext(services, callerWith(token));
    const document = documentOf(query);
    const refused = (mistakes: readonly unknown[]) =>
      plain({ errors: mistakes.map((mistake) => maskError(mistake, scopeOf(ctx))) });
    if (!isDocument(document)) return refused(document);
    const named = typeof operationName === 'string' ? operationName : undefined;
    const operation = {
      document,
      operationName: named,
      variables: (typeof variables === 'object' ? variables : {}) as Record<string, unknown>,
    };
    try {
      if (requireOperation(operation).operation !== 'subscription')
        return plain(await executor.execute(operation, ctx));
    } catch (error) {
      return refused([error]);
    }
    const results = await executor.subscribe(operation, ctx, async () => ctx);
    if (!(Symbol.asyncIterator in results)) return plain(results);
    await results.return(undefined);
    return { data: null };
  };
};

const createHttp =
  ({ url }: World): Lane =>
  async (written, token) => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
      body: JSON.stringify(written),
    });
    return { status: response.status, ...((await response.json()) as WireResult) };
  };

/** @returns the lane, and what closes its sockets */
const createWebsocket = ({ url }: World): { lane: Lane; close(): Promise<void> } => {
  const peers = new Map<string, Promise<Peer>>();
  const peerOf = async (token = ''): Promise<Peer> => {
    const known = await peers.get(token);
    if (known?.socket.readyState === known?.socket.OPEN && known) return known;
    const opening = openPeer(url, token ? { token } : {});
    peers.set(token, opening);
    return opening;
  };
  const lane: Lane = async ({ query, variables, operationName }, token) => {
    const peer = await peerOf(token).catch((error: Error) => error);
    // Whoever was signed out meanwhile gets none.
    if (peer instanceof Error) return { data: null };
    const id = randomUUID();
    return new Promise((resolve) => {
      const closed = () => end({ data: null });
      const heard = (data: unknown) => {
        const message = JSON.parse(String(data)) as Message;
        if (message.id !== id) return;
        if (message.type === 'next') end(message.payload as WireResult);
        else if (message.type === 'error') end({ errors: message.payload as WireResult['errors'] & object });
        else end({ data: null });
      };
      // A stream on which nothing happens answers nothing: it is left at the next pong.
      const left = () => {
        peer.send({ type: 'complete', id });
        end({ data: null });
      };
      const end = (result: WireResult) => {
        peer.socket.off('message', heard).off('pong', left).off('close', closed);
        resolve(result);
      };
      peer.socket.setMaxListeners(100).on('message', heard).once('close', closed);
      const payload = { query, variables, ...(operationName === undefined ? {} : { operationName }) };
      peer.send({ type: 'subscribe', id, payload });
      if (!query.trimStart().startsWith('subscription')) return;
      peer.socket.once('pong', left);
      peer.socket.ping();
    });
  };
  return {
    lane,
    close: async () => {
      for (const opening of peers.values()) await opening.then((peer) => peer.close()).catch(() => undefined);
    },
  };
};

/** One of eight goes over each wire. */
export const createLanes = (world: World, schema: GraphQLSchema) => {
  const http = createHttp(world);
  const websocket = createWebsocket(world);
  let direct = createDirect(world, schema);
  return {
    laneOf: (at: number) => [http, websocket.lane][at % 8] ?? direct,
    /** Lets go of what the straight way keeps of operations. */
    forget: () => {
      direct = createDirect(world, schema);
    },
    close: websocket.close,
  };
};
