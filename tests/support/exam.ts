/** A question with key points, and answers to it that are good, half right, and none. */
import type { ScoreRequest, Scoring } from '../../src/ai/scorer.js';

type Question = Omit<ScoreRequest, 'answer'>;

export const handshake: Question = {
  locale: 'EN',
  prompt: 'Why does TCP use a three-way handshake?',
  reference:
    'Both sides have to agree on initial sequence numbers and to know that the other can send and receive. The client sends a SYN with its sequence number, the server acknowledges it with a SYN-ACK that carries its own, and the client acknowledges that. With two messages, an old duplicate SYN could open a connection that nobody wants.',
  keyPoints: [
    { id: 'p1', weight: 3, text: 'Both sides exchange and acknowledge initial sequence numbers.' },
    { id: 'p2', weight: 2, text: 'An old duplicate SYN must not open a connection.' },
    { id: 'p3', weight: 1, text: 'Each side learns that the other can send and receive.' },
  ],
};

export const good =
  'Both sides exchange their initial sequence numbers, and acknowledge those of the other. Each side learns that the other can send and receive. With two messages only, an old duplicate SYN could open a connection that nobody wants.';
export const partial =
  'Both sides exchange their initial sequence numbers and acknowledge them, so that lost bytes are noticed. I do not remember the rest.';

export const chinese: Question = {
  locale: 'ZH',
  prompt: '为什么 MySQL 的 InnoDB 用 B+ 树做索引？',
  reference:
    'B+ 树的非叶子节点只存键，一页能放很多键，树很矮，磁盘 IO 少。叶子节点用链表相连，范围查询只要顺序扫描叶子。所有数据都在叶子节点，查询性能稳定。',
  keyPoints: [
    { id: 'p1', weight: 2, text: '非叶子节点只存键，树矮，磁盘 IO 少。' },
    { id: 'p2', weight: 1, text: '叶子节点用链表相连，适合范围查询。' },
  ],
};
export const chineseGood =
  '因为非叶子节点只存键不存数据，一页能放很多键，所以树很矮，磁盘 IO 次数少。另外叶子节点用链表相连，适合范围查询。';

const weights = { ACCURACY: 0.4, COMPLETENESS: 0.2, DEPTH: 0.25, EXPRESSION: 0.15 } as const;

export const ready = (scoring: Scoring): Extract<Scoring, { status: 'READY' }> => {
  if (scoring.status !== 'READY') throw new Error(`not scored: ${scoring.feedback}`);
  return scoring;
};

/** The total with the usual weights; -1 for an answer that is too little to judge. */
export const totalOf = (scoring: Scoring): number =>
  scoring.status === 'INSUFFICIENT'
    ? -1
    : (Object.keys(weights) as (keyof typeof weights)[]).reduce(
        (sum, dimension) => sum + weights[dimension] * scoring.dimensions[dimension],
        0,
      );
