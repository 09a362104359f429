/** Finds what a text takes back: "it is not true that …", "…, but that is wrong", 并不是说……，恰恰相反. */
import type { Clause } from './clauses.js';
import type { Token } from './tokens.js';

/** Denies the rest of its sentence, and not only the words behind it. */
const denies =
  /^(?:(?:but|and|so|then|also|however|therefore|or|though|instead|finally|first|for example),? )*(?:it|that|this) (?:is|was)(?: not|n't) (?:true|the case|correct|right) that\b|^(?:但是?|不过|然而|而且|然后|所以|因此|于是|另外|此外|同时|接着|最后|首先|其次|比如|例如|要么|或者)?(?:这)?(?:并?不是|并非)说?/iu;
const linkEn =
  '(?:(?:but|and|so|then|also|however|therefore|or|though|instead|finally|first|personally|honestly|frankly),? )*';
const adverbEn = '(?:(?:at all|even|for a moment|just|still|quite|very much|\\w+ly) )*';
const thatEn = '(?: (?:that|with|the (?:claim|idea|view|notion) that))?';
const linkZh =
  '(?:但是?|不过|然而|而且|然后|所以|因此|于是|另外|此外|同时|接着|最后|首先|其次|或者|其实|老实说|说实话)?';
const adverbZh = '(?:也|都|真的?|确实|其实|并|完全|从来|从|一点也|根本|绝|才|个人)*';

/** The speaker, or nobody, holds it for true: denies what stands behind it in its sentence. */
const disbelieves = new RegExp(
  [
    `^${linkEn}(?:(?:i|we) ${adverbEn}(?:(?:do|did|would|could|can|am|are) ?)?(?:not|n't|never|cannot|can't|no longer) ${adverbEn}(?:think|believe|agree|accept|say|claim|suppose|assume|hold|convinced|buy)`,
    `|(?:i|we) ${adverbEn}(?:disbelieve|disagree|deny|reject|refuse to (?:believe|accept|say)|doubt)`,
    `|(?:nobody|no one|none of us) ${adverbEn}(?:thinks?|believes?|says?|claims?)`,
    `|(?:it|that|this)(?: is| was| would be|'d be|'s) ${adverbEn}(?:a |an )?(?:(?:common|popular|old|complete|total|plain) )*(?:false|wrong|untrue|incorrect|nonsense|myth|lie|mistake|misconception|error|fallacy|misunderstanding)(?: to (?:say|think|claim|believe|assume))?(?= that\\b)`,
    `|there (?:is|'s) no way|in no way|by no means)${thatEn}\\b`,
    `|^${linkZh}(?:(?:我们?|本人|个人)${adverbZh}(?:(?:不(?:太|大|会|能|可能)?|没(?:有)?)(?:认为|觉得|相信|同意|赞同|认可|承认|赞成|支持|认同|信)|否认|反对|质疑|不敢苟同)|没有?人(?:会)?(?:认为|觉得|相信|说))(?:说|这样的?说法)?`,
  ].join(''),
  'iu',
);
/** Takes back what its sentence has said so far. */
const retracts =
  /^(?:but |and |yet |however )?(?:that|this|it) (?:is|was) (?:wrong|false|incorrect|untrue|not (?:true|right|correct|the case)|a (?:myth|mistake|misconception))$|^(?:quite |just |exactly )?the (?:opposite|contrary|reverse)(?: is (?:true|the case))?$|^(?:但是?|可是?|不过|而)?(?:恰恰|正好|刚好|完全)?(?:相反|(?:这|那)(?:个|种)?(?:说法|观点|看法)?(?:就?是)?(?:错|错误|不对|不正确|不成立|假)的?)$/iu;
/** Ends the reach of a denial: what follows is what holds instead, or why. */
const turns = /^(?:but|because|instead|rather|in fact|actually|而是|因为|但|不过|其实|实际上|事实上)/iu;

/** Turns the negations of the clauses that are denied as a whole, and marks them. */
export function markDenials(text: string, clauses: Clause[], negations: (tokens: Token[]) => number[]): void {
  const deny = (clause: Clause) => {
    if (clause.denied) return;
    clause.denied = true;
    clause.negated = clause.negated.map((negated, at) => (clause.tokens[at]!.stop ? 0 : 1 - negated));
  };
  let reaching = false;
  clauses.forEach((clause, index) => {
    const wording = text.slice(clause.start, clause.end);
    if (clauses[index - 1]?.sentence !== clause.sentence) reaching = false;
    const frame = disbelieves.exec(wording.replaceAll('’', "'"));
    if (frame) {
      reaching = true;
      clause.denied = true;
      const said = clause.tokens.filter(({ start }) => start >= clause.start + frame[0].length);
      const before = clause.tokens.map(() => 0).slice(said.length);
      // What is said in the negative, and not believed, is what holds.
      clause.negated = [...before, ...negations(said).map((negated, at) => (said[at]!.stop ? 0 : 1 - negated))];
    } else if (denies.test(wording)) {
      reaching = true;
      clause.denied = true;
      // All of it, beyond the words that end the reach of a single negation.
      clause.negated = clause.negated.map((negated, at) => (clause.tokens[at]!.stop ? negated : negated || 1));
    } else if (retracts.test(wording) && clauses[index + 1]?.sentence !== clause.sentence) {
      for (let before = index - 1; clauses[before]?.sentence === clause.sentence; before--) deny(clauses[before]!);
    } else if (reaching && turns.test(wording)) reaching = false;
    else if (reaching) deny(clause);
  });
}
