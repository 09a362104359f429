/** How much each user and each address may ask for: which buckets an operation is paid from, and what callers are told of them. */
import { type DocumentNode, Kind, type OperationDefinitionNode, type SelectionSetNode } from 'graphql';
import type { Caller, Context, Services } from '../context.js';
import { placeOf } from '../domain/guess.js';
import type { Env } from '../env.js';
import { AppError } from '../errors.js';
import type { Ask, Standing, Taken } from '../redis/bucket.js';
import type { CostOf } from './cost.js';
import { type Operation, requireOperation } from './operation.js';

export type Rates = {
  /**
   * Takes what the operation costs.
   * @throws AppError RATE_LIMITED with `retryAfter`; DEPENDENCY_UNAVAILABLE for signing in while Redis is away
   */
  admit(operation: Operation, ctx: Context): Promise<void>;
  /**
   * Takes for what came to no operation.
   * @param userId of who is signed in; undefined without a valid session
   * @param price what `priceOf` says; of a bucket that has less, all that it has
   */
  charge(caller: Pick<Caller, 'ip'>, userId: string | undefined, price: number): void;
  /**
   * Refuses who is known to have nothing left, before anything is done for them.
   * @param record is told how they stand
   * @throws AppError RATE_LIMITED with `retryAfter`
   */
  screen(caller: Pick<Caller, 'ip'>, userId: string | undefined, record?: { standings?: Standing[] }): void;
};

/** Characters of a text that cost one: to find what is wrong with it takes the longer, the longer it is. */
const charactersForOne = 100;

/** What is paid for a text that is no operation. */
export const priceOf = (text: unknown): number =>
  1 + (typeof text === 'string' ? Math.floor(text.length / charactersForOne) : 0);

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
  /** Who has no valid session pays as nobody, whatever they send for a token. */
  const asksOf = (userId: string | undefined, { ip }: Pick<Caller, 'ip'>, cost: number): Ask[] => {
    const place = placeOf(ip);
    return userId === undefined
      ? [ask('anonymous', place, cost)]
      : [ask('user', userId, cost), ask('address', place, cost)];
  };
  const drain = async (caller: Pick<Caller, 'ip'>, userId: string | undefined, price: number): Promise<void> => {
    const { wait, standings } = await buckets.take(asksOf(userId, caller, price), false);
    const left = Math.min(...standings.map((standing) => standing.left));
    if (wait > 0 && left > 0) await buckets.take(asksOf(userId, caller, left), false);
  };

  return {
    admit: async (operation, ctx) => {
      const attempts = signInsIn(operation);
      const asks = asksOf(ctx.viewer?.userId, ctx.caller, costOf(operation));
      if (attempts > 0) asks.push(ask('signIn', placeOf(ctx.caller.ip), attempts));
      const taking = buckets.take(asks, attempts > 0);
      const taken = taking instanceof Promise ? await taking : taking;
      ctx.record.standings = taken.standings;
      refuse(taken);
    },
    charge: (caller, userId, price) => {
      // It is over already: that it could not be counted changes nothing.
      drain(caller, userId, price).catch((error: unknown) =>
        log.warn({ err: error }, 'what came to no operation was not counted'),
      );
    },
    screen: (caller, userId, record) => {
      const taken = buckets.look(asksOf(userId, caller, 1));
      if (record && taken.wait > 0) record.standings = taken.standings;
      refuse(taken);
    },
  };
};

/** The fields of an answer that say how the caller stands, as draft-ietf-httpapi-ratelimit-headers has them. */
export const rateHeaders = (standings: Standing[]): Record<string, string> => ({
  'ratelimit-policy': standings.map(({ name, quota }) => `"${name}";q=${quota.tokens};w=${quota.seconds}`).join(', '),
  ratelimit: standings.map(({ name, left, full }) => `"${name}";r=${left};t=${full}`).join(', '),
});
