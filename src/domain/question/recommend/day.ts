/** Days, as everything here counts time: what is recommended changes with the day and not within it. */

const milliseconds = 86_400_000;

/** The number of a day of UTC. */
export type Day = number;

export const dayOf = (moment: Date): Day => Math.floor(moment.getTime() / milliseconds);
