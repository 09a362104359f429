/** What the peers share with ours: services, schema and context; what lies between them and HTTP is their own. */
import type { IncomingMessage } from 'node:http';
import { createApp } from '../../src/app.js';
import { createContext } from '../../src/context.js';
import { loadEnv } from '../../src/env.js';
import { createLog } from '../../src/log.js';
import { tokenOf } from '../../src/server/caller.js';
import { createSchema } from '../../src/server/schema.js';

const env = loadEnv();
// Only its services are used; what listens beside it on a port of its own is idle.
export const { services } = await createApp({ ...env, port: 0 }, { log: createLog(env.logLevel) });

export const { port, host } = env;
export const schema = createSchema();
export const contextOf = ({ headers, socket }: IncomingMessage) =>
  createContext(services, {
    requestId: '',
    token: tokenOf(headers.authorization),
    acceptLanguage: headers['accept-language'],
    ip: socket.remoteAddress,
    userAgent: headers['user-agent'],
  });

process.on('disconnect', () => process.exit());
