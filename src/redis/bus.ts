/** Messages between processes over Redis pub/sub: hints that something changed, never the thing itself. */
import type { Redis } from 'ioredis';
import type { Log } from '../log.js';
import { createRedis, namespace } from './connection.js';

export type Bus = {
  /** Tells every process; a message that Redis does not take is dropped. */
  publish(topic: string, message: string): void;
  /** Calls `listener` for each message until `unsubscribe`; `subscribed` settles once messages are heard. */
  subscribe(topic: string, listener: (message: string) => void): { subscribed: Promise<void>; unsubscribe: () => void };
  dispose(): Promise<void>;
};

/** @param publisher the connection for commands; subscribing takes one of its own */
export const createBus = (url: string, publisher: Redis, log: Log): Bus => {
  const subscriber = createRedis(url, log, 'subscriber');
  const listeners = new Map<string, { set: Set<(message: string) => void>; subscribed: Promise<void> }>();
  const channel = (topic: string) => `${namespace}:${topic}`;
  const dropped = (reason: unknown) => log.debug({ err: reason }, 'bus message dropped');

  subscriber.on('message', (name: string, message: string) => {
    for (const listener of listeners.get(name)?.set ?? []) listener(message);
  });

  return {
    publish: (topic, message) => {
      publisher.publish(channel(topic), message).catch(dropped);
    },
    subscribe: (topic, listener) => {
      const name = channel(topic);
      let entry = listeners.get(name);
      if (!entry) {
        entry = { set: new Set(), subscribed: subscriber.subscribe(name).then(() => {}, dropped) };
        listeners.set(name, entry);
      }
      const { set, subscribed } = entry;
      set.add(listener);
      const unsubscribe = () => {
        set.delete(listener);
        if (set.size > 0 || listeners.get(name)?.set !== set) return;
        listeners.delete(name);
        subscriber.unsubscribe(name).catch(dropped);
      };
      return { subscribed, unsubscribe };
    },
    dispose: async () => {
      listeners.clear();
      subscriber.disconnect();
    },
  };
};
