/** How fast a peer may send: what comes faster waits here, unread, and so does what stands behind it on its connection. */
import type { WebSocket } from 'ws';
import type { RequestLimits } from '../limits.js';

/** As HTTP's status: what a client that is closed with it sent was too much. */
const tooManyMessages = 4429;

/** What a peer sends: messages, and the protocol's own pings and pongs. */
const fromPeer: ReadonlySet<string | symbol> = new Set(['message', 'ping', 'pong']);

export type Intake = {
  /** Hands it on at once, or in its turn; false where too many wait. */
  take(deliver: () => void): boolean;
  /** Forgets what waits. */
  dispose(): void;
};

export type IntakeOptions = {
  /** That so many come a second, and at once when none came for a while. */
  rate: number;
  burst: number;
  /** That may wait: more than what has been read of a connection before its reading ends, unless it is in tiny pieces. */
  waiting: number;
  /** Stops and goes on reading. */
  pause(): void;
  resume(): void;
};

/** A token bucket, and the queue before it. */
export const createIntake = ({ rate, burst, waiting, pause, resume }: IntakeOptions): Intake => {
  const queue: (() => void)[] = [];
  let tokens = burst;
  let at = performance.now();
  let timer: NodeJS.Timeout | undefined;

  const takeToken = (): boolean => {
    const now = performance.now();
    tokens = Math.min(burst, tokens + ((now - at) * rate) / 1_000);
    at = now;
    if (tokens < 1) return false;
    tokens--;
    return true;
  };
  const wait = (): void => {
    timer = setTimeout(next, Math.ceil(((1 - tokens) * 1_000) / rate));
  };
  /** One at a time: between two of them whoever else asks has a turn. */
  const next = (): void => {
    timer = undefined;
    if (takeToken()) queue.shift()?.();
    if (queue.length > 0) wait();
    else resume();
  };

  return {
    take: (deliver) => {
      if (queue.length === 0 && takeToken()) deliver();
      else if (queue.length >= waiting) return false;
      else if (queue.push(deliver) === 1) {
        pause();
        wait();
      }
      return true;
    },
    dispose: () => {
      clearTimeout(timer);
      queue.length = 0;
    },
  };
};

/** Milliseconds that a peer whose messages are not read any more has to read why. */
const farewell = 1_000;

/** Reads nothing more of a socket that is closing: the library would take in whatever is still on its way. */
export const hangUp = (socket: WebSocket): void => {
  // The library goes on reading a moment later than it tells.
  setImmediate(() => socket.pause());
  const timer = setTimeout(() => socket.terminate(), farewell);
  socket.once('close', () => clearTimeout(timer));
};

/** Bounds what is taken of a socket, before anything of it is looked at. To be called before anything has come. */
export const boundIntake = (socket: WebSocket, { socketMessages, socketBurst }: RequestLimits): void => {
  const emit = socket.emit.bind(socket) as (event: string | symbol, ...args: unknown[]) => boolean;
  const isOpen = () => socket.readyState === socket.OPEN;
  const intake = createIntake({
    rate: socketMessages,
    burst: socketBurst,
    waiting: socketBurst,
    pause: () => socket.pause(),
    // What is closing is not read again.
    resume: () => isOpen() && socket.resume(),
  });
  const letGo = (): void => {
    intake.dispose();
    socket.close(tooManyMessages, 'Too many messages');
    hangUp(socket);
  };
  socket.emit = (event: string | symbol, ...args: unknown[]): boolean => {
    if (!fromPeer.has(event)) return emit(event, ...args);
    // Nobody can be answered any more.
    if (isOpen() && !intake.take(() => isOpen() && emit(event, ...args))) letGo();
    return true;
  };
  socket.once('close', intake.dispose);
  // The library's own answers would go out before they are counted.
  socket.on('ping', (data) => socket.pong(data));
};
