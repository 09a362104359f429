/** Refresh tokens: opaque, each good once. All of a session begin alike, so that a used one is recognised for what it is. */
import { createHash, createHmac, randomBytes } from 'node:crypto';

/** Seconds. */
const lifetime = 30 * 24 * 60 * 60;

/** Characters: 128 random bits in base64url name the session's family, 256 more are the token's own. */
const familyLength = 22;
const tokenLength = 65;

/** The forms in which a token is stored, in hex: the token itself never is. */
export type RefreshHashes = { familyHash: string; refreshHash: string };
export type RefreshToken = RefreshHashes & { token: string; expiresAt: Date };

// SHA-256 is enough: what is hashed has 128 random bits at least, so a slow hash would add nothing.
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const hash = (token: string): RefreshHashes => ({
  familyHash: sha256(token.slice(0, familyLength)),
  refreshHash: sha256(token),
});

const describe = (token: string, since: Date): RefreshToken => ({
  token,
  ...hash(token),
  expiresAt: new Date(since.getTime() + lifetime * 1000),
});

const random = (bytes: number): string => randomBytes(bytes).toString('base64url');

export const refreshTokens = {
  /** The first token of a session. */
  create: (now: Date): RefreshToken => describe(random(16) + random(32), now),
  /** How a token is found; undefined for what is none. */
  hash: (token: string): RefreshHashes | undefined =>
    token.length === tokenLength && /^[\w-]+$/.test(token) ? hash(token) : undefined,
  createSalt: (): string => random(32),
  /**
   * The token that follows `parent`. Who holds the parent and asks again is given the same one, without it being stored
   * anywhere: it takes the parent, which only the client has, and the salt, which only the server has.
   * @param since when the parent was traded
   */
  succeed: (parent: string, salt: string, since: Date): RefreshToken =>
    describe(parent.slice(0, familyLength) + createHmac('sha256', parent).update(salt).digest('base64url'), since),
};

export type RefreshTokens = typeof refreshTokens;
