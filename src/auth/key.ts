/** The key that signs access tokens: given by the environment, or made once and kept in the data directory. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PublicProtocol } from 'paseto';
import { ExportSecretKeyFactory, GenerateKeyPairFactory } from 'paseto/v4/public';

const v4 = new PublicProtocol(GenerateKeyPairFactory, ExportSecretKeyFactory);

const generate = async (): Promise<string> => {
  const { secretKey } = await v4.GenerateKeyPair({ extractable: true });
  return v4.ExportSecretKey(secretKey);
};

/**
 * @param dataDir where a generated key is kept, readable by its owner alone
 * @returns a PASERK `k4.secret.…`, the same at every call for one directory
 */
export const loadSigningKey = async (dataDir: string): Promise<string> => {
  const folder = join(dataDir, 'keys');
  const file = join(folder, 'paseto.key');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  try {
    // `wx` so that of two processes starting at once one makes the key and the other reads it.
    await writeFile(file, `${await generate()}\n`, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return (await readFile(file, 'utf8')).trim();
};
