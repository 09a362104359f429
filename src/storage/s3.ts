/** Objects in any S3, through the operations that all of them have. */
import { Readable } from 'node:stream';
import type { BucketItem } from 'minio';
import { createBreaker, type Watched } from '../breaker.js';
import type { S3 } from '../env.js';
import { AppError } from '../errors.js';
import type { Log } from '../log.js';
import { dispositionOf } from './disposition.js';
import { assertKey } from './key.js';
import { createS3Client, type Patience } from './s3/client.js';
import { away, codeOf, call as guardedCall, isAnswer, isCutShort, isMissing, isRefusal } from './s3/failure.js';
import { openS3, type UploadMethod } from './s3/start.js';
import { createPutSigner, signPost } from './s3/upload.js';
import { checkLifetime, shared } from './shared.js';
import type { ObjectStore } from './store.js';

export type RemoteStore = ObjectStore & Watched & { readonly kind: 's3' };

export type S3Store = RemoteStore & {
  /** How clients upload: POST where the store holds to policies. */
  readonly uploadMethod: UploadMethod;
};

/** For calls that are answered at once: health, and the start. */
const quick: Patience = { connect: 5_000, idle: 10_000 };
/** A store may copy 200 MB before it says anything. */
const patient: Patience = { connect: 5_000, idle: 60_000 };

/** Milliseconds for which a store that is away is left alone. */
const rest = 2_000;

class PartlyRemoved extends Error {}

/** The bytes as they are pulled; what goes wrong underway is told as a store that is away. */
const guarded = (source: Readable): Readable => {
  // Told to whoever pulls; when nobody does, to nobody.
  source.on('error', () => {});
  const bytes = async function* () {
    try {
      for await (const chunk of source) yield chunk as Buffer;
    } catch (error) {
      throw away(error);
    }
  };
  const result = Readable.from(bytes(), { objectMode: false });
  result.once('close', () => source.destroy());
  return result;
};

/**
 * @param patience how long a silent store is waited for; by default seconds for what is quick, a minute for the rest
 * @throws StartupError one message that names the variable to look at
 */
export const createS3Store = async (s3: S3, log: Log, patience?: Patience): Promise<S3Store> => {
  const { bucket } = s3;
  const own = createS3Client(s3, s3.endpoint, 'S3_ENDPOINT', patience ?? patient);
  const prompt = createS3Client(s3, s3.endpoint, 'S3_ENDPOINT', patience ?? quick);
  const publicly = createS3Client(s3, s3.publicEndpoint, 'S3_PUBLIC_ENDPOINT', patience ?? quick);
  const dispose = async () => {
    for (const client of [own, prompt, publicly]) client.dispose();
  };
  const { client } = own;
  const uploadMethod = await openS3(prompt.client, s3).catch(async (error: unknown) => {
    await dispose();
    throw error;
  });
  const breaker = createBreaker({
    kind: 'object store',
    name: 'storage',
    isOwnFault: (error) => isRefusal(error) || error instanceof AppError || error instanceof PartlyRemoved,
    reasonOf: (error) => codeOf(error) ?? 'UNKNOWN',
    retryAfterOf: () => 5,
    rest,
    log,
  });
  const call = <T>(run: () => Promise<T>): Promise<T | undefined> => guardedCall(run, breaker);
  const signPut = createPutSigner(publicly.client, s3);

  const removeMany = async (keys: string[]): Promise<void> => {
    // Quiet: what comes back are the ones that were not removed.
    const failed = await client.removeObjects(bucket, keys);
    if (failed.length > 0) throw new PartlyRemoved(`${failed.length} of ${keys.length} objects were not removed`);
  };

  return {
    kind: 's3',
    uploadMethod,
    state: breaker.state,
    signUpload: async (key, terms) => {
      assertKey(key);
      return uploadMethod === 'POST' ? signPost(publicly.client, bucket, key, terms) : signPut(key, terms);
    },
    signDownload: async (key, { filename, contentType, inline, lifetime }) => {
      assertKey(key);
      return publicly.client.presignedGetObject(bucket, key, lifetime, {
        'response-content-type': contentType,
        'response-content-disposition': dispositionOf(filename, inline),
      });
    },
    stat: async (key) => {
      assertKey(key);
      const found = await call(() => client.statObject(bucket, key));
      return found && { key, byteSize: found.size, modifiedAt: found.lastModified };
    },
    read: async (key) => {
      assertKey(key);
      const source = await call(() => client.getObject(bucket, key));
      return source && guarded(source);
    },
    write: async (key, body, contentType) => {
      assertKey(key);
      const written = await call(() =>
        client.putObject(bucket, key, body, body.length, { 'content-type': contentType }),
      );
      if (!written) throw away(new Error('the bucket is missing'));
    },
    copy: async (from, to) => {
      assertKey(from);
      assertKey(to);
      return (await call(() => client.copyObject(bucket, to, `/${bucket}/${from}`))) !== undefined;
    },
    remove: async (keys) => {
      keys.forEach(assertKey);
      if (keys.length === 0) return;
      await call(async () => {
        try {
          await removeMany(keys);
        } catch (error) {
          // A store that cannot remove many at once, or not all of these, is asked for each.
          if (!isAnswer(error) && !(error instanceof PartlyRemoved)) throw error;
          log.debug({ err: error }, 'objects are removed one by one');
          for (const key of keys) {
            await client.removeObject(bucket, key).catch((failure: unknown) => {
              if (!isMissing(failure)) throw failure;
            });
          }
        }
      });
    },
    list: async function* (prefix) {
      let last = '';
      for (let mayGoOn = true; ; mayGoOn = false) {
        const source = client.listObjectsV2(bucket, prefix, true, last) as AsyncIterable<BucketItem>;
        try {
          for await (const { name, size, lastModified } of source) {
            if (name === undefined || lastModified === undefined) continue;
            last = name;
            yield { key: name, byteSize: size, modifiedAt: lastModified };
          }
          return;
        } catch (error) {
          if (!mayGoOn || !isCutShort(error)) throw away(error);
        }
      }
    },
    // A form or a copy that is cut off leaves no object.
    sweep: async () => 0,
    check: shared(async () => {
      const there = await call(() => prompt.client.bucketExists(bucket));
      if (!there) throw new AppError('DEPENDENCY_UNAVAILABLE', { retryAfter: 5, cause: new Error('no such bucket') });
    }, checkLifetime),
    dispose,
  };
};
