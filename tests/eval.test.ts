/** The evaluation of scorers: its statistics against values from numpy, and the command over files written here. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLlmScorer } from '../src/ai/llm/scorer.js';
import { createLanguageModel } from '../src/ai/model/language.js';
import { createOfflineScorer } from '../src/ai/offline/scorer.js';
import {
  bestThreshold,
  bootstrap,
  errorByOthers,
  macroF1,
  meanWithin,
  type Pair,
  pearson,
  quantile,
} from '../src/cli/eval/metrics.js';
import type { Graded } from '../src/cli/eval/read.js';
import { reportOn } from '../src/cli/eval/report.js';
import { scoreAll } from '../src/cli/eval/score.js';
import { createRandom } from '../src/domain/random.js';
import { dimensionWeights } from '../src/domain/score.js';
import { createLog } from '../src/log.js';
import { judges, readAsked } from './support/judge.js';
import { createModelServer, fails } from './support/openai.js';
import { argumentsOf } from './support/program.js';

const pairs = (scores: number[], humans: number[]): Pair[] =>
  scores.map((score, at) => ({ score, human: humans[at] as number }));

describe('the statistics', () => {
  const groups = [
    pairs([10, 20, 35], [0, 1, 1]),
    pairs([50, 80, 95], [3, 2, 4]),
    // Nobody sees a difference here.
    pairs([5, 60], [1, 1]),
  ];

  it('know r, and that there is none of what never varies', () => {
    expect(pearson(pairs([10, 20, 35, 50, 80, 95], [0, 1, 1, 3, 2, 4]))).toBeCloseTo(0.863564819009998, 12);
    expect(pearson(pairs([1, 2, 3], [6, 4, 2]))).toBeCloseTo(-1, 12);
    expect(pearson(pairs([5, 5, 5], [0, 1, 2]))).toBeUndefined();
    expect(pearson(pairs([0, 1, 2], [5, 5, 5]))).toBeUndefined();
  });

  it('take r within each question where people differ', () => {
    expect(meanWithin(groups)).toBeCloseTo(0.5651409519504773, 12);
    // A scorer that sees no difference where people do has found nothing.
    expect(meanWithin([...groups, pairs([7, 7], [0, 1])])).toBeCloseTo((2 / 3) * 0.5651409519504773, 12);
    expect(meanWithin([pairs([1, 2], [3, 3])])).toBeUndefined();
  });

  it('fit each question by the others alone', () => {
    expect(errorByOthers(groups)).toBeCloseTo(1.3846177482900388, 12);
    expect(errorByOthers(groups.slice(0, 1))).toBeUndefined();
  });

  it('know quantiles', () => {
    const values = [3, 1, 4, 1, 5, 9];
    expect(quantile(values, 0.025)).toBeCloseTo(1, 12);
    expect(quantile(values, 0.5)).toBeCloseTo(3.5, 12);
    expect(quantile(values, 0.95)).toBeCloseTo(8, 12);
  });

  it('draw an interval around r that is the same for the same seed, and narrower for more answers', () => {
    const noisy = (count: number) => {
      const draw = createRandom('noise');
      return Array.from({ length: count }, (_, at) => ({ score: at % 20, human: (at % 20) + draw(20) }));
    };
    const interval = (count: number) => bootstrap(noisy(count), 300, createRandom('eval'));
    const [low, high] = interval(400);
    const r = pearson(noisy(400)) as number;
    expect(low).toBeLessThan(r);
    expect(high).toBeGreaterThan(r);
    expect(interval(400)).toEqual([low, high]);
    // By Fisher's z, ± 1.96 / √(n - 3) around atanh r.
    const width = Math.tanh(Math.atanh(r) + 1.96 / Math.sqrt(397)) - Math.tanh(Math.atanh(r) - 1.96 / Math.sqrt(397));
    expect(high - low).toBeGreaterThan(0.75 * width);
    expect(high - low).toBeLessThan(1.25 * width);
    const [few, many] = [interval(40), interval(400)];
    expect(few[1] - few[0]).toBeGreaterThan(1.5 * (many[1] - many[0]));
  });

  it('know macro-F1 and find the threshold that makes the most of it', () => {
    const correct = [false, false, true, false, true, true, false, true];
    const answers = correct.map((isCorrect, at) => ({ score: 10 * (at + 1), correct: isCorrect }));
    expect(macroF1(answers, 45)).toBeCloseTo(0.75, 12);
    expect(macroF1(answers, 25)).toBeCloseTo(0.7333333333333334, 12);
    expect(macroF1(answers, 75)).toBeCloseTo(0.5636363636363637, 12);
    // What is at the threshold counts as correct.
    expect(macroF1(answers, 50)).toBe(macroF1(answers, 45));
    expect(bestThreshold(answers)).toBe(45);
    // Equal scores cannot be parted.
    const alike = [...answers, { score: 50, correct: false }, { score: 50, correct: false }];
    expect(bestThreshold(alike)).toBe(55);
    expect(macroF1([{ score: 1, correct: true }], 0)).toBe(0.5);
  });
});

const root = resolve(import.meta.dirname, '..');

const evaluate = (args: string[], env: Record<string, string> = {}) =>
  new Promise<{ code: number; stdout: string; stderr: string }>((done) => {
    const command = [...argumentsOf('dist/cli/eval/main.js'), ...args];
    const options = { cwd: root, env: { PATH: process.env.PATH, ...env } };
    execFile(process.execPath, command, options, (error, stdout, stderr) => {
      done({ code: error === null ? 0 : Number(error.code), stdout, stderr });
    });
  });

describe('npm run eval', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'zpi-eval-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const write = async (name: string, lines: (object | string)[]) => {
    const path = join(folder, name);
    await writeFile(path, lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'));
    return path;
  };

  const topics = [
    ['Why is a heap used?', 'It finds the smallest element quickly, because the root never exceeds its children.'],
    ['What is a row lock?', 'It blocks concurrent writers of the same row until the transaction commits.'],
  ] as const;
  /** For each question the reference itself, the same as the second of two references, and two that say nothing. */
  const graded = (set: string, right: object, wrong: object) =>
    topics.flatMap(([question, reference], at) => {
      const common = { set, lang: 'en', questionId: `q${at}`, question };
      const other = 'Ships sail across the ocean towards distant harbours.';
      return [
        { ...common, references: [reference], answer: reference, ...right },
        { ...common, references: [other, reference], answer: reference, ...right },
        { ...common, references: [reference], answer: '', ...wrong },
        { ...common, references: [reference, other], answer: question, ...wrong },
      ];
    });

  it('measures human scores, with the best of several references, and 0 for what cannot be judged', async () => {
    const file = await write('numeric.jsonl', ['\uFEFF', ...graded('made-up', { score: 5 }, { score: 0 }), '']);
    const { code, stdout, stderr } = await evaluate([file]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^8 answers by offline-\d+\n\nmade-up: 8 answers to 2 questions\n/);
    const r = Number(/Pearson r +(\S+)/.exec(stdout)?.[1]);
    expect(r).toBeGreaterThan(0.99);
    expect(stdout).toMatch(/95 % of samples 0\.\d{3} to 1\.000|95 % of samples 1\.000 to 1\.000/);
    expect(Number(/r within a question +(\S+)/.exec(stdout)?.[1])).toBeGreaterThan(0.99);
    expect(Number(/RMSE +(\S+)/.exec(stdout)?.[1])).toBeLessThan(0.5);
    expect(stdout).toMatch(/within the band +\d+\.\d % /);
    expect(stdout).toMatch(/milliseconds an answer +\d+\.\d\d median, \d+\.\d\d p95\n$/);
    // The same answers, graded the other way round: it is the agreement that is measured, and not the scores.
    const reversed = await write('reversed.jsonl', graded('made-up', { score: 0 }, { score: 5 }));
    expect(Number(/Pearson r +(\S+)/.exec((await evaluate([reversed])).stdout)?.[1])).toBe(-r);
  });

  it('takes the threshold of labelled answers from the training split of their own set, over several files', async () => {
    const labels = [{ label: 'correct' }, { label: 'incorrect' }] as const;
    const split = (name: string, [right, wrong]: readonly [object, object] = labels) =>
      graded('made-up', { ...right, split: name }, { ...wrong, split: name });
    const training = await write('train.jsonl', split('train'));
    const test = await write('test.jsonl', [
      ...split('test-same'),
      ...split('test-reversed', [labels[1], labels[0]]),
      ...graded('apart', ...labels),
    ]);
    const { code, stdout } = await evaluate([training, test, '--scorer', 'OFFLINE']);
    expect(code).toBe(0);
    const figures = [...stdout.matchAll(/^(\S+.*): 8 answers .*\n {2}macro-F1 +(\S+)/gm)].map(([, name, f1]) => [
      name,
      f1,
    ]);
    expect(figures).toEqual([
      ['made-up / train', '1.000'],
      ['made-up / test-same', '1.000'],
      ['made-up / test-reversed', '0.000'],
      ['apart', '–'],
    ]);
    expect(stdout).not.toMatch(/Pearson/);
  });

  it('asks the model where there is one, as the server does, and leaves out what it would not judge', async () => {
    const server = await createModelServer({
      chat: (request) => (readAsked(request).answer === topics[1][1] ? fails(400) : judges(request)),
    });
    try {
      const file = await write('model.jsonl', graded('made-up', { score: 5 }, { score: 0 }));
      const env = { LLM_BASE_URL: server.url, LLM_MODEL: 'm-1', LOG_LEVEL: 'silent' };
      const { code, stdout, stderr } = await evaluate([file], env);
      expect(code).toBe(0);
      expect(stderr).toMatch(/8 of 8/);
      expect(stdout).toMatch(/^8 answers by llm-\d+:m-1\n/);
      expect(server.chats.length).toBeGreaterThan(3);
      expect(stdout).toMatch(/without a score +2 {3}left out/);
      // What is asked for comes before what is set up.
      const asked = server.chats.length;
      expect((await evaluate([file, '--scorer', 'offline'], env)).stdout).toMatch(/^8 answers by offline-/);
      expect(server.chats.length).toBe(asked);
      expect(await evaluate([file, '--scorer', 'llm'])).toEqual({
        code: 1,
        stdout: '',
        stderr: '--scorer llm needs LLM_BASE_URL and LLM_MODEL.\n',
      });
      await server.goAway();
      const away = await evaluate([file], env);
      expect(away.code).toBe(1);
      expect(away.stderr).toMatch(/is away/);
    } finally {
      await server.dispose();
    }
  });

  it('weighs the dimensions as the server does', async () => {
    const [right, , wrong] = graded('made-up', { label: 'correct' }, { label: 'incorrect' });
    const half = { ...right, split: 'train', answer: 'It finds the smallest element quickly.' };
    const file = await write('weighed.jsonl', [half, { ...wrong, split: 'train' }]);
    const thresholdWith = async (env: Record<string, string>) =>
      /threshold (\S+)/.exec((await evaluate([file], env)).stdout)?.[1];
    const [usual, others] = await Promise.all([
      thresholdWith({}),
      thresholdWith({ SCORE_WEIGHTS: 'ACCURACY=0,COMPLETENESS=0,DEPTH=100,EXPRESSION=0' }),
    ]);
    expect(Number(usual)).toBeGreaterThan(0);
    expect(others).not.toBe(usual);
  });

  it('has no share of the highest score where nobody was given anything', () => {
    const question = {
      set: 'zeros',
      lang: 'en' as const,
      questionId: 'q',
      question: 'Why?',
      references: [],
      answer: '',
    };
    const scored = [0, 5, 9].map((total) => ({ ...question, score: 0, total, uncertainty: 5, milliseconds: 1 }));
    const report = reportOn(scored, () => 0);
    expect(report).toMatch(/^zeros: 3 answers to 1 questions\n {2}Pearson r +–/);
    expect(report).not.toMatch(/NaN|Infinity|within the band/);
  });

  describe('where the model goes away in the middle', () => {
    const outages = (length: number) => {
      const waits: number[] = [];
      const answers = graded('made-up', { score: 5 }, { score: 0 }).filter(({ answer }) => answer !== '') as Graded[];
      const run = async () => {
        const server = await createModelServer({
          chat: (request, count) =>
            count > 1 && count <= 1 + length
              ? { status: 503, headers: { 'retry-after': '17' }, json: {} }
              : judges(request),
        });
        try {
          const log = createLog('silent');
          const settings = { baseUrl: server.url, apiKey: undefined, model: 'm-1' };
          const model = createLanguageModel(settings, log, { rest: 1 });
          const scorer = createLlmScorer(model, createOfflineScorer(), log);
          const wait = async (milliseconds: number) => {
            waits.push(milliseconds);
            await new Promise((resolve) => setTimeout(resolve, 5));
          };
          return await scoreAll(scorer, answers, { concurrency: 1, weights: dimensionWeights, wait });
        } finally {
          await server.dispose();
        }
      };
      return { run, waits, answers };
    };

    it('waits for it as long as it says, and goes on', async () => {
      const { run, waits, answers } = outages(3);
      const { scored, away } = await run();
      expect(away).toBeUndefined();
      expect(scored.map(({ answer }) => answer)).toEqual(answers.map(({ answer }) => answer));
      expect(waits).toEqual([17_000, 17_000, 17_000]);
    });

    it('gives up in the end, and keeps what it has', async () => {
      const { run, waits } = outages(1_000);
      const { scored, away } = await run();
      expect(away).toMatchObject({ code: 'DEPENDENCY_UNAVAILABLE' });
      expect(scored).toHaveLength(1);
      expect(waits).toHaveLength(5);
    });
  });

  it.concurrent.each([
    ['a line that is no JSON', ['{"set": '], /:2: not JSON \(/],
    ['a missing field', [{ set: 'a', lang: 'en' }], /:2: questionId: .*question: /],
    ['no references', [{ ...graded('a', {}, {})[0], score: 1, references: [] }], /:2: references: /],
    ['another language', [{ ...graded('a', {}, {})[0], score: 1, lang: 'fr' }], /:2: lang: /],
    ['neither score nor label', [graded('a', {}, {})[0] as object], /:2: must have a score or a label, and not both/],
    ['a score in words', [{ ...graded('a', {}, {})[0], score: '0.8' }], /:2: score: /],
    ['a score below 0', [{ ...graded('a', {}, {})[0], score: -0.1 }], /:2: score: /],
    ['another label', [{ ...graded('a', {}, {})[0], label: 'contradictory' }], /:2: label: /],
  ])('names the line with %s', async (mistake, lines, complaint) => {
    const file = await write(`${mistake}.jsonl`, [graded('a', { score: 1 }, {})[0] as object, ...lines]);
    const { code, stdout, stderr } = await evaluate([file]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr.startsWith(`${file}:2: `)).toBe(true);
    expect(stderr).toMatch(complaint);
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  it('names the line with a score above the highest, where it is told that', async () => {
    const lines = graded('made-up', { score: 5 }, { score: 0 });
    const file = await write('highest.jsonl', [...lines, { ...lines[0], score: 50 }]);
    const mistaken = `${file}:${lines.length + 1}: score: 50 is above the highest, 5\n`;
    expect(await evaluate([file, '--highest', '5'])).toEqual({ code: 1, stdout: '', stderr: mistaken });
    expect(await evaluate([file, '--highest', '50'])).toMatchObject({ code: 0, stderr: '' });
    expect((await evaluate([file, '--highest', 'all'])).stderr).toBe(
      '--highest is all: it must be a number above 0.\n',
    );
  });

  it('says how it is used, and what is wrong with its arguments', async () => {
    const missing = join(folder, 'missing.jsonl');
    const empty = await write('empty.jsonl', ['', '']);
    const [help, none, nonsense, oracle, absent, silent] = await Promise.all([
      evaluate(['--help']),
      evaluate([]),
      evaluate(['--nonsense', 'a']),
      evaluate(['a.jsonl', '--scorer', 'oracle']),
      evaluate([missing]),
      evaluate([empty]),
    ]);
    expect(help).toMatchObject({ code: 0, stdout: expect.stringContaining('npm run eval -- FILE') });
    expect(none).toMatchObject({ code: 1, stdout: expect.stringContaining('npm run eval -- FILE') });
    expect(nonsense.stderr).toMatch(/nonsense[\s\S]*npm run eval/);
    expect(oracle).toMatchObject({ code: 1, stderr: expect.stringMatching(/--scorer is one of offline.*oracle/) });
    expect(absent).toEqual({ code: 1, stdout: '', stderr: `${missing} cannot be read: ENOENT.\n` });
    expect(silent).toEqual({ code: 1, stdout: '', stderr: `${empty} holds no answers.\n` });
  });
});
