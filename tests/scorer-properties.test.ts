/** What the offline scorer keeps to for every question of the seeded bank: fair to what is right, and hard to fool. */
import { beforeAll, describe, expect, it } from 'vitest';
import { createOfflineScorer } from '../src/ai/offline/scorer.js';
import type { Scorer } from '../src/ai/scorer.js';
import { additions } from './support/attack/addition.js';
import type { Field } from './support/attack/attack.js';
import { attacks } from './support/attack/attacks.js';
import { denied, joined, sentencesOf, turned } from './support/attack/text.js';
import { disturbed } from './support/disturbed.js';
import { type OwnWords, ownWords } from './support/own-words.js';
import {
  centralSentence,
  honestPart,
  type Question,
  readBank,
  requestOf,
  scoreOf,
  steps,
  tooLittle,
} from './support/scored-bank.js';
import { unrelated } from './support/unrelated.js';

const scorer = createOfflineScorer();
const bank = await readBank();
const elsewhere = new Map(bank.map((question) => [question.slug, unrelated(question, bank)]));

/** The questions for which something does not hold, each with what was seen instead. */
const failing = async (check: (question: Question) => unknown, questions = bank): Promise<string[]> => {
  const failures: string[] = [];
  for (const question of questions) {
    const seen = await check(question);
    if (seen !== undefined) failures.push(`${question.slug}: ${JSON.stringify(seen)}`);
  }
  return failures;
};

const named = <T extends { name: string }>(items: T[]) =>
  items.map((item, turn): [string, T, number] => [item.name, item, turn]);

const ways: [string, (question: Question) => Question, number][] = [
  ['with key points', (question) => question, 1],
  // As imported ones may be. What is answered is the same, and what takes long is tried on every fourth of them, in turn.
  ['without key points', (question) => ({ ...question, keyPoints: [] }), 4],
];

describe.each(ways)('a question %s', (_way, asked, share) => {
  const references = new Map<string, number>();
  const honest = new Map<string, number>();
  const ofReference = ({ slug }: Question) => references.get(slug)!;
  const ofHonest = ({ slug }: Question) => honest.get(slug)!;
  const inTurn = (turn: number) => bank.filter((_, at) => at % share === turn % share);
  const score = (question: Question, answer: string) => scoreOf(scorer, asked(question), answer);
  const highest = async (question: Question, answers: string | string[]) => {
    const scores: number[] = [];
    for (const answer of [answers].flat()) scores.push(await score(question, answer));
    return Math.max(...scores);
  };

  beforeAll(async () => {
    for (const question of bank) {
      references.set(question.slug, await score(question, question.reference));
      honest.set(question.slug, await score(question, honestPart(asked(question))));
    }
  });

  it('gives its reference at least 85', async () => {
    const check = (question: Question) => (ofReference(question) >= 85 ? undefined : ofReference(question));
    expect(await failing(check)).toEqual([]);
  });

  it('gives an honest part of the reference something, and less', async () => {
    const check = (question: Question) =>
      ofHonest(question) >= 15 && ofHonest(question) < ofReference(question) ? undefined : ofHonest(question);
    expect(await failing(check)).toEqual([]);
  });

  it('does not judge what says nothing, or speaks of something else', async () => {
    const nothing = [
      ...['', ' \r\n\t\u3000', '…?! 。，—— 🙂', "I don't know.", "Sorry, I have no idea, let's skip it."],
      ...['不知道。', '不好意思，这个我真的不太清楚，跳过吧。'],
    ];
    const check = async (question: Question) => {
      const judged: [number, string][] = [];
      for (const answer of [...nothing, elsewhere.get(question.slug)!]) {
        const seen = await score(question, answer);
        if (seen !== tooLittle) judged.push([seen, answer]);
      }
      return judged.length === 0 ? undefined : judged;
    };
    expect(await failing(check)).toEqual([]);
  });

  it('takes nothing away for one more key point', async () => {
    const check = async (question: Question) => {
      const known = new Map<string, number>();
      const once = async (answer: string) => {
        const seen = known.get(answer) ?? (await score(question, answer));
        known.set(answer, seen);
        return seen;
      };
      const lost: string[] = [];
      for (const [less, more] of steps(question)) {
        const [before, after] = [await once(less), await once(more)];
        if (after < before) lost.push(`${before} → ${after}`);
      }
      return lost.length === 0 ? undefined : lost;
    };
    expect(await failing(check, inTurn(0))).toEqual([]);
  });

  it.each([
    ['each sentence turned into its opposite', turned, () => true],
    [
      'its central sentence denied',
      denied,
      (sentence: string, question: Question) => sentence === centralSentence(question),
    ],
  ])('gives less for the reference with %s', async (_name, opposite, isChosen) => {
    const check = async (question: Question) => {
      const { locale, reference } = question;
      const sentences = sentencesOf(reference).map((sentence) =>
        isChosen(sentence, question) ? opposite(locale, sentence) : sentence,
      );
      const seen = await score(question, joined(locale, sentences));
      return seen < ofReference(question) ? undefined : [ofReference(question), seen];
    };
    expect(await failing(check, inTurn(0))).toEqual([]);
  });

  // An honest part is below the reference: so are these, the reference with its words shuffled or each sentence denied.
  it.each(named(attacks))('ranks below an honest part: %s', async (_name, { answers }, turn) => {
    const check = async (question: Question) => {
      const related = bank.filter(({ category, slug }) => category === question.category && slug !== question.slug);
      const field: Field = {
        peers: related.filter(({ locale }) => locale === question.locale),
        foreign: related.filter(({ locale }) => locale !== question.locale),
      };
      const seen = await highest(question, answers(question, field));
      return seen < ofHonest(question) ? undefined : [ofHonest(question), seen];
    };
    expect(await failing(check, inTurn(turn))).toEqual([]);
  });

  it.each(named(additions))('gives an honest part no more for: %s', async (_name, { answers }, turn) => {
    const check = async (question: Question) => {
      const seen = await highest(question, answers(question, honestPart(asked(question))));
      return seen <= ofHonest(question) ? undefined : [ofHonest(question), seen];
    };
    expect(await failing(check, inTurn(turn))).toEqual([]);
  });
});

describe.each(['EN', 'ZH'] as const)('an honest answer in words of its own, %s', (locale) => {
  const answers = ownWords.filter(({ slug }) => slug.endsWith(locale.toLowerCase()));
  const questionOf = ({ slug }: OwnWords) => bank.find((question) => question.slug === slug)!;
  const scoresOf = (kind: OwnWords['kind']) =>
    Promise.all(answers.filter((own) => own.kind === kind).map((own) => scoreOf(scorer, questionOf(own), own.answer)));
  const mean = (scores: number[]) => scores.reduce((sum, score) => sum + score, 0) / scores.length;

  it('earns more than half where it makes most of the points, and clearly less where it makes a part of them', async () => {
    const [most, part] = [await scoresOf('MOST'), await scoresOf('PART')];
    expect(mean(most)).toBeGreaterThan(50);
    expect(Math.min(...most)).toBeGreaterThan(30);
    expect(mean(part)).toBeLessThan(mean(most) - 15);
    expect(Math.min(...part)).toBeGreaterThan(0);
  });

  it('is not told that it says the opposite', async () => {
    const told: string[] = [];
    for (const own of answers) {
      const { suggestion } = await scorer.score(requestOf(questionOf(own), own.answer));
      if (/say the opposite|似乎相反/.test(suggestion)) told.push(`${own.slug}: ${suggestion}`);
    }
    expect(told).toEqual([]);
  });
});

it('shows evidence that is in the answer, and none for what is missed', async () => {
  let spans = 0;
  const check = async (question: Question) => {
    const answer = disturbed(question);
    const scoring = await scorer.score(requestOf(question, answer));
    if (scoring.status === 'INSUFFICIENT') return 'not judged';
    for (const { verdict, evidence, keyPoint } of scoring.points) {
      if (evidence.length > 0 !== (verdict !== 'MISSED')) return [keyPoint.text, verdict, evidence];
      const wrong = evidence.filter(({ start, end, quote }) => quote === '' || answer.slice(start, end) !== quote);
      if (wrong.length > 0) return wrong;
      spans += evidence.length;
    }
    if (scoring.points.some(({ keyPoint }, at) => keyPoint !== question.keyPoints[at])) return 'another order';
  };
  expect(await failing(check)).toEqual([]);
  expect(spans).toBeGreaterThan(bank.length);
});

it('gives the same bytes for the same input, whoever asks, in whatever order', async () => {
  const bytesOf = async (own: Scorer, question: Question) =>
    JSON.stringify(await own.score(requestOf(question, honestPart(question))));
  const first = new Map<string, string>();
  for (const question of bank) first.set(question.slug, await bytesOf(scorer, question));
  const another = createOfflineScorer();
  const second = new Map<string, string>();
  for (const question of bank.toReversed()) second.set(question.slug, await bytesOf(another, question));
  const check = ({ slug }: Question) =>
    first.get(slug) === second.get(slug) ? undefined : [first.get(slug), second.get(slug)];
  expect(await failing(check)).toEqual([]);
});
