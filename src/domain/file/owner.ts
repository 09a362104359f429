/** Which database an object store belongs to: one that knows nothing of its objects must not take them for orphans. */
import { text } from 'node:stream/consumers';
import type { Services } from '../../context.js';
import { ownerKey } from './place.js';

/** Whether the store is this database's; one that is nobody's becomes it. */
export const isOwnStore = async ({ store, storeOwner }: Pick<Services, 'store' | 'storeOwner'>): Promise<boolean> => {
  const written = await store.read(ownerKey);
  if (written) return (await text(written)) === storeOwner;
  await store.write(ownerKey, Buffer.from(storeOwner), 'text/plain');
  return true;
};
