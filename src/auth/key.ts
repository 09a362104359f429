/** The key that signs access tokens: given by the environment, or made once and kept in the data directory. */
import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PublicProtocol } from 'paseto';
import { ExportPublicKeyFactory, ExportSecretKeyFactory, GenerateKeyPairFactory } from 'paseto/v4/public';

const v4 = new PublicProtocol(GenerateKeyPairFactory, ExportSecretKeyFactory, ExportPublicKeyFactory);

/** Makes a key: the secret half as `k4.secret.…`, the public one as `k4.public.…`. */
export const generateKey = async (): Promise<{ secret: string; public: string }> => {
  const { secretKey, publicKey } = await v4.GenerateKeyPair({ extractable: true });
  return { secret: await v4.ExportSecretKey(secretKey), public: await v4.ExportPublicKey(publicKey) };
};

const hasCode = (error: unknown, code: string) => (error as NodeJS.ErrnoException).code === code;

/**
 * @param dataDir where a generated key is kept, readable by its owner alone
 * @returns a PASERK `k4.secret.…`, the same at every call for one directory
 */
export const loadSigningKey = async (dataDir: string): Promise<string> => {
  const folder = join(dataDir, 'keys');
  const file = join(folder, 'paseto.key');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const draft = join(folder, `draft-${randomUUID()}`);
  const read = async () => (await readFile(file, 'utf8')).trim();
  try {
    return await read();
  } catch (error) {
    if (!hasCode(error, 'ENOENT')) throw error;
  }
  try {
    await writeFile(draft, `${(await generateKey()).secret}\n`, { mode: 0o600 });
    // Linked when it is whole: of two processes starting at once one makes the key, and the other reads all of it.
    await link(draft, file);
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
  } finally {
    await rm(draft, { force: true });
  }
  return read();
};
