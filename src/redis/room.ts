/** How much a process remembers beside Redis. */

/** For an LRUCache. Bounded by `max`, it would take the room for all entries as soon as it is made. */
export const roomFor = (entries: number) => ({ maxSize: entries, sizeCalculation: () => 1 });
