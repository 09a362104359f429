/** Answers about one's own projects: recognised by what they do, with the evidence, in both languages, whatever the words. */
import { describe, expect, it } from 'vitest';
import { cues, isCue } from '../src/ai/offline/project/cue.js';
import { createOfflineScorer } from '../src/ai/offline/scorer.js';
import { chineseTemplates } from '../src/ai/resume/ask/chinese.js';
import { englishTemplates } from '../src/ai/resume/ask/english.js';
import { type ProjectQuestion, type Template, written } from '../src/ai/resume/ask/template.js';
import type { Scoring } from '../src/ai/scorer.js';
import { dimensionWeights } from '../src/domain/score.js';
import {
  freeAnswers,
  goodAnswers,
  type JudgedAnswer,
  judgedAnswers,
  offTopic,
  project as projects,
} from './support/project-answers.js';

type Locale = 'EN' | 'ZH';

const scorer = createOfflineScorer();
const locales = ['EN', 'ZH'] as const;
const templatesOf: Record<Locale, Template[]> = { EN: englishTemplates, ZH: chineseTemplates };

const questionOf = (locale: Locale, slug: string): ProjectQuestion => {
  const template = templatesOf[locale].find((one) => one.slug === slug);
  if (!template) return expect.fail(`no template ${slug}`);
  const project = { kind: 'PROJECT' as const, ...projects[locale] };
  return written(template, locale, project, project.technologies[0]);
};
const scoreOf = (question: ProjectQuestion, locale: Locale, answer: string): Promise<Scoring> =>
  scorer.score({
    locale,
    prompt: question.prompt,
    reference: question.referenceAnswer,
    keyPoints: question.keyPoints.map((point, index) => ({ id: String(index), ...point })),
    answer,
  });
/** What is too little to judge ranks last. */
const totalOf = (scoring: Scoring): number =>
  scoring.status === 'INSUFFICIENT'
    ? 0
    : Object.entries(dimensionWeights).reduce(
        (sum, [name, weight]) => sum + (weight / 100) * scoring.dimensions[name as keyof typeof scoring.dimensions],
        0,
      );
const total = async (locale: Locale, slug: string, answer: string): Promise<number> =>
  totalOf(await scoreOf(questionOf(locale, slug), locale, answer));
const ready = (scoring: Scoring) =>
  scoring.status === 'READY' ? scoring : expect.fail(`not scored: ${scoring.feedback}`);
const verdictsOf = (scoring: Scoring) =>
  Object.fromEntries(ready(scoring).points.map(({ keyPoint, verdict }) => [keyPoint.cue, verdict]));
const everyQuestion = locales.flatMap((locale) => templatesOf[locale].map(({ slug }) => [locale, slug] as const));

const middle = ({ band: [low, high] }: JudgedAnswer) => (low + high) / 2;

/** Spearman's: the correlation of the ranks, ties in the middle. */
const rankCorrelation = (one: number[], other: number[]): number => {
  const ranks = (values: number[]) =>
    values.map(
      (value) => values.filter((rival) => rival < value).length + values.filter((rival) => rival === value).length / 2,
    );
  const [x, y] = [ranks(one), ranks(other)];
  const centre = one.length / 2;
  const moment = (left: number[], right: number[]) =>
    left.reduce((sum, value, at) => sum + (value - centre) * ((right[at] ?? 0) - centre), 0);
  return moment(x, y) / Math.sqrt(moment(x, x) * moment(y, y));
};

const isFair = (kind: JudgedAnswer['kind'], score: number): boolean => {
  if (kind === 'GOOD') return score >= 60;
  return kind === 'MIDDLING' ? score >= 25 && score <= 70 : score < 30;
};

describe('answers as people give them', () => {
  // Some are told in words that no list of signals has: the share that is judged fairly is what is promised, not each.
  it.each([
    ['DEVELOPMENT', 0.95, 0.85],
    ['HELD_BACK', 0.85, 0.85],
  ] as const)('%s: are scored as a fair interviewer would', async (half, share, correlation) => {
    const answers = judgedAnswers.filter((answer) => answer.half === half);
    const scorings = await Promise.all(
      answers.map(({ locale, slug, text }) => scoreOf(questionOf(locale, slug), locale, text)),
    );
    const totals = scorings.map(totalOf);
    const fair = answers.filter(({ kind }, at) => isFair(kind, totals[at] ?? 0));
    expect(fair.length / answers.length).toBeGreaterThanOrEqual(share);
    expect(rankCorrelation(totals, answers.map(middle))).toBeGreaterThanOrEqual(correlation);
    // The bad ones never pass, and the band around a total holds what the interviewer gives.
    const bad = totals.filter((_, at) => answers[at]?.kind === 'BAD');
    expect(Math.max(...bad)).toBeLessThan(25);
    const within = answers.filter((answer, at) => {
      const scoring = scorings[at];
      if (scoring?.status !== 'READY') return answer.kind === 'BAD';
      return Math.abs(middle(answer) - totalOf(scoring)) <= scoring.uncertainty;
    });
    expect(within.length / answers.length).toBeGreaterThanOrEqual(0.9);
  });

  it.each(freeAnswers)('$locale $slug: a good one is far from a vague one', async ({ locale, slug, good, vague }) => {
    expect(await total(locale, slug, good)).toBeGreaterThanOrEqual(60);
    expect(await total(locale, slug, vague)).toBeLessThan(20);
  });

  it.each(everyQuestion)('%s %s: fit their own question best', async (locale, slug) => {
    const others = Object.entries(goodAnswers[locale]).filter(([other]) => other !== slug);
    const own = await total(locale, slug, goodAnswers[locale][slug] ?? '');
    expect(own).toBeGreaterThanOrEqual(65);
    const scores = await Promise.all(others.map(([, answer]) => total(locale, slug, answer)));
    // They are of the same project, and one story may well hold a part of another.
    expect(scores.reduce((sum, score) => sum + score, 0) / scores.length).toBeLessThan(own - 15);
    expect(Math.max(...scores)).toBeLessThan(own);
  });

  it('are judged alike in the other language of the interview', async () => {
    const asked = questionOf('EN', 'failure');
    const scoring = ready(await scoreOf(asked, 'EN', goodAnswers.ZH.failure ?? ''));
    expect(totalOf(scoring)).toBeGreaterThanOrEqual(65);
    expect(scoring.feedback).not.toMatch(/「/);
  });
});

describe('what is no account of a project', () => {
  const attacks: Record<string, (question: ProjectQuestion, locale: Locale) => string> = {
    'the question': ({ prompt }) => prompt,
    'the question twice': ({ prompt }) => `${prompt}\n${prompt}`,
    'key words': (_, locale) =>
      locale === 'EN'
        ? 'goal, alternatives, measure, result, root cause, unit tests, canary, rollback, 800 ms to 90 ms, 2000 QPS, CI'
        : '目标 方案 对比 压测 结果 根本原因 单元测试 灰度 回滚 从800毫秒到90毫秒 QPS 2万 而不是 教训 评审',
    'key words of one person': (_, locale) =>
      locale === 'EN'
        ? 'I did goal alternatives measure result root cause unit tests canary rollback 2000 QPS lesson Redis Kafka'
        : '我负责 目标 方案 对比 压测 结果 根本原因 单元测试 灰度 回滚 QPS 教训 评审 监控 告警 Redis Kafka',
    'letters without words': () =>
      'asdf qwer zxcv uiop hjkl bnm, tyui ghjk 123 vbnm. qazx swed cvfr tgbn hyuj mkio lp.',
    advice: (_, locale) =>
      locale === 'EN'
        ? 'You should write unit tests, and one must use canary releases. Everybody needs code review and monitoring.'
        : '一般来说需要保证代码评审和监控告警，必须要做到单元测试和集成测试，应该要遵循灰度发布，出问题必须要做到快速回滚。',
    'something too short': (_, locale) => (locale === 'EN' ? 'I wrote the tests.' : '测试是我写的。'),
  };
  it.each(Object.entries(attacks))('is not judged: %s', async (_, attack) => {
    for (const [locale, slug] of everyQuestion) {
      const question = questionOf(locale, slug);
      const scoring = await scoreOf(question, locale, attack(question, locale));
      expect([slug, scoring.status]).toEqual([slug, 'INSUFFICIENT']);
      expect(scoring.feedback.length + scoring.suggestion.length).toBeGreaterThan(30);
    }
  });

  it.each(everyQuestion)('%s %s: earns next to nothing', async (locale, slug) => {
    const question = questionOf(locale, slug);
    const signals =
      locale === 'EN'
        ? 'I had a goal. I considered alternatives. I found the root cause. I measured the result. I learned a lesson.'
        : '我有一个目标。我考虑过几种方案。我找到了根本原因。我得到了教训。我和团队一起合作。我测量了结果。';
    for (const text of [signals, offTopic[locale], question.referenceAnswer]) {
      expect([text.slice(0, 20), (await total(locale, slug, text)) < 30]).toEqual([text.slice(0, 20), true]);
    }
  });

  it('may be a story of another trade, of which nobody here can tell: in part, and with doubt', async () => {
    const answer =
      'I designed the menu for a wedding with two cousins. Before that my aunt cooked everything by hand. We considered rice instead of pasta, because the kitchen was too small. From 20 minutes a plate we got it down to 10.';
    const scoring = ready(await scoreOf(questionOf('EN', 'own-role'), 'EN', answer));
    expect(scoring.points.some(({ verdict }) => verdict === 'COVERED')).toBe(false);
    expect(scoring.uncertainty).toBeGreaterThanOrEqual(40);
    expect(scoring.feedback).toMatch(/uncertain/);
  });

  it('does not count what is denied, or done by nobody', async () => {
    const done = await scoreOf(
      questionOf('EN', 'quality'),
      'EN',
      'We wrote unit tests for the parser and the billing rules. Anna had every pull request reviewed by two engineers.',
    );
    expect(verdictsOf(done)).toMatchObject({ TEST: 'COVERED', REVIEW: 'COVERED' });
    const denied = await scoreOf(
      questionOf('EN', 'quality'),
      'EN',
      'We had no unit tests for the parser or the billing rules. Anna never reviewed the code that we sent to customers.',
    );
    expect(totalOf(denied)).toBeLessThan(20);
  });
});

describe('evidence', () => {
  const answers = [
    ...judgedAnswers,
    ...everyQuestion.map(([locale, slug]) => ({ locale, slug, text: goodAnswers[locale][slug] ?? '' })),
  ];

  it('is quoted exactly, there for each point that is not missed, and stands for two points at most', async () => {
    let spans = 0;
    for (const { locale, slug, text } of answers) {
      // Characters outside the basic plane, and such as change their length when they are normalised.
      const odd = `🙂ﬁ① ${text.replaceAll(' ', '\u00a0')}`;
      for (const answer of [text, odd]) {
        const scoring = await scoreOf(questionOf(locale, slug), locale, answer);
        if (scoring.status !== 'READY') continue;
        const uses = new Map<string, number>();
        for (const { verdict, evidence } of scoring.points) {
          expect(evidence.length > 0).toBe(verdict !== 'MISSED');
          for (const { start, end, quote } of evidence) {
            expect(answer.slice(start, end)).toBe(quote);
            expect(quote.trim()).toBe(quote);
            uses.set(quote, (uses.get(quote) ?? 0) + 1);
            spans += 1;
          }
        }
        expect(Math.max(0, ...uses.values())).toBeLessThanOrEqual(2);
      }
    }
    expect(spans).toBeGreaterThan(300);
  });

  it('is not multiplied by saying it again', async () => {
    const boast =
      'I designed the gateway and measured it from 800 ms to 90 ms because the root cause was a lock, instead of Kafka. ';
    for (const [locale, slug] of everyQuestion) {
      const { points } = await scoreOf(questionOf(locale, slug), locale, boast.repeat(8)).then((scoring) =>
        scoring.status === 'READY' ? scoring : { points: [] },
      );
      expect(points.filter(({ verdict }) => verdict !== 'MISSED').length).toBeLessThanOrEqual(2);
    }
  });
});

describe('the scorer of project answers', () => {
  it('gives the same bytes for the same input', async () => {
    const first = judgedAnswers[0];
    if (!first) return expect.fail('no answers');
    const question = questionOf(first.locale, first.slug);
    const once = JSON.stringify(await scoreOf(question, first.locale, first.text));
    await scoreOf(questionOf('ZH', 'together'), 'ZH', goodAnswers.ZH.together ?? '');
    expect(JSON.stringify(await scoreOf(question, first.locale, first.text))).toBe(once);
  });

  // What backtracks or looks at each pair would not come back before the test's own timeout.
  it.each([
    ['one number', '1'.repeat(20_000)],
    ['one number in Chinese', '一'.repeat(20_000)],
    ['numbers within one word', '1a'.repeat(10_000)],
    ['half a signal', 'from two to three of '.repeat(952)],
    ['one word', 'a'.repeat(20_000)],
    ['signals without an end', '我把负责从用户每天因为'.repeat(1_818)],
    ['white space', `I${' '.repeat(19_998)}x`],
    ['an account', (goodAnswers.EN.failure ?? '').repeat(30).slice(0, 20_000)],
  ])('takes 20,000 characters of %s', async (_, answer) => {
    for (const [locale, slug] of everyQuestion) {
      const { status } = await scoreOf(questionOf(locale, slug), locale, answer);
      expect(['READY', 'INSUFFICIENT']).toContain(status);
    }
  });

  it('knows every cue of the templates, each once in a question, and no others', () => {
    const used = new Set<string>();
    for (const [locale, slug] of everyQuestion) {
      const own = questionOf(locale, slug).keyPoints.map(({ cue }) => cue);
      expect(new Set(own).size).toBe(own.length);
      expect(own).toEqual(questionOf(locale === 'EN' ? 'ZH' : 'EN', slug).keyPoints.map(({ cue }) => cue));
      for (const cue of own) used.add(cue);
    }
    expect([...used].sort()).toEqual([...cues].sort());
    expect(isCue('SOMETHING')).toBe(false);
  });

  it('compares words as ever where a key point has no cue, or one of another version', async () => {
    const question = questionOf('EN', 'failure');
    const request = {
      locale: 'EN' as const,
      prompt: 'What happens during the update?',
      reference: 'A row lock blocks concurrent writers until commit.',
      answer: 'A row lock blocks concurrent writers until commit.',
    };
    for (const cue of [undefined, 'SOMETHING']) {
      const point = { id: 'a', text: 'A row lock blocks concurrent writers until commit', weight: 1, cue };
      const scoring = ready(await scorer.score({ ...request, keyPoints: [point] }));
      expect(scoring.points).toMatchObject([{ verdict: 'COVERED', keyPoint: point }]);
    }
    expect(question.keyPoints.every(({ cue }) => isCue(cue))).toBe(true);
  });
});
