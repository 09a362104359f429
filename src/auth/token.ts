/** Access tokens: PASETO v4.public, verified by any of the keys in use. */
import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { PublicProtocol } from 'paseto';
import {
  ExportPublicKeyFactory,
  GetPublicKeyFactory,
  ImportPublicKeyFactory,
  ImportSecretKeyFactory,
  SignFactory,
  VerifyFactory,
} from 'paseto/v4/public';
import { AppError } from '../errors.js';

const v4 = new PublicProtocol(
  SignFactory,
  VerifyFactory,
  ImportSecretKeyFactory,
  ImportPublicKeyFactory,
  GetPublicKeyFactory,
  ExportPublicKeyFactory,
);
type VerifyingKey = Awaited<ReturnType<typeof v4.ImportPublicKey>>;

const issuer = 'zero-pressure-interview';
const audience = 'zero-pressure-interview/api';
// Bound into the signature but not sent: a token of another kind signed with the same key does not pass as this one.
const implicitAssertion = 'access-token';
const assertion = new TextEncoder().encode(implicitAssertion);

/** Seconds that another server's clock may be ahead of this one's: its tokens must be good here at once. */
const skew = 60;

/** Seconds. */
export const accessLifetime = 15 * 60;

export type AccessClaims = { userId: string; sessionId: string; expiresAt: Date };

/** What another service needs to verify our tokens by itself. */
export type KeyDocument = {
  version: 'v4';
  purpose: 'public';
  issuer: string;
  audience: string;
  implicitAssertion: string;
  /** Seconds. */
  lifetime: number;
  keys: { kid: string; paserk: string }[];
};

export type Tokens = {
  /** Signs a token for the session, good for `accessLifetime` from `now`. */
  issue(claims: { userId: string; sessionId: string }, now: Date): Promise<{ token: string; expiresAt: Date }>;
  /** @throws AppError UNAUTHENTICATED unless the token is one of ours and in date */
  verify(token: string, now: Date): Promise<AccessClaims>;
  keys: KeyDocument;
};

const keyIdOf = (paserk: string): string => createHash('sha256').update(paserk).digest('base64url').slice(0, 16);

const encodeFooter = (kid: string) => new TextEncoder().encode(JSON.stringify({ kid }));

/** The key that a token says it was signed with. It is only a hint: the signature is what counts. */
const keyIdIn = (token: string): string | undefined => {
  const footer = token.split('.')[3];
  if (!footer) return undefined;
  return (JSON.parse(Buffer.from(footer, 'base64url').toString()) as { kid?: string } | null)?.kid;
};

/**
 * @param paserk the secret key that signs, `k4.secret.…`
 * @param otherPublicKeys `k4.public.…` of keys whose tokens are taken, too: those before this one, and the one to come
 */
export const createTokens = async (paserk: string, otherPublicKeys: string[] = []): Promise<Tokens> => {
  const secretKey = await v4.ImportSecretKey(paserk as `k4.secret.${string}`);
  const own = await v4.ExportPublicKey(await v4.GetPublicKey(secretKey));
  const published = [...new Set([own, ...otherPublicKeys])].map((key) => ({ kid: keyIdOf(key), paserk: key }));
  const publicKeys = new Map<string, VerifyingKey>();
  for (const key of published) {
    publicKeys.set(key.kid, await v4.ImportPublicKey(key.paserk as `k4.public.${string}`));
  }
  const footer = encodeFooter(keyIdOf(own));
  // One verification costs about 0.25 ms; a token comes with every request of its session.
  const verified = new LRUCache<string, AccessClaims>({ max: 10_000 });

  const check = async (token: string, now: Date): Promise<AccessClaims> => {
    const key = publicKeys.get(keyIdIn(token) ?? '');
    if (!key) throw new AppError('UNAUTHENTICATED');
    const { claims } = await v4.Verify(key, token, {
      now,
      issuer,
      audience,
      implicitAssertion: assertion,
      clockTolerance: skew,
      requiredClaims: ['sub', 'sid', 'exp'],
    });
    const { sub, sid, exp } = claims as { sub: string; sid: string; exp: string };
    const access = { userId: sub, sessionId: sid, expiresAt: new Date(exp) };
    // The tolerance is for tokens that seem to come from the future; past their end none is good.
    if (access.expiresAt <= now) throw new AppError('UNAUTHENTICATED');
    return access;
  };

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
        const access = await check(token, now);
        verified.set(token, access);
        return access;
      } catch (cause) {
        throw new AppError('UNAUTHENTICATED', { cause });
      }
    },
    keys: {
      version: 'v4',
      purpose: 'public',
      issuer,
      audience,
      implicitAssertion,
      lifetime: accessLifetime,
      keys: published,
    },
  };
};
