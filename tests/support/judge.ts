/** What a model that does as it is told says of an answer: it reads the request as it was sent, and quotes by common words. */
import type { Assessment } from '../../src/ai/llm/shape.js';
import { type ChatRequest, type Reply, type Speech, speaks } from './openai.js';

export type Asked = {
  locale: 'ZH' | 'EN';
  fence: string;
  canary: string;
  question: string;
  points: { number: number; text: string }[];
  reference: string;
  answer: string;
};

/** Reads what a request gives to judge, block by block. */
export const readAsked = ({ messages }: ChatRequest): Asked => {
  const system = messages[0]?.content ?? '';
  const user = messages[1]?.content ?? '';
  const fence = /^FENCE in this request is (\S+)$/m.exec(system)?.[1] ?? '';
  const canary = /write it nowhere: (\S+)$/m.exec(system)?.[1] ?? '';
  if (fence === '' || canary === '') throw new Error('not a request to judge an answer');
  const blocks = new Map(
    user
      .split(`${fence} `)
      .slice(1)
      .map((block) => [block.slice(0, block.indexOf('\n')), block.slice(block.indexOf('\n') + 1).replace(/\n$/, '')]),
  );
  const block = (name: string): string => {
    const text = blocks.get(name);
    if (text === undefined) throw new Error(`no block ${name}`);
    return text;
  };
  const points = [...block('KEY POINTS').matchAll(/^(\d+)\. \(.*?\) (.*)$/gm)].map(([, number, text]) => ({
    number: Number(number),
    text: text as string,
  }));
  return {
    locale: /in Simplified Chinese/.test(system) ? 'ZH' : 'EN',
    fence,
    canary,
    question: block('QUESTION'),
    points,
    reference: block('REFERENCE'),
    answer: block('ANSWER'),
  };
};

const wordsOf = (text: string): string[] =>
  text.toLowerCase().match(/\p{Script=Han}{2}|[\p{Script=Latin}\d]{3,}/gu) ?? [];

/** Half of a point's words in one sentence make it covered, a quarter touch it. */
const covered = 0.5;
const touched = 0.25;

/** Judges honestly, as far as common words tell. */
export const judge = ({ locale, points, answer }: Asked): Assessment => {
  const sentences = answer.split(/(?<=[.!?。！？\n])\s*/u).filter((sentence) => /[\p{L}\p{N}]/u.test(sentence));
  const judged = points.map(({ number, text }) => {
    const wanted = wordsOf(text);
    const shares = sentences.map((sentence) => {
      const said = new Set(wordsOf(sentence));
      return { sentence, share: wanted.filter((word) => said.has(word)).length / Math.max(1, wanted.length) };
    });
    const best = shares.sort((one, other) => other.share - one.share)[0];
    const share = best?.share ?? 0;
    const verdict = share >= covered ? 'COVERED' : share >= touched ? 'PARTIAL' : 'MISSED';
    return { number, verdict, quotes: verdict === 'MISSED' ? [] : [best?.sentence.trim() ?? ''] } as const;
  });
  const right = judged.filter(({ verdict }) => verdict === 'COVERED').length / Math.max(1, points.length);
  return {
    judgeable: 'YES',
    points: judged.map((point) => ({ ...point, quotes: [...point.quotes] })),
    accuracy: 100 * right,
    completeness: 100 * right,
    depth: 60,
    expression: 70,
    feedback:
      locale === 'ZH'
        ? '你讲清了一部分要点，其余的没有讲到。'
        : 'You made some of the points clear, and left the others out.',
    suggestion: locale === 'ZH' ? '下次请补上没有讲到的部分。' : 'Next time bring in what was left out.',
    followUp: right < 1 ? (locale === 'ZH' ? '没有讲到的部分是什么？' : 'What is the part that you left out?') : null,
  };
};

/** What the model says to a request, after a change of what it would honestly say. */
export const judges = (
  request: ChatRequest,
  change: (assessment: Assessment, asked: Asked) => object = (assessment) => assessment,
  speech: Omit<Speech, 'content'> = {},
): Reply => {
  const asked = readAsked(request);
  const usage = { prompt_tokens: 900, completion_tokens: 100, total_tokens: 1_000 };
  return speaks(change(judge(asked), asked), { usage, ...speech });
};
