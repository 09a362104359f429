/** Refusals for want of means on a websocket: told in the log once a second for each socket, and how many they were. */
import type { WebSocket } from 'ws';
import type { Asked } from './request-log.js';

/** Milliseconds. */
const pause = 1_000;

/** Takes one refusal: the first of a socket is told at once, what follows within a second with the last of it. */
export type Refusals = (socket: WebSocket, asked: Asked) => void;

/** @param tell is given the last that was refused, and how many were since it was told before */
export const createRefusals = (tell: (asked: Asked, count: number) => void): Refusals => {
  const untold = new WeakMap<WebSocket, { last: Asked; count: number }>();
  const rest = (socket: WebSocket): void => {
    const held = untold.get(socket);
    untold.delete(socket);
    if (held?.count) tellOf(socket, held.last, held.count);
  };
  const tellOf = (socket: WebSocket, asked: Asked, count: number): void => {
    tell(asked, count);
    untold.set(socket, { last: asked, count: 0 });
    setTimeout(rest, pause, socket);
  };
  return (socket, asked) => {
    const held = untold.get(socket);
    if (held) Object.assign(held, { last: asked, count: held.count + 1 });
    else tellOf(socket, asked, 1);
  };
};
