/** Loaded into each server before its own code: lets the harness kill it at one exact point, or run a weakened variant of it. */
import { appendFileSync } from 'node:fs';
import { register } from 'node:module';
import { Job } from 'bullmq';
import { Redis } from 'ioredis';

const control = process.env.CHAOS_CONTROL;
if (control) register('./control.js', import.meta.url, { data: { control } });

/** @type {string | undefined} Where to die; set by the harness. */
let armed;

process.on('message', (message) => {
  armed = /** @type {{ arm?: string }} */ (message).arm;
});
// Whoever started this is gone: nobody else would stop it where the system does not.
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
// The channel must not keep a server from ending by itself.
process.channel?.unref();

/**
 * Leaves word, which a killed process cannot do afterwards, and dies at once.
 * @param {string} point
 * @param {string} subject
 */
const die = (point, subject) => {
  const mark = { pid: process.pid, point, subject, at: Date.now() };
  appendFileSync(/** @type {string} */ (process.env.CHAOS_MARKS), `${JSON.stringify(mark)}\n`);
  process.kill(process.pid, 'SIGKILL');
};

// A live event is announced as the first thing after its commit.
const { publish } = Redis.prototype;
/** @param {unknown[]} args */
const publishOrDie = function (...args) {
  const [channel, seq] = args;
  if (armed === 'die-before-publish' && String(channel).startsWith('zpi:live:')) {
    die(armed, `${String(channel).slice('zpi:live:'.length)} ${seq}`);
  }
  // @ts-expect-error: the same call, whatever its overload
  return publish.apply(this, args);
};
Redis.prototype.publish = /** @type {typeof publish} */ (publishOrDie);

// The queue hears that a job is done when its transaction has committed.
const { moveToCompleted } = Job.prototype;
Job.prototype.moveToCompleted = function (...args) {
  if (armed === 'die-before-completion' && this.name === 'SCORE_ANSWER') die(armed, this.data.subjectId);
  return moveToCompleted.apply(this, args);
};
