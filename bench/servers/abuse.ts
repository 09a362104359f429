/** The abuser, a process of its own: does one thing again and again until it is told to stop. */
import { setTimeout as delay } from 'node:timers/promises';
import { httpAttacks } from '../abuse/http.js';
import { websocketAttacks } from '../abuse/websocket.js';

export type Abuse = { transport: 'HTTP' | 'websocket'; name: string; url: string; token: string };
export type Abused = { refused: number };

/** So many at once, and milliseconds from one's refusal to the next. */
const atOnce = 4;
const pause = 20;

let stopped = false;

const abuse = async ({ transport, name, url, token }: Abuse): Promise<Abused> => {
  const attack = (transport === 'HTTP' ? httpAttacks : websocketAttacks)[name];
  if (!attack) throw new Error(`there is no abuse ${name}`);
  let refused = 0;
  const again = async () => {
    while (!stopped) {
      // Read only now: others add to it meanwhile.
      const more = await attack(url, token);
      refused += more;
      await delay(pause);
    }
  };
  await Promise.all(Array.from({ length: /\d,000 (subscriptions|idle)/.test(name) ? 1 : atOnce }, again));
  return { refused };
};

process.on('message', (message: Abuse | 'stop') => {
  stopped = message === 'stop';
  if (message === 'stop') return;
  abuse(message).then(
    (result) => process.send?.(result),
    (error: Error) => process.send?.({ error: `${message.name} by ${message.transport}: ${error.message}` }),
  );
});
process.on('disconnect', () => process.exit());
