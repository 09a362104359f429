/** Goes before the server's own code: lets the harness kill or halt it at one exact point. */
import { appendFileSync } from 'node:fs';
import { Job } from 'bullmq';
import { Redis } from 'ioredis';
import { Connection } from 'mysql2';

/** @type {string | undefined} Where to die or halt; set by the harness. */
let armed;

process.on('message', (message) => {
  armed = /** @type {{ arm?: string }} */ (message).arm;
});
// Whoever started this is gone: nobody else would stop it where the system does not.
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
// The channel must not keep a server from ending by itself.
process.channel?.unref();

/**
 * Leaves word, which a killed process cannot do afterwards, and ends or halts at once.
 * @param {string} subject
 * @param {NodeJS.Signals} signal
 */
const stop = (subject, signal) => {
  const mark = { pid: process.pid, point: armed, subject, at: Date.now() };
  armed = undefined;
  appendFileSync(/** @type {string} */ (process.env.CHAOS_MARKS), `${JSON.stringify(mark)}\n`);
  process.kill(process.pid, signal);
};

// A live event is announced as the first thing after its commit.
const { publish } = Redis.prototype;
/** @param {unknown[]} args */
const publishOrDie = function (...args) {
  const [channel, seq] = args;
  if (armed === 'die-before-publish' && String(channel).startsWith('zpi:live:')) {
    stop(`${String(channel).slice('zpi:live:'.length)} ${Number.parseInt(String(seq), 10)}`, 'SIGKILL');
  }
  // @ts-expect-error: the same call, whatever its overload
  return publish.apply(this, args);
};
Redis.prototype.publish = /** @type {typeof publish} */ (publishOrDie);

// The queue hears that a job is done when its transaction has committed.
const { moveToCompleted } = Job.prototype;
Job.prototype.moveToCompleted = function (...args) {
  if (armed === 'die-before-completion' && this.name === 'SCORE_ANSWER') stop(this.data.subjectId, 'SIGKILL');
  return moveToCompleted.apply(this, args);
};

// A worker says that it is at an answer as the last thing before it scores it.
const { query } = Connection.prototype;
/** @param {any[]} args */
const queryOrHalt = function (...args) {
  if (armed === 'halt-while-scoring') {
    const sql = args[0]?.sql ?? args[0];
    const values = Array.isArray(args[1]) ? args[1] : args[0]?.values;
    if (String(sql).startsWith('update `evaluations`') && values?.[0] === 'RUNNING') stop(values[1], 'SIGSTOP');
  }
  // @ts-expect-error: the same call, whatever its overload
  return query.apply(this, args);
};
Connection.prototype.query = /** @type {typeof query} */ (queryOrHalt);
