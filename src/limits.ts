/** How much an operation may ask for, how much may be open over websockets at a time, and how fast they may send. */

export const defaultLimits = {
  /** Bytes of the text of an operation. */
  bytes: 65_536,
  tokens: 2_000,
  /** Fields, aliases and directives count once all fragments are spread. */
  fields: 1_000,
  aliases: 100,
  directives: 50,
  /** Levels of fields; the explorers' introspection has 15. */
  depth: 16,
  /** Times that one selection set has the same name. */
  repeats: 10,
  /** Fields, times the length of the lists that they are in. */
  cost: 100_000,
  /** Operations of one socket, those included that wait. */
  socketOperations: 1_000,
  /** Subscriptions of one socket, and of one user on one server. */
  socketSubscriptions: 100,
  userSubscriptions: 200,
  /** Sockets of one user, and from one address, on one server. */
  userSockets: 50,
  addressSockets: 500,
  /** Messages of one socket in a second, pings included, and at once when none came for a while. */
  socketMessages: 100,
  socketBurst: 1_000,
};

export type RequestLimits = typeof defaultLimits;

/** What is wrong with `NAME=NUMBER`, if anything. */
export const limitMistake = (setting: string): string | undefined => {
  const [name = ''] = setting.split('=');
  if (/^\w+=[1-9]\d{0,8}$/.test(setting) && Object.hasOwn(defaultLimits, name)) return undefined;
  return `must be NAME=NUMBER, the names being ${Object.keys(defaultLimits).join(', ')}`;
};

/** The limits with these settings in place of the defaults; each is without mistake. */
export const readLimits = (settings: readonly string[]): RequestLimits => {
  const given = settings.map((setting) => setting.split('=')).map(([name, number]) => [name, Number(number)]);
  return { ...defaultLimits, ...Object.fromEntries(given) };
};
