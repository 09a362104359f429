/** What an operation has read: shared while nothing changes, forgotten once something does. */
import type { Context } from '../context.js';

export type Soon<T> = T | Promise<T>;

/** Goes on with what was read: at once where it is there already, as most of what is nested in a list is. */
export const whenRead = <T, R>(value: Soon<T>, next: (value: T) => Soon<R>): Soon<R> =>
  value instanceof Promise ? value.then(next) : next(value);

/** Whether the operation asks for one of these fields (`Type.field`), so that what they show can come along with what is read now. */
export const isSelected = ({ record }: Context, ...fields: string[]): boolean =>
  fields.some((field) => record.selected?.has(field));

/** Reads a list once, however often an operation asks for the same one. */
export const readOnce = <T>(ctx: Context, key: unknown[], read: () => Promise<T>): Promise<T> => {
  const name = JSON.stringify(key);
  const known = ctx.lists.get(name);
  if (known) return known as Promise<T>;
  // Drizzle's builders run anew each time they are awaited; a promise of them runs them once.
  const reading = (async () => read())();
  ctx.lists.set(name, reading);
  return reading;
};

/** To be called after a change: later fields of the same operation read anew. */
export const forgetReads = (ctx: Context): void => {
  ctx.loaders = ctx.createLoaders(ctx.record);
  ctx.lists.clear();
};
