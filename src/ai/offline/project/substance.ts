/** How much a stretch of an answer says: content of its own, and what could be looked up or asked about. */
import type { Clause } from '../clauses.js';
import { isSaid } from '../statement.js';
import type { Token } from '../tokens.js';

const list = (text: string) => text.trim().split(/\s+/);

/** Words that fit any project: who says only these has said nothing of their own. */
const hollow = new Set([
  ...list(`project projects task tasks work works worked working job stuff team teams teamwork solution solutions solve solved
    decision decisions technical technology technologies step nice great happy difficult hardest success successful
    successfully experience final finally end help helped improve improved improvement issue issues matter everything
    communication key atmosphere opinion opinions talk player best excellent perfect popular powerful mainstream performance
    quality careful carefully serious responsible responsibility skill skills challenge challenges challenging effort
    together fine okay useful efficient efficiency company achieve achieved goal goals alternative alternatives measure
    measures reason result results cause root lesson lessons learn learned learnt knowledge course sure sometimes
    later afterwards everyone felt deal process method design decide decided`),
  ...list(`项目 技术 大家 很多 工作 认真 努力 学习 学 学到 经验 优秀 成功 顺利 认可 团队 主流 性能 功能 强大 社区 活跃 合适 选择 选 优点
    缺点 挺 特别 后来 当时 方案 调整 优化 解决 沟通 成长 规模 质量 效率 负责 完成 参与 收获 提升 合作 配合 积极 良好 丰富 挑战 难点
    难题 目标 意见 一致 一起 东西 做了 好多 进步 总的来说 非常 现在 以后 有时候 最后 最终 原因 结果 教训 回头 如果 关键 核心 业务 想`),
]);

export type Substance = {
  /** Distinct words that are its own: no glue, no echo, no signal, nothing that fits any project. */
  content: number;
  /** 0 to 1: numbers, names and causes, which an interviewer can ask about. */
  concrete: number;
};

const cause =
  /\b(?:because|since|due to|root cause|turned out|caused|so that|therefore|which meant)\b|因为|由于|原因|导致|所以|造成|引起|说到底|其实是/u;
/** A name in the middle of a sentence, or a Latin word among Chinese ones. */
const name = /(?<=[a-z,;:’'] )[A-Z][A-Za-z]{2,}|(?<=\p{Script=Han}\s?)[A-Za-z][A-Za-z.+#]{2,}/u;
const abbreviation = /^[A-Z][A-Z0-9]{1,5}s?$/;
const amount =
  /\p{Nd}|百分之|[零一二两三四五六七八九十百千万亿]{2,}|[两三四五六七八九十半几](?:个|次|台|家|人|条|天|周|月|小时|分钟|秒|倍|成|万|千|百|种|轮)/u;

const isOwn = (token: Token, said: ReadonlySet<string>, signal: string) =>
  !token.stop &&
  !token.generic &&
  !hollow.has(token.form) &&
  !isSaid(token, said) &&
  // A number is not used up by showing that something was counted.
  (token.term || !signal.includes(token.form));

/** @param signal what in the clauses showed the cue, in lower case; it is no content */
export function substanceOf(text: string, clauses: Clause[], said: ReadonlySet<string>, signal: string): Substance {
  const own = clauses.flatMap(({ tokens }) => tokens).filter((token) => isOwn(token, said, signal));
  const parts = clauses.map(({ start, end }) => text.slice(start, end));
  const numbered = clauses.some(({ tokens }) => tokens.some((token) => token.kind === 'number'));
  const counted = numbered || parts.some((part) => amount.test(part));
  const named =
    parts.some((part) => name.test(part)) ||
    own.some((token) => token.kind === 'latin' && token.term && abbreviation.test(text.slice(token.start, token.end)));
  const reasoned = parts.some((part) => cause.test(part.toLowerCase()));
  return {
    content: new Set(own.map((token) => token.stem)).size,
    concrete: Math.min(
      1,
      (counted ? 0.5 : 0) + (named ? 0.4 : 0) + (reasoned ? 0.4 : 0) + Math.min(0.4, own.length / 20),
    ),
  };
}
