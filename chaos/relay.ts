/** What stands between clients and a server: passes bytes on, until it is told to cut or to hold them up. */
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import type { Scope } from '../bench/scope.js';

export type Relay = {
  port: number;
  connections(): number;
  /** Resets every connection on both sides; returns how many there were. */
  cut(): number;
  /** Passes nothing on for a while, in either direction; returns how many connections that met. */
  stall(milliseconds: number): number;
};

type Pair = { near: Socket; far: Socket };

const flow = ({ near, far }: Pair): void => {
  near.pipe(far);
  far.pipe(near);
};

const hold = ({ near, far }: Pair): void => {
  near.unpipe(far).pause();
  far.unpipe(near).pause();
};

export const startRelay = async (target: number, scope: Scope): Promise<Relay> => {
  const pairs = new Set<Pair>();
  let stalled = false;
  const server = createServer({ noDelay: true }, (near) => {
    const far = connect({ port: target, host: '127.0.0.1', noDelay: true });
    const pair = { near, far };
    pairs.add(pair);
    if (!stalled) flow(pair);
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      socket.on('error', () => {});
      socket.once('close', () => {
        pairs.delete(pair);
        other.destroy();
      });
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const cut = (): number => {
    const { size } = pairs;
    for (const { near, far } of pairs) {
      near.resetAndDestroy();
      far.resetAndDestroy();
    }
    return size;
  };
  scope.add(async () => {
    server.close();
    cut();
  });
  return {
    port: (server.address() as AddressInfo).port,
    connections: () => pairs.size,
    cut,
    stall: (milliseconds) => {
      stalled = true;
      for (const pair of pairs) hold(pair);
      setTimeout(() => {
        stalled = false;
        for (const pair of pairs) flow(pair);
      }, milliseconds);
      return pairs.size;
    },
  };
};
