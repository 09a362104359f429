/** Weakened variants of the server, made while its modules are loaded: what the checker must find fault with. */

/**
 * By control and module: what is replaced by what. Each text must occur exactly once.
 * @type {Record<string, Record<string, [from: string, to: string][]>>}
 */
const controls = {
  // Delivers what a message announces, from the log or not at all: no poll, no catching up.
  'pubsub-only': {
    'dist/redis/tails.js': [
      ['const poll = async () => {', 'const poll = async () => {\n        return;'],
      ['                markStale(id);\n                // Whatever', '                // Whatever'],
      ['                void subscribed.then(() => markStale(id));\n', ''],
      ['const tell = (id, seq) => {', 'const tell = (id, seq, count) => {'],
      [
        'tail.told = seq;',
        'tail.told = seq;\n        if (seq - count > tail.position) [tail.position, tail.entries] = [seq - count, []];',
      ],
      ['(message) => tell(id, Number(message))', "(message) => tell(id, ...message.split(' ').map(Number))"],
    ],
    'dist/redis/live.js': [
      ['announce: (id, seq) => {', 'announce: (id, seq, count) => {'],
      ['tails.tell(id, seq);', 'tails.tell(id, seq, count);'],
      ['bus.publish(topicOf(id), String(seq))', 'bus.publish(topicOf(id), `$' + '{seq} $' + '{count}`)'],
      [
        'if (cursor < tail.position) {',
        'const [first] = tail.entries;\nif (first && cursor + 1 < first.seq) {\ncursor = first.seq - 1;\ncontinue;\n}\nif (false) {',
      ],
    ],
    'dist/domain/interview/change.js': [
      [
        'live.announce(interview.id, interview.lastSeq)',
        'live.announce(interview.id, interview.lastSeq, events.length)',
      ],
    ],
  },
  // Changes of one interview no longer wait for each other.
  'no-row-lock': {
    'dist/domain/interview/change.js': [[".for('update', skipLocked ? { skipLocked } : {})", '']],
  },
};

export const controlNames = Object.keys(controls);

/** @param {string} control */
export const modulesOf = (control) => Object.keys(controls[control] ?? {});

/** @type {Record<string, [string, string][]> | undefined} */
let replacements;

/** @param {{ control: string }} data */
export const initialize = ({ control }) => {
  replacements = controls[control];
};

/**
 * @param {string} source
 * @param {string} name
 * @param {[string, string][]} pairs
 */
const weaken = (source, name, pairs) =>
  pairs.reduce((text, [from, to]) => {
    if (text.split(from).length !== 2) throw new Error(`control: ${name} must contain exactly once: ${from}`);
    return text.replace(from, () => to);
  }, source);

/**
 * The module as that control runs it; `read` gives the text of one of its modules.
 * @param {string} control
 * @param {(name: string) => string} read
 */
export const weakened = (control, read) =>
  Object.entries(controls[control] ?? {}).map(([name, pairs]) => weaken(read(name), name, pairs));

/** @type {import('node:module').LoadHook} */
export const load = async (url, context, next) => {
  const loaded = await next(url, context);
  const name = Object.keys(replacements ?? {}).find((path) => url.endsWith(`/${path}`));
  if (!name) return loaded;
  const source = weaken(String(loaded.source), name, replacements?.[name] ?? []);
  // Tells the harness that it was this text that ran.
  return { ...loaded, source: `${source}\nprocess.send?.({ replaced: ${JSON.stringify(name)} });\n` };
};
