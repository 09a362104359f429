/** How much each user and each address may ask for: which buckets an operation is paid from, and what callers are told of them. */
import { type DocumentNode, Kind, type OperationDefinitionNode, type SelectionSetNode } from 'graphql';
import type { Caller, Context, Services, Viewer } from '../context.js';
import { placeOf } from '../domain/guess.js';
import type { Env } from '../env.js';
import { AppError } from '../errors.js';
import type { Ask, Standing, Taken } from '../redis/bucket.js';
import { type Operation, requireOperation } from './executor.js';

/** What an operation costs, in the units of the quotas. */
export type CostOf = (operation: Operation) => number;

export type Rates = {
  /**
   * Takes what the operation costs.
   * @throws AppError RATE_LIMITED with `retryAfter`; DEPENDENCY_UNAVAILABLE for signing in while Redis is away
   */
  admit(operation: Operation, ctx: Context): Promise<void>;
  /** Takes a little for what came to no operation. */
  charge(caller: Caller, viewer?: Viewer): void;
  /**
   * Refuses a caller whose address is known to have nothing left, before anything is done for it.
   * @throws AppError RATE_LIMITED with `retryAfter`
   */
  screen(address: string | undefined, hasToken: boolean): void;
};

/** Where a password or a code opens an account, or one is sent. To renew a session nothing can be guessed. */
const signInFields: ReadonlySet<string> = new Set(['login', 'register', 'resetPassword', 'sendVerificationCode']);

/** How often an operation tries to sign in, fragments and all. */
const countSignIns = (document: DocumentNode, operation: OperationDefinitionNode): number => {
  const seen = new Set<string>();
  const count = ({ selections }: SelectionSetNode): number => {
    let total = 0;
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) total += Number(signInFields.has(selection.name.value));
      else if (selection.kind === Kind.INLINE_FRAGMENT) total += count(selection.selectionSet);
      else if (!seen.has(selection.name.value)) {
        seen.add(selection.name.value);
        for (const definition of document.definitions) {
          if (definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === selection.name.value)
            total += count(definition.selectionSet);
        }
      }
    }
    return total;
  };
  return operation.operation === 'mutation' ? count(operation.selectionSet) : 0;
};

const refuse = ({ wait }: Taken): void => {
  if (wait > 0) throw new AppError('RATE_LIMITED', { retryAfter: wait });
};

/** As if there were no limits. */
const unlimited: Rates = { admit: async () => {}, charge: () => {}, screen: () => {} };

export const createRates = (
  { buckets, log }: Pick<Services, 'buckets' | 'log'>,
  quotas: Env['rateLimits'],
  costOf: CostOf,
): Rates => {
  if (!quotas) return unlimited;
  const signIns = new WeakMap<OperationDefinitionNode, number>();
  const signInsIn = (operation: Operation): number => {
    const definition = requireOperation(operation);
    const known = signIns.get(definition) ?? countSignIns(operation.document, definition);
    signIns.set(definition, known);
    return known;
  };

  const ask = (name: keyof typeof quotas, key: string, cost: number): Ask => ({ name, key, quota: quotas[name], cost });
  /** Who sends a token is not yet known by it. */
  const nameOf = (hasToken: boolean) => (hasToken ? 'address' : 'anonymous');
  const asksOf = (viewer: Viewer | undefined, caller: Caller, cost: number): Ask[] => {
    const place = placeOf(caller.ip);
    return viewer ? [ask('user', viewer.userId, cost), ask('address', place, cost)] : [ask('anonymous', place, cost)];
  };

  return {
    admit: async (operation, ctx) => {
      const attempts = signInsIn(operation);
      const asks = asksOf(ctx.viewer, ctx.caller, costOf(operation));
      if (attempts > 0) asks.push(ask('signIn', placeOf(ctx.caller.ip), attempts));
      const taking = buckets.take(asks, attempts > 0);
      const taken = taking instanceof Promise ? await taking : taking;
      ctx.record.standings = taken.standings;
      refuse(taken);
    },
    charge: (caller, viewer) => {
      const hasToken = caller.token !== undefined;
      const asks = viewer ? asksOf(viewer, caller, 1) : [ask(nameOf(hasToken), placeOf(caller.ip), 1)];
      // It is over already: that it could not be counted changes nothing.
      Promise.resolve(buckets.take(asks, false)).catch((error: unknown) =>
        log.warn({ err: error }, 'what came to no operation was not counted'),
      );
    },
    screen: (address, hasToken) => {
      const wait = buckets.waitFor(ask(nameOf(hasToken), placeOf(address), 1));
      refuse({ wait, standings: [] });
    },
  };
};

/** The fields of an answer that say how the caller stands, as draft-ietf-httpapi-ratelimit-headers has them. */
export const rateHeaders = (standings: Standing[]): Record<string, string> => ({
  'ratelimit-policy': standings.map(({ name, quota }) => `"${name}";q=${quota.tokens};w=${quota.seconds}`).join(', '),
  ratelimit: standings.map(({ name, left, full }) => `"${name}";r=${left};t=${full}`).join(', '),
});
