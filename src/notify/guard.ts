/** A circuit breaker for each transport, which knows a refused recipient from a transport that is away. */
import { createBreaker, unavailable, type Watched } from '../breaker.js';
import type { Log } from '../log.js';
import { RecipientError, reasonOf, UndeliverableError } from './failure.js';

/**
 * @throws UndeliverableError when the recipient was refused for good
 * @throws AppError DEPENDENCY_UNAVAILABLE on any other failure, and at once while the transport is away
 */
export type Guard = ((send: () => Promise<void>) => Promise<void>) & Watched;

export const createGuard = (transport: 'mail' | 'sms', log: Log): Guard => {
  const isOwnFault = (error: unknown) => error instanceof RecipientError;
  const breaker = createBreaker({ kind: 'transport', name: transport, isOwnFault, reasonOf, log });

  const guarded = async (send: () => Promise<void>): Promise<void> => {
    try {
      await breaker(send);
    } catch (error) {
      if (!(error instanceof RecipientError) || error instanceof UndeliverableError) throw error;
      throw unavailable(transport, reasonOf(error));
    }
  };
  return Object.assign(guarded, { state: breaker.state });
};
