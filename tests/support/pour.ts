/** Sends more than anyone should take, over a connection of its own, from one piece of memory. */
import { once } from 'node:events';
import { connect } from 'node:net';

const piece = Buffer.alloc(64 * 1024, 'x');

/**
 * Writes the openings, each after the first once the one before is answered, and then bytes until the other side ends it.
 * @returns bytes that were taken, by the other side or the system between, and what was answered
 */
export const pour = async (
  url: string,
  openings: readonly Buffer[],
  bytes: number,
): Promise<{ taken: number; heard: Buffer }> => {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk)).on('error', () => {});
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  await once(socket, 'connect');
  for (const [at, opening] of openings.entries()) {
    if (at > 0) await once(socket, 'data');
    socket.write(opening);
  }
  let taken = 0;
  while (taken < bytes && socket.writable) {
    if (!socket.write(piece)) await Promise.race([once(socket, 'drain').catch(() => {}), closed]);
    taken += piece.length;
  }
  await closed;
  return { taken, heard: Buffer.concat(chunks) };
};

/** What opens a websocket and announces a message of so many bytes, masked with zeros. */
export const websocketOpenings = (bytes: number): Buffer[] => {
  const upgrade =
    'GET /graphql HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n' +
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n';
  const frame = Buffer.alloc(14);
  frame[0] = 0x81;
  frame[1] = 0xff;
  frame.writeBigUInt64BE(BigInt(bytes), 2);
  return [Buffer.from(upgrade), Buffer.concat([frame, Buffer.from('{"type":"connection_init","payload":{"x":"')])];
};

/** What begins a POST. @param length how its length is told, or that it is not */
export const postOpening = (length: string): Buffer[] => [
  Buffer.from(`POST /graphql HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n${length}\r\n\r\n`),
];
