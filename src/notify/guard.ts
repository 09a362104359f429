/** A circuit breaker for each transport: while one is away, nobody waits for its timeouts. */
import { ConsecutiveBreaker, circuitBreaker, handleAll, isBrokenCircuitError } from 'cockatiel';
import { AppError } from '../errors.js';
import type { Log } from '../log.js';
import { RecipientError, reasonOf, UndeliverableError } from './failure.js';

/** Consecutive failures after which a transport counts as away. */
const patience = 5;
/** Milliseconds until one message tries again whether it is back. */
const rest = 10_000;

/**
 * @throws UndeliverableError when the recipient was refused for good
 * @throws AppError DEPENDENCY_UNAVAILABLE on any other failure, and at once while the transport is away
 */
export type Guard = (send: () => Promise<void>) => Promise<void>;

export const createGuard = (transport: 'mail' | 'sms', log: Log): Guard => {
  const breaker = circuitBreaker(handleAll, { breaker: new ConsecutiveBreaker(patience), halfOpenAfter: rest });
  let away = false;
  // It breaks anew after each trial that fails; that is still the same outage.
  breaker.onBreak((cause) => {
    if (!away)
      log.warn({ transport, reason: reasonOf('error' in cause ? cause.error : undefined) }, 'transport is away');
    away = true;
  });
  breaker.onReset(() => {
    log.info({ transport }, 'transport is back');
    away = false;
  });

  // A transport that refuses a recipient works. Were that a failure, five wrong addresses would silence it for everybody.
  const refusalOf = async (send: () => Promise<void>): Promise<RecipientError | undefined> => {
    try {
      await send();
      return undefined;
    } catch (error) {
      if (error instanceof RecipientError) return error;
      throw error;
    }
  };

  return async (send) => {
    const failure: unknown = await breaker.execute(() => refusalOf(send)).catch((error: unknown) => error);
    if (failure === undefined) return;
    if (failure instanceof UndeliverableError) throw failure;
    const reason = isBrokenCircuitError(failure) ? 'away' : reasonOf(failure);
    throw new AppError('DEPENDENCY_UNAVAILABLE', { cause: new Error(`${transport}: ${reason}`) });
  };
};
