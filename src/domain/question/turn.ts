/** Turns at the processor: work on sets of the whole bank, one at a time, with room for other requests in between. */
import { setImmediate as nextRound } from 'node:timers/promises';
import pLimit from 'p-limit';

const lane = pLimit(1);

/** To be awaited before such work. Of a hundred searches in one operation each has a round of the event loop of its own. */
export const ownTurn = (): Promise<void> => lane(() => nextRound());
