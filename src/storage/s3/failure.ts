/** What went wrong with an S3: missing, away, or set up wrongly. */
import { S3Error } from 'minio';
import type { Breaker } from '../../breaker.js';
import type { S3 } from '../../env.js';
import { AppError, StartupError } from '../../errors.js';

export const codeOf = (error: unknown): string | undefined => {
  const { code } = (error ?? {}) as { code?: unknown };
  return typeof code === 'string' ? code : undefined;
};

export const isMissing = (error: unknown): boolean => ['NoSuchKey', 'NotFound'].includes(codeOf(error) ?? '');

/** Whether the store itself has answered, if only to refuse. */
export const isAnswer = (error: unknown): boolean => error instanceof S3Error;

export const away = (error: unknown): AppError =>
  error instanceof AppError ? error : new AppError('DEPENDENCY_UNAVAILABLE', { retryAfter: 5, cause: error });

/** A connection kept for later may have been closed by the other side in the moment of its use. */
export const isCutShort = (error: unknown): boolean => ['ECONNRESET', 'EPIPE'].includes(codeOf(error) ?? '');

/** Whether a store that works has refused a request. */
export const isRefusal = (error: unknown): boolean =>
  isAnswer(error) && !['InternalError', 'ServiceUnavailable', 'SlowDown'].includes(codeOf(error) ?? '');

/** Every call here can be made twice with the same effect. @throws AppError DEPENDENCY_UNAVAILABLE; undefined when missing */
export const call = async <T>(run: () => Promise<T>, guard: Breaker): Promise<T | undefined> => {
  try {
    return await guard(() =>
      run().catch((error: unknown) => {
        if (isCutShort(error)) return run();
        throw error;
      }),
    );
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw away(error);
  }
};

/** It may be back in a moment. */
export class UnreachableError extends StartupError {}

/** One message that names the variable to look at, and never a key. */
export const startupErrorOf = (error: unknown, s3: S3): StartupError => {
  const code = codeOf(error);
  const place = `The object store at ${new URL(s3.endpoint).origin}`;
  const told = (text: string) => new StartupError(`${place} ${text}`, { cause: error });
  switch (code) {
    case 'InvalidAccessKeyId':
    case 'InvalidAccessKey':
      return told('does not know the access key: look at S3_ACCESS_KEY.');
    case 'SignatureDoesNotMatch':
      return told('does not take the signature: look at S3_SECRET_KEY.');
    case 'AuthorizationHeaderMalformed':
    case 'PermanentRedirect':
    case 'MovedPermanently':
    case 'TemporaryRedirect':
    case 'IllegalLocationConstraintException':
    case 'InvalidLocationConstraint':
      return told(`has the bucket elsewhere than in ${s3.region} (${code}): look at S3_REGION and S3_ENDPOINT.`);
    case 'RequestTimeTooSkewed':
      return told("has another time than this machine: set this machine's clock.");
    case 'NoSuchBucket':
    case 'NotFound':
      return told(`has no bucket ${s3.bucket}, and the key may not make it: look at S3_BUCKET, or make the bucket.`);
    case 'BucketAlreadyExists':
      return told(`says that the bucket ${s3.bucket} belongs to somebody else: look at S3_BUCKET.`);
    case 'AccessDenied':
    case 'Forbidden':
      return told(
        `does not let the key list, read, write and delete in the bucket ${s3.bucket}: look at S3_ACCESS_KEY, S3_SECRET_KEY and S3_BUCKET.`,
      );
    default: {
      if (code && !isAnswer(error)) {
        return new UnreachableError(
          `${place} cannot be reached (${code}): see that it is running, and that this machine can connect to it; it is looked for where S3_ENDPOINT says.`,
          { cause: error },
        );
      }
      const reason = code || (error instanceof Error && error.message) || 'no reason given';
      return told(`does not answer as an S3 does (${reason}): look at S3_ENDPOINT.`);
    }
  }
};
