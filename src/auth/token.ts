/** Access tokens (PASETO v4.public) and refresh tokens (opaque). */
import { createHash, randomBytes } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { PublicProtocol } from 'paseto';
import {
  ExportPublicKeyFactory,
  GetPublicKeyFactory,
  ImportSecretKeyFactory,
  SignFactory,
  VerifyFactory,
} from 'paseto/v4/public';
import { AppError } from '../errors.js';

const v4 = new PublicProtocol(
  SignFactory,
  VerifyFactory,
  ImportSecretKeyFactory,
  GetPublicKeyFactory,
  ExportPublicKeyFactory,
);
const issuer = 'zero-pressure-interview';
const audience = 'zero-pressure-interview/api';
// Bound into the signature but not sent: a token of another kind signed with the same key does not pass as this one.
const assertion = new TextEncoder().encode('access-token');

/** Seconds. */
export const accessLifetime = 15 * 60;
export const refreshLifetime = 30 * 24 * 60 * 60;

export type AccessClaims = { userId: string; sessionId: string; expiresAt: Date };

export type Tokens = {
  /** Signs a token for the session, good for `accessLifetime` from `now`. */
  issue(claims: { userId: string; sessionId: string }, now: Date): Promise<{ token: string; expiresAt: Date }>;
  /** @throws AppError UNAUTHENTICATED unless the token is one of ours and in date */
  verify(token: string, now: Date): Promise<AccessClaims>;
};

/** @param paserk the secret key, `k4.secret.…` */
export const createTokens = async (paserk: string): Promise<Tokens> => {
  const secretKey = await v4.ImportSecretKey(paserk as `k4.secret.${string}`);
  const publicKey = await v4.GetPublicKey(secretKey);
  const keyId = createHash('sha256')
    .update(await v4.ExportPublicKey(publicKey))
    .digest('base64url')
    .slice(0, 16);
  const footer = new TextEncoder().encode(JSON.stringify({ kid: keyId }));
  // One verification costs about 0.25 ms; a token comes with every request of its session.
  const verified = new LRUCache<string, AccessClaims>({ max: 10_000 });

  return {
    issue: async ({ userId, sessionId }, now) => {
      const claims = { sub: userId, sid: sessionId, iss: issuer, aud: audience };
      const token = await v4.Sign(secretKey, claims, {
        now,
        expiresIn: accessLifetime,
        footer,
        implicitAssertion: assertion,
      });
      return { token, expiresAt: new Date(now.getTime() + accessLifetime * 1000) };
    },
    verify: async (token, now) => {
      const known = verified.get(token);
      if (known) {
        if (known.expiresAt > now) return known;
        throw new AppError('UNAUTHENTICATED');
      }
      try {
        const { claims } = await v4.Verify(publicKey, token, {
          now,
          issuer,
          audience,
          implicitAssertion: assertion,
          requiredClaims: ['sub', 'sid', 'exp'],
        });
        const { sub, sid, exp } = claims as { sub: string; sid: string; exp: string };
        const access = { userId: sub, sessionId: sid, expiresAt: new Date(exp) };
        verified.set(token, access);
        return access;
      } catch (cause) {
        throw new AppError('UNAUTHENTICATED', { cause });
      }
    },
  };
};

/** A new refresh token, and the hash under which it is stored. */
export const createRefreshToken = (): { token: string; hash: string } => {
  const token = randomBytes(32).toString('base64url');
  return { token, hash: hashRefreshToken(token) };
};

/** SHA-256 in hex: the token has 256 random bits, so a slow hash would add nothing. */
export const hashRefreshToken = (token: string): string => createHash('sha256').update(token).digest('hex');
