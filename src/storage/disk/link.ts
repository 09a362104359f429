/** Expiring links to objects on disk: whoever holds one may do with that object what it says, and nothing else. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { isKey } from '../key.js';

export type UploadGrant = { method: 'PUT'; key: string; contentType: string; byteSize: number };
export type DownloadGrant = { method: 'GET'; key: string; contentType: string; filename: string; inline: boolean };
export type Grant = UploadGrant | DownloadGrant;
/** What a link that was presented lets its holder do, and until when. */
export type Verified = Grant & { expiresAt: Date };

export type Links = {
  /** @param lifetime seconds */
  sign(grant: Grant, lifetime: number): string;
  /**
   * What a request may do; undefined when its link is forged, meant for something else, or has run out.
   * @param target of the request line: path and query
   */
  verify(method: string, target: string): Verified | undefined;
};

const prefix = '/files/';

const termsOf = (grant: Grant): Record<string, string> =>
  grant.method === 'PUT'
    ? { type: grant.contentType, size: String(grant.byteSize) }
    : { type: grant.contentType, name: grant.filename, ...(grant.inline ? { inline: '1' } : {}) };

const grantOf = (method: string, key: string, query: URLSearchParams): Grant | undefined => {
  const contentType = query.get('type');
  if (contentType === null) return undefined;
  if (method === 'PUT') {
    const size = query.get('size') ?? '';
    return /^\d{1,15}$/.test(size) ? { method, key, contentType, byteSize: Number(size) } : undefined;
  }
  const filename = query.get('name');
  if ((method !== 'GET' && method !== 'HEAD') || filename === null) return undefined;
  return { method: 'GET', key, contentType, filename, inline: query.get('inline') === '1' };
};

/**
 * @param secret the same for all servers that share the folder
 * @param url where clients reach this server, asked for each time
 */
export const createLinks = (secret: string, url: () => string, now: () => Date): Links => {
  // Another use of the same secret must not be able to make a signature that is good here.
  const hmacKey = `files:${secret}`;
  const signatureOf = (grant: Grant, expires: string): string =>
    createHmac('sha256', hmacKey)
      .update(JSON.stringify([grant.method, grant.key, expires, termsOf(grant)]))
      .digest('base64url');

  return {
    sign: (grant, lifetime) => {
      const expires = String(Math.floor(now().getTime() / 1000) + lifetime);
      const query = new URLSearchParams({ expires, ...termsOf(grant), signature: signatureOf(grant, expires) });
      return `${url()}${prefix}${grant.key}?${query}`;
    },
    verify: (method, target) => {
      const [path = '', ...rest] = target.split('?');
      // Keys need no encoding, so what is encoded is none: nothing is decoded here that could become a way out of the folder.
      const key = path.slice(prefix.length);
      if (!path.startsWith(prefix) || !isKey(key)) return undefined;
      const query = new URLSearchParams(rest.join('?'));
      const grant = grantOf(method, key, query);
      const expires = query.get('expires') ?? '';
      if (!grant || !/^\d{1,12}$/.test(expires)) return undefined;
      const given = Buffer.from(query.get('signature') ?? '');
      const right = Buffer.from(signatureOf(grant, expires));
      if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined;
      const expiresAt = new Date(Number(expires) * 1000);
      return expiresAt > now() ? { ...grant, expiresAt } : undefined;
    },
  };
};
