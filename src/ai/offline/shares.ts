/** Arithmetic of shares, 0 to 1. */

export const clamp = (value: number) => Math.min(1, Math.max(0, value));

/** 0 of nothing. */
export const share = (part: number, whole: number) => (whole === 0 ? 0 : part / whole);

/** The weighted mean; 0 when nothing weighs anything. */
export function mean<T>(items: T[], weight: (item: T) => number, value: (item: T) => number): number {
  return share(
    items.reduce((total, item) => total + weight(item) * value(item), 0),
    items.reduce((total, item) => total + weight(item), 0),
  );
}
