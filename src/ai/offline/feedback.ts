/** Puts the outcome into words in the interview's language: what was covered, what was missed, what to do next. */
import type { Insufficiency, KeyPoint, PointVerdict } from '../scorer.js';

export type Judgement = { keyPoint: KeyPoint; verdict: PointVerdict; contradicted: boolean };

type Words = { feedback: string; suggestion: string };

export type Remarks = {
  points: Judgement[];
  /** How much of the reference the answer says, from 0 to 1: all that can be told where a question has no key points. */
  similarity?: number;
  /** Key words or shuffled words instead of sentences. */
  noSentences: boolean;
  /** DEPTH of at most 100. */
  depth: number;
  /** The band around the total is too wide to lean on. */
  doubtful: boolean;
  /** About the candidate's own project: there is no mechanism to know, but something to tell. */
  own?: boolean;
};

/** Shares of the reference. */
const most = 0.7;
const some = 0.35;

/** Two examples are enough to see the gap; the verdicts list them all. */
const named = 2;

const second: Record<string, string> = {
  ...{ i: 'you', "i'm": 'you are', "i'd": 'you would', "i've": 'you have', "i'll": 'you will' },
  ...{ me: 'you', my: 'your', mine: 'yours', myself: 'yourself', 'i am': 'you are', 'i was': 'you were' },
};

/** A key point as it is said to the candidate: what it tells of oneself, it tells of them. */
export function told(text: string): string {
  const bare = text.trim().replace(/[.。]$/u, '');
  if (/\p{Script=Han}/u.test(bare)) return bare.replace(/我(们?)/gu, '你$1');
  const turned = bare.replace(
    /(?<![\w/.-])(?:I(?: am| was|'[a-z]+)?|me|[Mm]y|[Mm]ine|[Mm]yself)(?![\w/-])/gu,
    (word) => second[word.toLowerCase()] ?? word,
  );
  return /^(?:I|My)\b/u.test(bare) ? turned.replace(/^y/u, 'Y') : turned;
}

/** Whether the points are about what the candidate did: there is no mechanism to know, but something to tell. */
const tellsOfOneself = (points: Judgement[]) =>
  points.some(({ keyPoint }) => /(?:^|\s)(?:I|my)\b|我/u.test(keyPoint.text.replace(/\bI\/O\b/gu, '')));

/** The heaviest first; what the answer says the opposite of is not touched on. */
const chosen = (points: Judgement[], verdict: PointVerdict) =>
  points
    .filter((point) => point.verdict === verdict && !point.contradicted)
    .sort((a, b) => b.keyPoint.weight - a.keyPoint.weight)
    .map((point) => told(point.keyPoint.text));

const zhQuote = (texts: string[]) =>
  `${texts
    .slice(0, named)
    .map((text) => `「${text}」`)
    .join('、')}${texts.length > named ? '等' : ''}`;
const enQuote = (texts: string[]) =>
  `${texts
    .slice(0, named)
    .map((text) => `“${text}”`)
    .join(texts.length > named ? ', ' : ' and ')}${texts.length > named ? ', among others' : ''}`;

function chinese({ points, similarity = 0, noSentences, depth, doubtful, own: asked = false }: Remarks): Words {
  const own = asked || tellsOfOneself(points);
  const covered = chosen(points, 'COVERED');
  const partial = chosen(points, 'PARTIAL');
  const missed = chosen(points, 'MISSED');
  const count = points.filter((point) => point.verdict === 'COVERED').length;
  const contradicted = points.find((point) => point.contradicted);
  const opposed = contradicted && told(contradicted.keyPoint.text);
  const parts: string[] = [];
  if (points.length === 0)
    parts.push(
      `你讲到了参考答案的${similarity >= most ? '大部分' : similarity >= some ? '一部分' : '很少一部分'}内容。`,
    );
  else if (count === points.length)
    parts.push(`${points.length} 个要点都讲到了，${covered.length > named ? '包括' : '即'}${zhQuote(covered)}。`);
  else if (count > 0) parts.push(`${points.length} 个要点中讲清了 ${count} 个：${zhQuote(covered)}。`);
  else parts.push(`${points.length} 个要点都还没有讲清楚。`);
  if (missed.length > 0) parts.push(`没有讲到${zhQuote(missed)}。`);
  else if (partial.length > 0) parts.push(`${zhQuote(partial)}只讲到一部分。`);
  if (noSentences) parts.push('回答更像关键词的堆砌，没有组成完整的句子。');
  else if (doubtful) parts.push('本次评分的把握不大，仅供参考。');
  let suggestion: string;
  if (noSentences) suggestion = '请用完整的句子说明每个概念是什么、为什么，以及它们之间的关系。';
  else if (opposed !== undefined) suggestion = `你的说法与「${opposed}」似乎相反，请先核对这一点。`;
  else if (missed.length > 0 && own)
    suggestion = `下次请结合一件真实发生过的事，讲讲${zhQuote(missed.slice(0, 1))}，最好带上数字。`;
  else if (partial.length > 0 && own)
    suggestion = `请把${zhQuote(partial.slice(0, 1))}讲得更具体：你做了什么，结果怎样。`;
  else if (missed.length > 0) suggestion = `下次请补上${zhQuote(missed.slice(0, 1))}，并说明原因。`;
  else if (partial.length > 0) suggestion = `请把${zhQuote(partial.slice(0, 1))}说完整，讲出其中的机制。`;
  else if (points.length === 0 && similarity < most) suggestion = '请对照参考答案，看看还缺哪些内容。';
  else if (depth < 70) suggestion = '要点已齐，可以再讲讲原因、取舍，并举一个具体的例子。';
  else suggestion = '可以再练习用更短的时间讲清同样的内容，并准备好被追问取舍。';
  return { feedback: parts.join(''), suggestion };
}

function english({ points, similarity = 0, noSentences, depth, doubtful, own: asked = false }: Remarks): Words {
  const own = asked || tellsOfOneself(points);
  const covered = chosen(points, 'COVERED');
  const partial = chosen(points, 'PARTIAL');
  const missed = chosen(points, 'MISSED');
  const count = points.filter((point) => point.verdict === 'COVERED').length;
  const contradicted = points.find((point) => point.contradicted);
  const opposed = contradicted && told(contradicted.keyPoint.text);
  const parts: string[] = [];
  if (points.length === 0)
    parts.push(
      `You said ${similarity >= most ? 'most' : similarity >= some ? 'some' : 'little'} of what the reference answer says.`,
    );
  else if (count === points.length)
    parts.push(
      points.length === 1
        ? 'You covered the one key point.'
        : `You covered all ${points.length} key points: ${enQuote(covered)}.`,
    );
  else if (count > 0) parts.push(`You covered ${count} of ${points.length} key points: ${enQuote(covered)}.`);
  else parts.push(`None of the ${points.length} key points came across clearly.`);
  if (missed.length > 0) parts.push(`Your answer did not mention ${enQuote(missed)}.`);
  else if (partial.length > 0) parts.push(`You touched on ${enQuote(partial)} only in part.`);
  if (noSentences) parts.push('It reads as a list of key words rather than as sentences.');
  else if (doubtful) parts.push('This score is uncertain: take it as a rough guide.');
  let suggestion: string;
  if (noSentences) suggestion = 'Say in full sentences what each term means, why it matters and how they relate.';
  else if (opposed !== undefined) suggestion = `You seem to say the opposite of “${opposed}”: check that point first.`;
  else if (missed.length > 0 && own)
    suggestion = `Next time tell of ${enQuote(missed.slice(0, 1))} with one thing that really happened, in numbers if you have them.`;
  else if (partial.length > 0 && own)
    suggestion = `Be more specific about ${enQuote(partial.slice(0, 1))}: what did you do, and what came of it?`;
  else if (missed.length > 0) suggestion = `Next time bring in ${enQuote(missed.slice(0, 1))} and say why it holds.`;
  else if (partial.length > 0) suggestion = `Spell out ${enQuote(partial.slice(0, 1))}, with the mechanism behind it.`;
  else if (points.length === 0 && similarity < most)
    suggestion = 'Compare it with the reference answer, and see what is missing.';
  else if (depth < 70) suggestion = 'The points are there: add the reasons, a trade-off and one concrete example.';
  else suggestion = 'Practise saying the same in less time, and be ready for questions about the trade-offs.';
  return { feedback: parts.join(' '), suggestion };
}

/** One to three sentences each for an answer that was scored. */
export function describe(locale: 'ZH' | 'EN', remarks: Remarks): Words {
  return locale === 'ZH' ? chinese(remarks) : english(remarks);
}

const insufficient: Record<'ZH' | 'EN', Record<Insufficiency, string>> = {
  ZH: {
    EMPTY: '回答里没有可以评分的内容。',
    ECHO: '回答基本是在重复题目，没有给出自己的内容。',
    OFF_TOPIC: '回答与题目考查的内容没有明显关系，无法评分。',
    UNASSERTED: '回答只是在提问、表示怀疑或否定所说的内容，没有给出自己的主张，无法评分。',
    FOREIGN: '回答用的语言和题目不同，离线评分无法可靠判断，因此没有评分。',
    NOTHING_EXPECTED: '这道题还没有参考答案和要点，离线评分没有依据，因此没有评分。',
    SHORT: '回答太短，看不出你在项目里做了什么，无法评分。',
    KEY_WORDS: '回答更像关键词的堆砌，没有用句子讲出项目里的事，无法评分。',
    NOT_OWN: '这段文字更像招聘启事或自我推荐，没有讲你在项目里做过的事，无法评分。',
    UNRECOGNISED: '回答里有具体的内容，但没有认出与这道题要点对应的部分，因此没有评分。',
    NOTHING_FOUND: '回答里没有找到项目中具体发生的事，无法评分。',
  },
  EN: {
    EMPTY: 'There is nothing in this answer that could be scored.',
    ECHO: 'The answer mostly repeats the question and adds nothing of its own.',
    OFF_TOPIC: 'The answer has no clear connection with what the question is about, so it was not scored.',
    UNASSERTED: 'What the answer says is only asked, doubted or taken back, so there is nothing to score.',
    FOREIGN: 'The answer is in another language than the question, so it cannot be judged well and was not scored.',
    NOTHING_EXPECTED:
      'This question has no reference answer and no key points, so there is nothing to score the answer by.',
    SHORT: 'The answer is too short to show what you did in the project, so it was not scored.',
    KEY_WORDS: 'This is a list of key words rather than sentences about the project, so it was not scored.',
    NOT_OWN:
      'This reads like a job ad or an application, not like something you did in the project, so it was not scored.',
    UNRECOGNISED:
      'The answer tells of particular things, but none was recognised as what this question asks for, so it was not scored.',
    NOTHING_FOUND: 'Nothing in the answer tells of a particular thing in the project, so it was not scored.',
  },
};

/** Of an answer about one's own project. */
const ofProject: ReadonlySet<Insufficiency> = new Set<Insufficiency>([
  'SHORT',
  'KEY_WORDS',
  'NOT_OWN',
  'NOTHING_FOUND',
  'UNRECOGNISED',
]);

const ownSuggestion = {
  ZH: '请讲一件真实发生过的事：当时的情况、你自己做了什么、为什么这样做、结果怎样，最好带上数字。',
  EN: 'Tell of one thing that really happened: the situation, what you did yourself, why, and what came of it, in numbers if you can.',
};

/** What to say to an answer that is too little to judge. It gives no key point away: the candidate may try again. */
export function describeInsufficient(locale: 'ZH' | 'EN', why: Insufficiency): Words & { why: Insufficiency } {
  const feedback = insufficient[locale][why];
  if (why === 'FOREIGN')
    return {
      why,
      feedback,
      suggestion: locale === 'ZH' ? '请用题目的语言再答一次。' : 'Answer again in the language of the question.',
    };
  if (why === 'NOTHING_EXPECTED')
    return {
      why,
      feedback,
      suggestion:
        locale === 'ZH'
          ? '这不是回答的问题，请等题目补全后再评分。'
          : 'Your answer is not at fault: it can be scored once the question is complete.',
    };
  if (ofProject.has(why)) return { why, feedback, suggestion: ownSuggestion[locale] };
  const suggestion =
    locale === 'ZH'
      ? '请直接回答问题：先用一句话说出结论，再讲原因；不确定的地方也可以说说你的思路。'
      : 'Answer the question directly: state your conclusion in one sentence, then the reason; if unsure, say how you would approach it.';
  return { why, feedback, suggestion };
}
