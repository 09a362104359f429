/** What a follow-up of the server's own asks for: the subject of what is missing, and no more. */
import { describe, expect, it } from 'vitest';
import { topicOf } from '../src/ai/offline/topic.js';

describe('the topic of a key point', () => {
  it.each([
    ['Date.now, Math.random, time zone, locale or localStorage read during render', 'localStorage'],
    ['An expiry bounds how long stale data is served', 'expiry'],
    ['ARG 的值会出现在 docker history 里', 'ARG'],
    ['记下 commitIndex 作为读位点，发一轮心跳', 'commitIndex'],
  ])('is a name in it: %s', (point, topic) => expect(topicOf(point, [])).toBe(topic));

  it('is nothing that was said already', () => {
    const point = 'CPU bound work gains nothing from virtual threads on one carrier';
    expect(topicOf(point, [])).toBe('CPU');
    expect(topicOf(point, ['What of the CPU?'])).toBe('virtual');
    expect(topicOf(point, ['What of the CPU?', 'Virtual threads have carriers.'])).toBeUndefined();
  });

  it.each(['I interviewed the teams', '没有马上回复，先放了一晚上', '不知道它去了哪里', '3 of 4 are fine', '', '!?'])(
    'is none where no word stands for it: %s',
    (point) => expect(topicOf(point, [])).toBeUndefined(),
  );
});
