/** Reads who is calling from what a transport carries. */
import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import proxyAddr from '@fastify/proxy-addr';

/**
 * The token of an Authorization value, or undefined where none is sent. What is not `Bearer …` is given as it is: it is no
 * token, and is refused as such.
 */
export const tokenOf = (authorization: unknown): string | undefined => {
  if (authorization === undefined || authorization === null || authorization === '') return undefined;
  if (typeof authorization !== 'string') return 'none';
  return /^bearer\s+(\S+)$/i.exec(authorization.trim())?.[1] ?? authorization;
};

/**
 * Makes what tells the address of a caller.
 * @param trustedProxies addresses and networks whose `X-Forwarded-For` is believed; from others anyone could write anything
 */
export const createAddressReader = (trustedProxies: string[]): ((request: IncomingMessage) => string | undefined) => {
  const trusted = proxyAddr.compile(trustedProxies);
  return (request) => {
    // An IPv4 peer of a socket that listens on both is written in IPv6.
    const address = proxyAddr(request, trusted)?.replace(/^::ffff:(?=\d+\.)/, '');
    return address && isIP(address) ? address : undefined;
  };
};
