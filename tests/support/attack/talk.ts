/** Talks, and says nothing about what was asked. */
import type { Question } from '../scored-bank.js';
import { type Attack, always } from './attack.js';
import { shareOf } from './text.js';

export const platitudes = {
  EN: 'It is really very important to know this well, because it is always good to know things. Quality comes first, so we have to work carefully. On the other hand time is short, and therefore a balance is needed. ',
  ZH: '把这个掌握好真的非常重要，因为多了解一些总是好的。质量第一，所以我们要认真工作。另一方面时间有限，因此需要找到平衡。',
};

const interview = {
  EN: 'I have several years of experience with this topic in different projects. First I analyse the requirements, then I compare the options, and finally I choose the one with the best trade-off between cost and benefit. For example, in one project we had a difficult problem, but because we talked to each other early, we found the reason and solved it. If something goes wrong, I stay calm and ask for help. However, it always depends on the situation, so I prefer simple solutions, and I keep learning.',
  ZH: '我在多个项目里有几年这方面的经验。首先我会分析需求，然后比较几种方案，最后选择成本和收益之间最合适的那个。比如在一个项目里我们遇到了难题，但是因为及早沟通，所以找到了原因并且解决了。如果出现问题，我会保持冷静，主动寻求帮助。不过这始终取决于具体情况，因此我更喜欢简单的方案，同时不断学习。',
};

export const everyday = {
  EN: 'Yesterday I cooked pasta with tomatoes, because my sister came over and we both love Italian food. After that we walked along the river and talked about our holidays.',
  ZH: '昨天我和朋友去公园散步，天气很好，中午我们还吃了火锅，因为大家都爱吃辣。晚上回家看了一部老电影。',
};

/** All signs of depth, about nothing. */
export const waffle = {
  EN: 'There are always advantages and disadvantages. If the conditions change, then one has to think again, because nothing fits everywhere. For example, what is good in one case may be bad in another. However, this is a matter of balance, so first one looks at the whole, and then at the parts. Therefore it depends.',
  ZH: '凡事都有优点和缺点。如果条件变了，那么就要重新考虑，因为没有什么是放之四海而皆准的。比如在一种情况下合适的，在另一种情况下可能就不合适。不过关键在于平衡，所以首先要看整体，然后再看局部。因此要看具体情况。',
};

const otherLanguages = [
  "C'est une question très intéressante. En général, il faut bien réfléchir avant de choisir, parce que chaque situation est différente.",
  'これはとても良い質問ですね。状況によって違いますが、まずは要件をよく確認して、それから適切な方法を選ぶことが大切だと思います。',
  'Это очень интересный вопрос. Всё зависит от ситуации, поэтому сначала нужно подумать, а потом выбирать решение.',
];

/** The two nearest may honestly answer a part of it; the next is the hardest of those that do not. */
const unlike = ({ keyPoints }: Question, peers: Question[]): string => {
  const asked = keyPoints.map(({ text }) => text).join('\n');
  const nearness = new Map(peers.map(({ reference }) => [reference, shareOf(asked, reference)]));
  return [...nearness.keys()].sort((a, b) => nearness.get(b)! - nearness.get(a)!)[2]!;
};

export const talks: Attack[] = [
  always('platitudes', platitudes.EN.repeat(4), platitudes.ZH.repeat(4)),
  always('all signs of depth, about nothing', waffle.EN.repeat(2), waffle.ZH.repeat(2)),
  always('the talk that fits every interview', interview.EN, interview.ZH),
  always('what happened yesterday', everyday.EN, everyday.ZH),
  { name: 'a third language', answers: () => otherLanguages },
  {
    name: 'one character five thousand times',
    answers: ({ locale }) => (locale === 'EN' ? 'a' : '的').repeat(5_000),
  },
  {
    name: 'one term five hundred times',
    answers: ({ tags }) => `${tags[0]!.replaceAll('-', ' ')} `.repeat(500),
  },
  {
    name: 'the answer to another question of the category',
    answers: (question, { peers }) => unlike(question, peers),
  },
  {
    name: 'the answer to another question, in the other language',
    answers: ({ slug }, { foreign }) =>
      foreign.find((other) => other.slug.slice(0, -3) !== slug.slice(0, -3))!.reference,
  },
];
