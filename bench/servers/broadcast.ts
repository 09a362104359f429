/** The limit of a live stream: a bare `ws` server that sends the bytes it is given to every socket. */
import './memory.js';
import { createServer } from 'node:http';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import { now } from '../fan-out/now.js';

const { PORT, HOST } = process.env as Record<string, string>;
const acknowledged = '{"type":"connection_ack"}';
/** What a socket is sent at its subscription: that it is open. */
let newest = Buffer.from('{"id":"1","type":"next","payload":{"data":{"interviewEvents":{"seq":1}}}}');

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    newest = Buffer.concat(chunks);
    const at = now();
    for (const socket of sockets.clients) socket.send(newest, { binary: false });
    response.end(String(at));
  });
});
const sockets = new WebSocketServer({ server, maxPayload: 64 * 1024 });
sockets.on('connection', (socket: WebSocket) => {
  socket.on('message', (data: RawData) => {
    const message = data.toString();
    if (message.includes('"connection_init"')) socket.send(acknowledged);
    else if (message.includes('"subscribe"')) socket.send(newest, { binary: false });
  });
});
server.listen(Number(PORT), HOST);
process.on('disconnect', () => process.exit());
