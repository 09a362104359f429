/** How sending fails. What a transport says may hold the address or the code, so of its errors only codes are kept. */

/** The transport works, and does not take this recipient for now. */
export class RecipientError extends Error {
  override name = 'RecipientError';

  /** @param code what the transport answered, such as `550` */
  constructor(
    readonly code: string,
    message = 'The recipient is not accepted for now.',
  ) {
    super(message);
  }
}

/** The transport works, and this recipient can never be reached by it: to try again is useless. */
export class UndeliverableError extends RecipientError {
  override name = 'UndeliverableError';

  constructor(code: string) {
    super(code, 'The recipient cannot be reached.');
  }
}

/** The transport answered that it did not take the message. */
export class TransportError extends Error {
  override name = 'TransportError';

  constructor(readonly code: string) {
    super('The message was not accepted.');
  }
}

/** Names a failure by its codes alone, such as `EAUTH 535` or `ECONNREFUSED`. */
export const reasonOf = (error: unknown): string => {
  let origin = error;
  while (origin instanceof Error && origin.cause instanceof Error) origin = origin.cause;
  if (!(origin instanceof Error)) return 'unknown';
  const { code, responseCode, statusCode } = origin as { code?: unknown; responseCode?: unknown; statusCode?: unknown };
  const codes = [
    typeof code === 'string' && /^[\w.:-]{1,64}$/.test(code) ? code : undefined,
    ...[responseCode, statusCode].filter((status) => typeof status === 'number'),
  ].filter((part) => part !== undefined);
  return codes.length > 0 ? codes.join(' ') : origin.name;
};
