/** Stops an HTTP server so that no request fails: what arrives on an open connection is answered, and each answer says that it is the last. */
import { once } from 'node:events';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { Server as Listener, type Socket } from 'node:net';
import { setTimeout as delay, setImmediate as turn } from 'node:timers/promises';

export type Drain = {
  isDraining(): boolean;
  /**
   * For so many seconds everything is taken as before, though each answer ends its connection; then no connection is
   * taken; a moment later those that have nothing to do are closed. Ends once all are.
   * @param breakOff ends what is not waited for, once no connection is taken
   */
  stop(seconds: number, breakOff: () => void): Promise<void>;
};

/** Milliseconds, at most, between the last connection that is taken and the end of those that nothing comes from. */
const grace = 1_000;
/** Milliseconds after that in which a request that has begun to arrive must be known. */
const headPatience = 2_000;

/** What a connection is about: the answers that it waits for, and how much had been read when the last was given. */
type Standing = { answers: Set<ServerResponse>; read: number };

export const createDrain = (server: Server): Drain => {
  const standings = new Map<Socket, Standing>();
  let draining = false;
  let ending = false;

  server.on('connection', (socket: Socket) => {
    standings.set(socket, { answers: new Set(), read: 0 });
    socket.once('close', () => standings.delete(socket));
  });
  // A websocket is told by its own protocol.
  server.prependListener('upgrade', (_request: IncomingMessage, socket: Socket) => standings.delete(socket));
  // Before anyone answers.
  server.prependListener('request', ({ socket }: IncomingMessage, answer: ServerResponse) => {
    const standing = standings.get(socket);
    if (draining) answer.shouldKeepAlive = false;
    standing?.answers.add(answer);
    answer.once('close', () => {
      standing?.answers.delete(answer);
      if (standing) standing.read = socket.bytesRead;
      // Its head may have gone out before the stop began.
      if (ending && standing?.answers.size === 0) socket.destroySoon();
    });
  });

  const closeIdle = (isIdle: (socket: Socket, standing: Standing) => boolean): void => {
    for (const [socket, standing] of standings) {
      if (standing.answers.size === 0 && isIdle(socket, standing)) socket.destroy();
    }
  };

  return {
    isDraining: () => draining,
    stop: async (seconds, breakOff) => {
      draining = true;
      for (const { answers } of standings.values()) for (const answer of answers) answer.shouldKeepAlive = false;
      await delay(seconds * 1_000);
      const closed = once(server, 'close');
      // A turn begins with taking in what has arrived: what comes between that and the next lines alone is lost.
      await turn();
      // HTTP's own way of closing would cut idle connections at once, and answers that are still being written.
      Listener.prototype.close.call(server);
      await delay(Math.min(grace, seconds * 1_000));
      await turn();
      ending = true;
      breakOff();
      closeIdle((socket, { read }) => socket.bytesRead === read);
      const impatience = setTimeout(() => closeIdle(() => true), headPatience);
      await closed;
      clearTimeout(impatience);
    },
  };
};
