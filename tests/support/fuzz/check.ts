/** What is wrong with an answer, whatever was asked. */
import { type ErrorCode, errorCodes } from '../../../src/errors.js';
import type { WireError, WireResult } from '../wire.js';

const codes: ReadonlySet<string> = new Set(errorCodes.filter((code) => code !== 'INTERNAL_SERVER_ERROR'));
/** A stack, a path of this machine, a statement, the name of a library. */
const inside =
  /\bat \S+ \(|\bat (async )?\S*:\d+:\d+|file:\/\/\/|node_modules|\/src\/|\/dist\/|ER_[A-Z]+_|\b(select|insert into|update) `/i;
const away: ErrorCode = 'DEPENDENCY_UNAVAILABLE';

const complaintOf = ({ message, extensions }: WireError): string | undefined => {
  if (!codes.has(extensions?.code)) return `the code ${extensions?.code}`;
  if (typeof extensions.requestId !== 'string' || extensions.requestId === '') return 'an error without a request id';
  return inside.test(message) ? `what is inside: ${message}` : undefined;
};

/** @returns what must not be, undefined where all is well */
export const complaintAbout = ({ status = 200, data, ...rest }: WireResult): string | undefined => {
  const { errors } = rest;
  if (data === undefined && !errors) return 'neither data nor errors';
  const complaint = errors?.map(complaintOf).find((one) => one !== undefined);
  if (complaint) return complaint;
  if (status >= 500 && !errors?.some(({ extensions }) => extensions.code === away)) return `status ${status}`;
  return inside.test(JSON.stringify(rest)) ? 'what is inside, beside the data' : undefined;
};

/** The ids in what was answered. */
export const idsIn = (data: unknown): string[] =>
  JSON.stringify(data ?? null).match(/\b[a-z]{3}_[0-7][0-9a-hjkmnp-tv-z]{25}\b/g) ?? [];
