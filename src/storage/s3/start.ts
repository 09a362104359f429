/** What is learnt of an S3 before anything relies on it: that key and bucket work, and which kind of upload it takes. */
import { randomUUID } from 'node:crypto';
import type { Client } from 'minio';
import type { S3 } from '../../env.js';
import { StartupError } from '../../errors.js';
import { codeOf, startupErrorOf } from './failure.js';
import { signPost } from './upload.js';

export type UploadMethod = 'POST' | 'PUT';

/** Seconds, for one tiny upload. */
const patience = 10;
const contentType = 'application/octet-stream';

const listOne = async (client: Client, bucket: string): Promise<void> => {
  for await (const _ of client.listObjectsV2(bucket, '', true)) return;
};

/** Makes the bucket where it is missing. A key that may not ask about buckets, but may use this one, is good enough. */
const openBucket = async (client: Client, s3: S3): Promise<void> => {
  try {
    return await listOne(client, s3.bucket);
  } catch (error) {
    // Who may not see what there is hears that of a missing bucket, too.
    if (!['NoSuchBucket', 'NotFound', 'AccessDenied'].includes(codeOf(error) ?? '')) throw error;
    await client.makeBucket(s3.bucket, s3.region).catch((refusal: unknown) => {
      // Another server may have made it in the meantime; if not, it is the first error that tells.
      if (codeOf(refusal) !== 'BucketAlreadyOwnedByYou' && codeOf(refusal) !== 'BucketAlreadyExists') throw error;
    });
  }
  await listOne(client, s3.bucket);
};

const post = async (client: Client, bucket: string, key: string, byteSize: number, bytes: number): Promise<boolean> => {
  const target = await signPost(client, bucket, key, { contentType, byteSize, lifetime: 60 });
  const form = new FormData();
  for (const { name, value } of target.fields) form.append(name, value);
  form.append('file', new Blob([Buffer.alloc(bytes)], { type: contentType }));
  const response = await fetch(target.url, {
    method: 'POST',
    body: form,
    redirect: 'manual',
    signal: AbortSignal.timeout(patience * 1000),
  });
  await response.body?.cancel();
  return response.ok;
};

/** Some stores know no forms, and some take them without holding to the policy. */
const takesPolicies = async (client: Client, bucket: string, key: string): Promise<boolean> => {
  const accepted = async (byteSize: number, bytes: number) => {
    try {
      return await post(client, bucket, key, byteSize, bytes);
    } catch (error) {
      // Broken off or left without an answer: neither accepted nor refused.
      if (error instanceof TypeError || (error instanceof Error && error.name === 'TimeoutError')) return undefined;
      throw error;
    }
  };
  // One byte too much must be an answer, not a cut, so that a failing network is not taken for a policy that holds.
  return (await accepted(2, 2)) === true && (await accepted(2, 3)) === false && (await accepted(2, 1)) === false;
};

/**
 * Opens the bucket, writes, reads and deletes a tiny object in it, and finds out whether forms can be relied on.
 * @param client for the server's own endpoint
 * @throws StartupError one message that names the variable to look at
 */
export const openS3 = async (client: Client, s3: S3): Promise<UploadMethod> => {
  const keys = [`probe/${randomUUID()}`, `probe/${randomUUID()}`] as const;
  try {
    await openBucket(client, s3);
    await client.putObject(s3.bucket, keys[0], Buffer.from('ok'), 2, { 'content-type': contentType });
    const { size } = await client.statObject(s3.bucket, keys[0]);
    if (size !== 2) throw new Error(`an object of 2 bytes came back as one of ${size}`);
    const method = (await takesPolicies(client, s3.bucket, keys[1])) ? 'POST' : 'PUT';
    for (const key of keys) await client.removeObject(s3.bucket, key);
    return method;
  } catch (error) {
    throw error instanceof StartupError ? error : startupErrorOf(error, s3);
  }
};
