/** From which pages a browser may use the API; other clients say no origin, and are not asked for one. */
import type { Env } from '../env.js';

const sandbox = 'https://studio.apollographql.com';

/** The origins of other hosts, for CORS and for websockets alike. */
export const allowedOrigins = ({ nodeEnv, corsOrigins }: Env): string[] =>
  nodeEnv === 'production' ? corsOrigins : [...corsOrigins, sandbox];

const hostOf = (url: string): string | undefined => (URL.canParse(url) ? new URL(url).host : undefined);

/** Whether a websocket may be opened from a page: browsers ask nobody before they open one to another host. */
export const createOriginCheck = (env: Env) => {
  const allowed = new Set(allowedOrigins(env));
  const ownHost = env.publicUrl && hostOf(env.publicUrl);
  return (origin: string | undefined, host: string | undefined): boolean => {
    if (origin === undefined || allowed.has(origin)) return true;
    const from = hostOf(origin);
    return from !== undefined && (from === host?.toLowerCase() || from === ownHost);
  };
};
