/** Finds in what a model says what it was told to keep to itself, however that is set, spaced or spelled. */

/** A text that no answer may give away, and how many of its letters and digits in a row would do so. */
export type Secret = { text: string; run: number };

/** Letters and digits alone: blanks, signs, accents, case and width hide nothing. */
const lettersOf = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

export type LeakWatch = {
  /** Hears what is said next. Returns of how much of all that was said it is sure that it gives nothing away, in code units. */
  hear(text: string): number;
  isLeaked(): boolean;
};

/** Hears a text piece by piece, none of which ends within a character. What may be the beginning of a secret waits for what follows. */
export const createLeakWatch = (secrets: Secret[]): LeakWatch => {
  /** Of each secret, the longest end of what was said so far that stands in it. */
  const ends = secrets.map(({ text, run }) => ({ kept: lettersOf(text), run, end: '' }));
  /** Where each letter that was said stands. */
  const places: number[] = [];
  let length = 0;
  let isLeaked = false;
  const take = (letter: string): void => {
    for (const secret of ends) {
      secret.end += letter;
      while (!secret.kept.includes(secret.end)) secret.end = secret.end.slice(1);
      isLeaked ||= secret.end.length >= secret.run;
    }
  };
  return {
    hear: (text) => {
      for (const character of text) {
        if (isLeaked) break;
        for (const letter of lettersOf(character)) {
          places.push(length);
          take(letter);
        }
        length += character.length;
      }
      const held = Math.max(0, ...ends.map(({ end }) => end.length));
      return held === 0 ? length : places[places.length - held]!;
    },
    isLeaked: () => isLeaked,
  };
};

/** Whether a text has a secret in it. */
export const leaks = (text: string, secrets: Secret[]): boolean => {
  const watch = createLeakWatch(secrets);
  watch.hear(text);
  return watch.isLeaked();
};
