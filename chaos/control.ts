/** Weakened variants of the server, made while it is bundled: what the checker must find fault with. */

type Replacement = [from: string, to: string];

/** By control and module: what is replaced by what. Each text must occur exactly once. */
const controls: Record<string, Record<string, Replacement[]>> = {
  // Delivers what a message announces, from the log or not at all: no poll, no catching up.
  'pubsub-only': {
    'src/redis/tails.ts': [
      ['const poll = async (): Promise<void> => {', 'const poll = async (): Promise<void> => {\n    return;'],
      ['        markStale(id);\n        // Whatever', '        // Whatever'],
      ['        void subscribed.then(() => markStale(id));\n', ''],
      [
        'const tell = (id: string, seq: number): void => {',
        'const tell = (id: string, seq: number, count: number) => {',
      ],
      [
        'tail.told = seq;',
        'tail.told = seq;\n    if (seq - count > tail.position) [tail.position, tail.entries] = [seq - count, []];',
      ],
      ['(message) => tell(id, Number(message))', "(message) => tell(id, ...message.split(' ').map(Number))"],
    ],
    'src/redis/live.ts': [
      ['announce: (id, seq) => {', 'announce: (id, seq, count) => {'],
      ['tails.tell(id, seq);', 'tails.tell(id, seq, count);'],
      ['bus.publish(topicOf(id), String(seq))', 'bus.publish(topicOf(id), `$' + '{seq} $' + '{count}`)'],
      [
        'if (cursor < tail.position) {',
        'const [first] = tail.entries;\nif (first && cursor + 1 < first.seq) {\ncursor = first.seq - 1;\ncontinue;\n}\nif (false) {',
      ],
    ],
    'src/domain/interview/change.ts': [
      [
        'live.announce(interview.id, interview.lastSeq)',
        'live.announce(interview.id, interview.lastSeq, events.length)',
      ],
    ],
  },
  // Changes of one interview no longer wait for each other.
  'no-row-lock': {
    'src/domain/interview/change.ts': [[".for('update', skipLocked ? { skipLocked } : {})", '']],
  },
};

export const controlNames = Object.keys(controls);

const replaced = (text: string, name: string, [from, to]: Replacement): string => {
  if (text.split(from).length !== 2) throw new Error(`control: ${name} must contain exactly once: ${from}`);
  return text.replace(from, () => to);
};

/**
 * Makes modules those of a control.
 * @returns `edit`, for the text of each module and its name; and `missing`, which modules it was never given
 */
export const createControl = (control: string) => {
  const left = new Map(Object.entries(controls[control] ?? {}));
  return {
    edit: (text: string, name: string): string => {
      const weakened = (left.get(name) ?? []).reduce((weaker, pair) => replaced(weaker, name, pair), text);
      left.delete(name);
      return weakened;
    },
    missing: () => [...left.keys()],
  };
};
