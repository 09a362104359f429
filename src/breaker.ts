/** A circuit breaker before a service of others: while it is away, nobody waits for its timeouts. */
import { CircuitState, ConsecutiveBreaker, circuitBreaker, handleAll, isBrokenCircuitError } from 'cockatiel';
import { AppError } from './errors.js';
import type { Log } from './log.js';

/** Consecutive failures after which a service counts as away. */
const patience = 5;
/** Milliseconds until one call tries again whether it is back. */
const defaultRest = 10_000;

export type BreakerOptions = {
  /** What sort of service it is, such as `transport`: the log's field, and the subject of its messages. */
  kind: string;
  /** Which one of that sort, such as `mail`. */
  name: string;
  /** Whether a failure is the request's own fault: such a service works, and the failure is thrown as it is. */
  isOwnFault(error: unknown): boolean;
  /** Names a failure by its codes alone; what a service says may hold personal data. */
  reasonOf(error: unknown): string;
  /** Seconds after which the service itself wants to be asked again, where it said so. */
  retryAfterOf?(error: unknown): number | undefined;
  /** Milliseconds until one call tries again whether it is back. */
  rest?: number | undefined;
  log: Log;
};

/** `TRYING`: it was away, and the next call tries whether it is back, or one does so just now. */
export type ServiceState = 'WORKING' | 'AWAY' | 'TRYING';

export type Watched = { state(): ServiceState };

/**
 * Calls the service.
 * @throws what the call threw, when that is the request's own fault
 * @throws AppError DEPENDENCY_UNAVAILABLE on any other failure, and, with `retryAfter`, at once while the service is away
 */
export type Breaker = (<T>(call: () => Promise<T>) => Promise<T>) & Watched;

/** The failure of a service, as whoever depends on it sees it. */
export const unavailable = (name: string, reason: string, retryAfter?: number): AppError =>
  new AppError('DEPENDENCY_UNAVAILABLE', {
    cause: new Error(`${name}: ${reason}`),
    ...(retryAfter === undefined ? {} : { retryAfter }),
  });

export const createBreaker = ({
  kind,
  name,
  isOwnFault,
  reasonOf,
  retryAfterOf,
  rest = defaultRest,
  log,
}: BreakerOptions): Breaker => {
  const breaker = circuitBreaker(handleAll, { breaker: new ConsecutiveBreaker(patience), halfOpenAfter: rest });
  let away = false;
  let brokenAt = 0;
  // It breaks anew after each trial that fails; that is still the same outage.
  breaker.onBreak((cause) => {
    brokenAt = Date.now();
    if (!away) {
      log.warn({ [kind]: name, reason: reasonOf('error' in cause ? cause.error : undefined) }, `${kind} is away`);
    }
    away = true;
  });
  breaker.onReset(() => {
    log.info({ [kind]: name }, `${kind} is back`);
    away = false;
  });

  const absent = () => unavailable(name, 'away', Math.max(1, Math.ceil((brokenAt + rest - Date.now()) / 1_000)));

  const state = (): ServiceState => {
    if (breaker.state === CircuitState.Closed) return 'WORKING';
    return breaker.state === CircuitState.Open && Date.now() < brokenAt + rest ? 'AWAY' : 'TRYING';
  };

  const guarded = async <T>(call: () => Promise<T>): Promise<T> => {
    // One call tries; the others do not wait for how it ends, which may take as long as its timeout.
    if (breaker.state === CircuitState.HalfOpen) throw absent();
    // A service that refuses a request works. Were that a failure, five bad requests would close it to everybody.
    const settle = async (): Promise<{ value: T } | { fault: unknown }> => {
      try {
        return { value: await call() };
      } catch (error) {
        if (isOwnFault(error)) return { fault: error };
        throw error;
      }
    };
    const outcome = await breaker.execute(settle).catch((error: unknown) => {
      if (isBrokenCircuitError(error)) throw absent();
      throw unavailable(name, reasonOf(error), retryAfterOf?.(error));
    });
    if ('fault' in outcome) throw outcome.fault;
    return outcome.value;
  };
  return Object.assign(guarded, { state });
};
