/** Places for one upload: by a form whose policy the store holds to, or by a PUT whose length and type are signed. */
import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';
import type { Client } from 'minio';
import type { S3 } from '../../env.js';
import type { UploadTarget, UploadTerms } from '../store.js';

/** Host and path as the client makes them, which knows the vendors' ways of naming a bucket. */
const placeOf = async (client: Client, method: string, bucket: string, key: string): Promise<URL> =>
  new URL(await client.presignedUrl(method, bucket, key));

/** @param client signs for the endpoint that the upload goes to */
export const signPost = async (
  client: Client,
  bucket: string,
  key: string,
  { contentType, byteSize, lifetime }: UploadTerms,
): Promise<UploadTarget> => {
  const policy = client.newPostPolicy();
  policy.setBucket(bucket);
  policy.setKey(key);
  policy.setContentType(contentType);
  policy.setContentLengthRange(byteSize, byteSize);
  policy.setExpires(new Date(Date.now() + lifetime * 1000));
  const { formData } = await client.presignedPostPolicy(policy);
  // The client's own URL of a form is wrong where the host is an IPv6 address.
  const url = await placeOf(client, 'POST', bucket, '');
  const fields = Object.entries(formData).map(([name, value]) => ({ name, value: String(value) }));
  return { method: 'POST', url: `${url.origin}${url.pathname}`, headers: [], fields };
};

/** The S3 client signs of a PUT no more than the host: with its URL anything of any size could be sent. */
export const createPutSigner = (client: Client, s3: S3) => {
  const signer = new SignatureV4({
    service: 's3',
    region: s3.region,
    credentials: { accessKeyId: s3.accessKey, secretAccessKey: s3.secretKey },
    sha256: Sha256,
    uriEscapePath: false,
    applyChecksum: false,
  });
  return async (key: string, { contentType, byteSize, lifetime }: UploadTerms): Promise<UploadTarget> => {
    const plain = await placeOf(client, 'PUT', s3.bucket, key);
    const signed = await signer.presign(
      {
        method: 'PUT',
        protocol: plain.protocol,
        hostname: plain.hostname,
        path: plain.pathname,
        headers: {
          host: plain.host,
          'content-type': contentType,
          'content-length': String(byteSize),
          'X-Amz-Content-Sha256': 'UNSIGNED-PAYLOAD',
        },
      },
      { expiresIn: lifetime },
    );
    const query = new URLSearchParams(signed.query as Record<string, string>);
    return {
      method: 'PUT',
      url: `${plain.origin}${plain.pathname}?${query}`,
      headers: [{ name: 'content-type', value: contentType }],
      fields: [],
    };
  };
};
