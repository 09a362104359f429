/** Closed lists of words of both languages: what carries no content, what negates, what counts, what opposes. */

const list = (text: string) => text.trim().split(/\s+/);

/** Words that hold a sentence together and say nothing about its subject. */
export const stopWords = new Set([
  ...list(`a an the this that these those it its he she they them their his her i me my we us our you your who whom whose
    which what when where why how is am are was were be been being do does did done doing have has had having will would
    shall should can could may might must of in on at by for from to into onto with about as than then so such and or but
    if because since while whereas although though however therefore thus hence also too very just only even still yet
    there here both either each every any some all most more much many few other another own same one ones not no nor
    never neither none without cannot up down out off over under again once between through during before after above
    below until against per via eg ie etc vs let lets s t d m re ve ll don't doesn't didn't isn't aren't wasn't weren't
    won't can't couldn't shouldn't wouldn't hasn't haven't hadn't mustn't needn't i'm i've i'd i'll it'll that'll they're
    we're you're we've they've you've rather instead whether upon within among itself themselves myself ourselves
    rest always often usually really quite well way thing things something anything everything nothing
    somebody someone anybody anyone everybody everyone whoever somewhere anywhere already ever perhaps maybe`),
  ...list(`的 了 是 在 和 与 或 及 以及 并 并且 而 而且 且 也 都 就 才 又 再 还 则 之 其 它 它们 他 她 他们 我 我们 你 你们 自己 这 那
    这个 那个 这些 那些 这样 那样 这种 那种 这里 那里 此 该 各 每 某 一 一个 一种 一些 一下 有 有的 要 会 能 可 可以 能够 应该 应当 必须
    需要 得 地 着 过 把 被 将 让 使 使得 给 对 对于 从 到 向 往 由 于 以 为 为了 因 因为 由于 所以 因此 因而 从而 如果 若 假如 那么
    但 但是 不过 然而 另 另一 另一方面 虽然 尽管 即使 只 只有 只要 才能 时 时候 中 里 上 下 内 外 前 后 之前 之后 之间 当 等 等等 例如 比如 比 更 最 很
    较 比较 非常 太 越 个 种 些 次 条 项 者 所 吗 呢 吧 啊 哦 嗯 不 没 没有 无 未 非 不是 不会 不能 不要 不再 无法 并非 而是 就是 也就是
    还是 或者 如 如何 什么 怎么 怎样 为什么 哪些 哪个 是否 来 去 做 用 时间段 情况 情况下 的话 一般 通常 其实 其中 另外 同时 首先 其次
    然后 最后 接着 即 即可 均 仍 仍然 已 已经 正 正在 曾 请 说 看 想 觉得 认为 知道 东西 方面 二 两 就会 都会 也会 就是说`),
]);

/** Words of everyday use in such answers: they say a little, half of what a term of the field says. */
export const genericWords = new Set([
  ...list(`use make get give take go come need want keep put set work mean say know think see find show help happen become
    start run call time way part kind type case point number system example good bad big small large new old first last
    next different simple easy hard better best possible important problem reason result thing people lot whole little
    long short high low great right wrong real enough actual basic general common main certain like look try seem turn
    allow cause lead let provide require include contain consist depend follow change add able two`).map((w) => w),
  ...list(`使用 进行 实现 问题 方式 方法 时 产生 出现 发生 导致 存在 具有 拥有 属于 成为 变成 需 需求 处理 操作 提供 支持 作用 结果 原因
    重要 主要 不同 相同 简单 复杂 容易 方便 好 大 小 多 少 高 低 快 慢 新 旧 整个 部分 所有 全部 任何 其他 系统 过程 能力 直接 每个 每次
    一次 多个 一定 可能 影响 保证 避免 减少 增加 提高 降低 变化 适合 得到 获得 找到 看到 时间 工作 帮助 放 找 走 写成 叫 发现 开始 结束`),
]);

const englishNegators = new Set(
  list(`not no never neither nor none without cannot can't don't doesn't didn't isn't aren't wasn't weren't won't
    couldn't shouldn't wouldn't hasn't haven't hadn't mustn't needn't hardly`),
);
/** The segmenter keeps 不能 and 也不能 whole: an adverb, the negation, a modal verb. 不同 and 无锁 are words of their own. */
const chineseNegator =
  /^(?:[也都就又却还更既再并绝决从而]?(?:不|没|没有)(?:是|能|会|可|要|用|再|必|让|得|需|应|了|可以|需要|应该|必须)?|无|未|非|并非|无法|无需|无须|尚未|毫无|别|勿|没法|而非)$/u;

/** Does the word turn the statement that follows it into its opposite? */
export const isNegator = (form: string) => englishNegators.has(form) || chineseNegator.test(form);

const relations = new Set([
  ...list(`same more most less least all only both other each before after above below between through up down off out
    over under always any few many much again within against without`),
  ...list(`更 最 都 只 只有 每 再 前 后 上 下 之前 之后 需要 可以 能`),
]);

/** Of the words that hold a sentence together: does it say how many, in which order or where? Negations do, too. */
export const isRelation = (form: string) => relations.has(form) || isNegator(form);

/** Number words, as digits: an answer may say 三次 or 3 次. "One" is left out: it is an article as often as a number. */
export const numberWords = new Map(
  Object.entries({
    ...{ two: '2', three: '3', four: '4', five: '5', six: '6', seven: '7', eight: '8', nine: '9', ten: '10' },
    ...{ twice: '2', hundred: '100', thousand: '1000', million: '1000000' },
    ...{ 三: '3', 四: '4', 五: '5', 六: '6', 七: '7', 八: '8', 九: '9', 十: '10', 百: '100', 千: '1000', 万: '10000' },
    ...{ 两次: '2', 三次: '3', 四次: '4', 两个: '2', 三个: '3', 四个: '4', 五个: '5', 两种: '2', 三种: '3', 四种: '4' },
  }),
);

/** Pairs of which one denies the other. */
export const antonyms: [string, string][] = list(`
  increase|decrease increase|reduce raise|lower grow|shrink faster|slower fast|slow quick|slow high|low higher|lower
  more|less larger|smaller large|small long|short longer|shorter before|after always|never first|last open|closed
  accept|reject allow|forbid enable|disable success|failure succeed|fail safe|unsafe stable|unstable ordered|unordered
  synchronous|asynchronous synchronously|asynchronously mutable|immutable valid|invalid same|different
  cheap|expensive cheaper|costlier strong|weak hot|cold true|false correct|incorrect agree|disagree
  connected|disconnected complete|incomplete complete|open rougher|smoother rough|smooth dense|light
  warmer|colder warm|cool rise|fall sink|float gain|lose attract|repel
  positive|negative connected|separated connect|separate connected|separate inside|outside push|pull push|pop
  include|exclude absorb|reflect present|absent expand|contract freeze|melt evaporate|condense encrypt|decrypt
  insert|delete ascending|descending head|tail front|rear left|right top|bottom static|dynamic local|global
  public|private internal|external explicit|implicit lock|unlock commit|rollback even|odd horizontal|vertical
  early|late earlier|later upper|lower maximum|minimum largest|smallest best|worst
  增加|减少 提高|降低 增大|减小 上升|下降 变大|变小 变快|变慢 更快|更慢 快|慢 高|低 更高|更低 多|少 大|小 长|短 升序|降序 先|后
  最大|最小 最多|最少 最好|最坏 允许|禁止 可以|不可以 能|不能 同步|异步 阻塞|非阻塞 安全|不安全 稳定|不稳定 有序|无序 连续|不连续
  正|负 静态|动态 插入|删除 局部|全局 公有|私有 显式|隐式 加锁|解锁 提交|回滚 奇数|偶数 父类|子类 先序|后序
  正确|错误 对|错 成功|失败 相同|不同 可变|不可变 悲观|乐观 共享|独占 左|右 头部|尾部 队头|队尾 栈顶|栈底 上|下 入栈|出栈 入队|出队 空|满
`).map((pair) => pair.split('|') as [string, string]);
