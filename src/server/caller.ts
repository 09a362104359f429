/** Reads who is calling from what a transport carries. */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { isIPv4, isIPv6, SocketAddress } from 'node:net';
import proxyAddr from '@fastify/proxy-addr';
import type { Services } from '../context.js';
import { AppError } from '../errors.js';
import type { Log } from '../log.js';

/**
 * The token of an Authorization value, or undefined where none is sent. What is not `Bearer …` counts as a token that
 * is none, and is refused as such.
 */
export const tokenOf = (authorization: unknown): string | undefined => {
  if (authorization === undefined || authorization === null || authorization === '') return undefined;
  if (typeof authorization !== 'string') return 'none';
  return /^bearer\s+(\S+)$/i.exec(authorization.trim())?.[1] ?? 'none';
};

/** Whom a token names that is ours and in date; whether its session is alive, the database alone knows. */
export const claimedUser = async (
  { tokens, clock }: Pick<Services, 'tokens' | 'clock'>,
  token: string | undefined,
): Promise<string | undefined> => {
  if (token === undefined) return undefined;
  try {
    return (await tokens.verify(token, clock.now())).userId;
  } catch (error) {
    if (error instanceof AppError) return undefined;
    throw error;
  }
};

/** Tells the address of a caller; undefined where there is none. */
export type AddressReader = (request: IncomingMessage) => string | undefined;

/**
 * Makes what tells the address of a caller.
 * @param trustedProxies addresses and networks whose `X-Forwarded-For` is believed; from others anyone could write anything
 */
export const createAddressReader = (trustedProxies: string[], log: Log): AddressReader => {
  const trusted = proxyAddr.compile(trustedProxies);
  let warned = false;
  return (request) => {
    const peer = request.socket.remoteAddress;
    if (!warned && request.headers['x-forwarded-for'] !== undefined && peer && !trusted(peer, 0)) {
      warned = true;
      log.warn(
        { peer },
        'a request was forwarded by an address that TRUSTED_PROXIES does not name: all who come through it count as one',
      );
    }
    return plainAddress(proxyAddr(request, trusted)) ?? plainAddress(peer);
  };
};

/** One spelling for an address: without zone, and an IPv4 one in IPv4 where a socket that listens on both gives it in IPv6. */
const plainAddress = (address: string | undefined): string | undefined => {
  // Some proxies write the port behind it.
  const bare = /^\[(.+)\](?::\d+)?$/.exec(address ?? '')?.[1] ?? address?.replace(/^([\d.]+):\d+$/, '$1');
  const plain = bare?.split('%')[0] ?? '';
  if (isIPv4(plain)) return plain;
  if (!isIPv6(plain)) return undefined;
  return new SocketAddress({ address: plain, family: 'ipv6' }).address.replace(/^::ffff:(?=\d+\.)/, '');
};

/** The caller's own id of a request where it has a plain one; else one is made. */
export const requestIdOf = ({ headers }: IncomingMessage): string => {
  const given = headers['x-request-id'];
  return typeof given === 'string' && /^[\w.-]{1,64}$/.test(given) ? given : randomUUID();
};
