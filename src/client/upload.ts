/** Sending a file: announced, sent straight to the object store, completed. */
import type { ApiClient } from './client.js';
import {
  CompleteUploadDocument,
  type FilePurpose,
  type FileViewFragment,
  RequestUploadDocument,
  type RequestUploadMutation,
} from './gql/graphql.js';

export type Ticket = RequestUploadMutation['requestUpload'];

/** Sends the bytes to where a ticket says. @returns what the store answered, whatever it was */
export const sendFile = (ticket: Ticket, bytes: Blob): Promise<Response> => {
  const { method, url, headers: given, fields } = ticket;
  const headers = Object.fromEntries(given.map(({ name, value }) => [name, value]));
  if (method === 'PUT') return fetch(url, { method, headers, body: bytes });
  const form = new FormData();
  for (const { name, value } of fields) form.append(name, value);
  // Stores take the file for the last field, whatever follows.
  form.append('file', bytes);
  return fetch(url, { method, headers, body: form });
};

export type Upload = { purpose: FilePurpose; filename: string; contentType: string; bytes: Blob };

/**
 * Uploads a file. It may be REJECTED: its `rejection` says why.
 * @throws ApiError for what the API refuses, Error when the store does not take the bytes
 */
export const uploadFile = async (client: ApiClient, { bytes, ...announced }: Upload): Promise<FileViewFragment> => {
  const { requestUpload: ticket } = await client.request(RequestUploadDocument, {
    input: { ...announced, byteSize: bytes.size },
  });
  const sent = await sendFile(ticket, bytes);
  if (!sent.ok) throw new Error(`The upload was answered with ${sent.status}.`);
  const { completeUpload } = await client.request(CompleteUploadDocument, { fileId: ticket.file.id });
  return completeUpload;
};
