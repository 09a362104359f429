/** Finds what a text does not assert: questions, what the speaker does not know, what it calls false before or after saying it. */
import type { Clause } from './clauses.js';

const link =
  '^(?:(?:but|and|or|so|then|also|however|therefore|though|finally|first|for example|honestly|frankly|to be honest|sorry),? )*';
const adverbs = '(?:(?:also|even|really|honestly|still|just|quite|very much|at all|simply|\\w+ly) )*';
const wrong =
  '(?:false|wrong|untrue|incorrect|mistaken|nonsense|lies|myths|misconceptions|errors|not (?:true|right|correct|the case))';
const falsely = '(?:wrongly|falsely|mistakenly|incorrectly|erroneously)';
const say =
  '(?:claim|believe|think|say|said|assume|state|hold|assert|suppose|suggest|insist|argue|teach|thought)(?:s|d|ed)?';
/** Words for what was said. */
const claims = '(?:说法|观点|内容|看法|结论|话|陈述|描述|命题|回答|答案|论断)';
const falseZh = '(?:错误?的?|不对的?|不正确的?|不成立的?|假的|谣言|误解|不是真的|不属实|胡说)';

/** The speaker does not know it, or says that it is false: up to the full stop, or to what holds instead. */
const frames = [
  `${link}(?:i|i'm|i am|we|nobody|no one|who) ${adverbs}(?:(?:do not|don't|cannot|can't|could not|couldn't) ${adverbs}(?:know|say|tell|remember|recall)|(?:am |'m |are )?(?:not|never) ${adverbs}(?:sure|certain|clear)|(?:am )?unsure|uncertain|have (?:no|not the (?:slightest|faintest)) (?:idea|clue)|wonder|forget|forgot|knows|doubt)(?: as)?(?: about| to| of)* (?:whether|if|that|why|how)\\b`,
  `${link}(?:it|that|this) (?:is|remains|seems) ${adverbs}(?:unclear|unknown|uncertain|doubtful|questionable|disputed|not (?:clear|known|certain|sure)|anyone's guess)(?: to me)? (?:whether|if|that)\\b`,
  `\\b${falsely} ${say}\\b|\\b${say} ${falsely} that\\b|\\b(?:myth|misconception|fallacy|mistaken belief|false (?:claim|belief|idea)|wrong idea) (?:is |was )?that\\b`,
].map((frame) => new RegExp(frame, 'iu'));
const framesZh = [
  /^(?:但是?|不过|而且|另外|还有|同时|然后|或者|抱歉|不好意思|说实话|老实说|其实|那么|也)*(?:我|我们|本人|咱)?(?:也|都|真的?|确实|其实|并|完全|实在|还|一直|始终|暂时|现在|自己|就|是|根本)*(?:不(?:太|是很|大)?(?:知道|清楚|确定|晓得|明白|了解|记得)|说不(?:准|好|清)|拿不准|没(?:有)?把握|搞不清|弄不清|分不清|想知道|很难说|怀疑|忘了)(?:到底|究竟|它|这|那)*(?:是不是|是否|会不会|能不能|有没有|要不要|该不该|对不对|为什么|怎么)/u,
  /^(?:但是?|不过|而且|另外|还有|同时|说实话|老实说|其实)*(?:我|我们|本人|谁|没人)(?:也|都|真的?|确实|其实|并|完全|实在|还|一直|根本|就)*(?:不(?:太|是很|大)?(?:知道|清楚|确定|晓得|记得)|说不(?:准|好|清)|拿不准|怀疑)/u,
  /(?:错误|错)地?(?:以为|认为|声称|觉得|相信|宣称|主张|说)|误以为|误认为|(?:误解|误区|谬论|谣言|错误的?(?:说法|观点|看法|认识))(?:是|就是|：|:)/u,
];

/** All of them, or not one: how a list is judged. */
const judgedZh = `(?:(?:我?(?:认为|觉得))?(?:全部?|都|均|全都|统统|一律|完全|纯)*(?:是|为|属于|属)*(?:${falseZh}|我不(?:认为|相信|同意|知道))|(?:没有?|无)一?(?:个|句|条|种|处|项)?(?:是|说)?(?:对|真|正确|成立|属实))`;

/** All that is listed behind it is false, or not known. */
const lists = new RegExp(
  [
    `\\b(?:following|below|these (?:claims|statements|points|sentences|things))\\b.{0,60}\\b(?:${wrong}|unknown|doubtful)$`,
    `\\b(?:none|nothing|not (?:one|any)|(?:not|n't|never) .{0,40}|disagree|deny|doubt|reject) ?(?:of|in|with|to|whether|about)? ?(?:all |any )?(?:of )?(?:the following|what follows)\\b`,
    `\\b(?:false|wrong|untrue|incorrect|not true) (?:claims|statements|things|answers|sentences|is|are)?:?$`,
    `(?:以下|下面|下列|下述|如下|后面)(?:的|这些|这几(?:个|句|条|点)|几(?:个|种|点|句|条)|各|里|中|${claims}|所?说|所列|列出)*${judgedZh}`,
    `(?:不(?:太|大)?(?:认为|觉得|相信|同意|赞同|认可|承认|知道|清楚|确定)|否认|反对|怀疑)(?:以下|下面|下列|如下)`,
  ].join('|'),
  'iu',
);

/** All that was said so far is false. */
const retractsAll = new RegExp(
  [
    '^(?:but|and|yet|however|well|sorry|in fact|actually|,| )*(?:',
    '(?:none|nothing|not (?:a single )?one|not a (?:single )?word) of (?:this|these|the above|it|what i (?:just |have )?said|those|the \\w+ above)(?: \\w+)? (?:(?:is|are|was|were)(?: \\w+)? (?:true|right|correct|the case)|holds?|applies)$',
    `|(?:all(?: of)? |everything |each of |every word of )(?:(?:this|these|the|it|above|what|that|i|have|just|said|claims|statements|points|so far|written) ?)*(?:is|are|was|were) ${adverbs}${wrong}$`,
    `|the above(?: \\w+)? (?:is|are) ${adverbs}(?:all )?${wrong}$)`,
    `|^(?:但是?|不过|然而|可是|当然|其实|事实上|而)*(?:以上|上面|上述|前面|刚才|我说的|这些)(?:的|这些|所有|全部|我|所?说|讲|${claims}|这几(?:个|句|条|点)|那些)*${judgedZh}`,
  ].join(''),
  'iu',
);

/** What holds instead, whatever was said before; and what does so within a sentence, but may be part of a listed one. */
const turns =
  /^(?:but )?(?:instead|in fact|actually|in reality|the truth is|what is true|correct is|the right answer)|^(?:但是?|不过)?(?:其实|实际上|事实上|正确的|真相)/iu;
const contrasts = /^(?:but|rather|yet|however|而是|但|不过|应该是|相反)/iu;
/** Goes on with what is not known behind a contrast. */
const resumes =
  /(?:\b(?:or|and|nor) whether\b|^(?:or|and|nor) (?:if|that)\b|^(?:或者?|还是|以及|也不知道|又)+(?:是不是|是否|说))/iu;

/** "? extends T" and "id = ?" are code: they go on in small letters, or stand behind a sign. */
const asks = /^["'”’」』）)\]]*(?:[?？]|\s+[?？](?=\s*(?:$|[\p{Lu}\p{Script=Han}\d"'“‘「])))/u;
const full = /[。！？!?…\n\r]|[.．](?=\s|$|["'”’)）\]])/u;

/** The clauses that are not asserted, and earn nothing. */
export function unassertedClauses(text: string, clauses: Clause[]): Set<Clause> {
  const found = new Set<Clause>();
  let reach: 'none' | 'sentence' | 'list' = 'none';
  let resumable = false;
  let first = 0;
  clauses.forEach((clause, at) => {
    const wording = text.slice(clause.start, clause.end).replaceAll('’', "'");
    // With the character behind it: the full stop of memory.max ends nothing.
    const next = clauses[at + 1]?.start ?? text.length;
    const gap = text.slice(clause.end, next + 1);
    if (turns.test(wording) || (reach === 'sentence' && contrasts.test(wording))) reach = 'none';
    if (lists.test(wording)) reach = 'list';
    else if (reach === 'none' && resumable && resumes.test(wording)) reach = 'sentence';
    else if (reach === 'none' && [...frames, ...framesZh].some((frame) => frame.test(wording))) reach = 'sentence';
    resumable ||= reach === 'sentence';
    if (retractsAll.test(wording)) for (const before of clauses.slice(0, at + 1)) found.add(before);
    if (reach !== 'none') found.add(clause);
    const asked = asks.test(gap) || /吗[”」）)]*$/u.test(wording);
    if (asked) for (const part of clauses.slice(first, at + 1)) found.add(part);
    if (full.test(gap) || asked) {
      first = at + 1;
      resumable = false;
      if (reach === 'sentence') reach = 'none';
    }
    if (/\n\s*\n/.test(gap)) reach = 'none';
  });
  return found;
}
