/** A clock that all processes of the machine share, finer than `Date.now()`: milliseconds since 1970. */
export const now = (): number => performance.timeOrigin + performance.now();
