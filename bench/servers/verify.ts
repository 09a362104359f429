/** A process that verifies access tokens: ours anew and from the cache, and the bare signature in two ways. */
import { generateKeyPairSync, type KeyObject, sign, verify, webcrypto } from 'node:crypto';
import { createTokens, type Tokens } from '../../src/auth/token.js';

export type VerifyOptions = { paserk: string; seconds: number };
/** `cpuMicros`: processor time of the whole process for each. */
export type Verified = { name: string; ofRequest?: 'cached' | 'uncached'; perSecond: number; cpuMicros: number };

/** So many are under way at once, as there are in a server under load. */
const atOnce = 16;
const batch = 64;
/** What PASETO signs around the payload and the footer: their number, lengths, the header, and the implicit assertion. */
const wrapping = 8 + 4 * 8 + 'v4.public.'.length + 'access-token'.length;
const signatureLength = 64;

type Kind = Omit<Verified, 'perSecond' | 'cpuMicros'> & {
  /** Runs before each batch, off the clock. */
  prepare?(): Promise<void>;
  verify(at: number): Promise<unknown>;
};

const timed = async ({ prepare, verify: verifyOne, ...kind }: Kind, seconds: number): Promise<Verified> => {
  let done = 0;
  let wall = 0;
  let cpu = 0;
  while (wall < seconds * 1000) {
    await prepare?.();
    const usage = process.cpuUsage();
    const start = performance.now();
    let next = 0;
    const worker = async () => {
      while (next < batch) await verifyOne(next++);
    };
    await Promise.all(Array.from({ length: atOnce }, worker));
    wall += performance.now() - start;
    const { user, system } = process.cpuUsage(usage);
    cpu += user + system;
    done += batch;
  }
  return { ...kind, perSecond: done / (wall / 1000), cpuMicros: cpu / done };
};

const signed = (length: number): { message: Buffer; signature: Buffer; publicKey: KeyObject } => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const message = Buffer.alloc(length, 'x');
  return { message, signature: sign(null, message, privateKey), publicKey };
};

const must = (good: boolean): void => {
  if (!good) throw new Error('a good signature was refused');
};

const createKinds = async (paserk: string): Promise<Kind[]> => {
  const now = new Date();
  const issuer = await createTokens(paserk);
  const claims = (at: number) => ({
    userId: `usr_${String(at).padStart(26, '0')}`,
    sessionId: `ses_${'0'.repeat(26)}`,
  });
  const tokens = await Promise.all(
    Array.from({ length: batch }, async (_, at) => (await issuer.issue(claims(at), now)).token),
  );
  const check = async (by: Tokens, at: number) => {
    const { userId } = await by.verify(tokens[at] as string, now);
    if (userId !== claims(at).userId) throw new Error(`the token of ${claims(at).userId} is taken for ${userId}`);
  };
  for (const at of tokens.keys()) await check(issuer, at);

  const [, , payload = '', footer = ''] = tokens[0]?.split('.') ?? [];
  const decoded = (text: string) => Buffer.from(text, 'base64url').length;
  const { message, signature, publicKey } = signed(decoded(payload) - signatureLength + decoded(footer) + wrapping);
  const webKey = await webcrypto.subtle.importKey(
    'raw',
    Buffer.from(publicKey.export({ format: 'jwk' }).x as string, 'base64url'),
    'Ed25519',
    false,
    ['verify'],
  );

  let fresh = issuer;
  return [
    {
      name: 'ours, a token seen for the first time',
      ofRequest: 'uncached',
      // One that has verified nothing yet: a cache of thousands would need as many tokens to be missed.
      prepare: async () => {
        fresh = await createTokens(paserk);
      },
      verify: (at) => check(fresh, at),
    },
    { name: 'ours, a token in the cache', ofRequest: 'cached', verify: (at) => check(issuer, at) },
    {
      name: 'crypto.subtle.verify, Ed25519',
      verify: async () => must(await webcrypto.subtle.verify('Ed25519', webKey, signature, message)),
    },
    {
      name: `node:crypto verify, Ed25519, ${message.length} bytes`,
      verify: async () => must(verify(null, message, publicKey, signature)),
    },
  ];
};

let kinds: Promise<Kind[]> | undefined;

const round = async ({ paserk, seconds }: VerifyOptions): Promise<Verified[]> => {
  kinds ??= createKinds(paserk);
  const verified: Verified[] = [];
  for (const kind of await kinds) verified.push(await timed(kind, seconds));
  return verified;
};

process.on('message', (options: VerifyOptions) => {
  round(options).then(
    (result) => process.send?.(result),
    (error: Error) => process.send?.({ error: error.message }),
  );
});
process.on('disconnect', () => process.exit());
