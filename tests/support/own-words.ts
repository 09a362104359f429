/** Honest answers as candidates give them, in words of their own: none was written with the key points or the reference at hand. */

export type OwnWords = {
  slug: string;
  /** Whether it makes most of the key points, or one or two. */
  kind: 'MOST' | 'PART';
  answer: string;
};

export const ownWords: OwnWords[] = [
  {
    slug: 'algo-dijkstra-negative-edges-en',
    kind: 'MOST',
    answer:
      "Dijkstra is greedy: once a vertex comes off the priority queue it is considered final, since adding more edges can't make a path cheaper. With a negative edge a longer detour may end up cheaper later, but the vertex has been settled and we don't look at it again. I'd use Bellman-Ford, which relaxes all edges V minus 1 times, is slower at O(VE), and can spot a negative cycle with one extra round. Adding a constant to all weights doesn't work because paths with more edges are punished more.",
  },
  {
    slug: 'algo-top-k-scores-en',
    kind: 'MOST',
    answer:
      "I'd hold a min-heap limited to 100 items. The smallest of the current best sits at the root, so a new score only has to be compared with that one: if it isn't bigger we throw it away, otherwise we replace the root and sift down, which is log 100. Memory stays fixed no matter how many come in. Sorting everything would need all the data in memory, and a max-heap would make the weakest one hard to find.",
  },
  {
    slug: 'db-cache-aside-stale-race-en',
    kind: 'MOST',
    answer:
      "One reader gets a miss and loads the old value from the DB. Before it writes it into Redis, the writer commits and deletes the key. Then the slow reader puts its old copy in, and nobody removes it until it expires. Also the delete itself could fail if Redis is down after the commit. I would set a short TTL as a safety net, store a version with the value so an older one can't overwrite, or use a lease so that only the reader with a valid token may fill it, and drive invalidation from the binlog so that a delete gets retried.",
  },
  {
    slug: 'db-composite-index-column-order-en',
    kind: 'PART',
    answer:
      'I would put status first as it is an equality filter, and then created_at. Then the database can jump to the rows with this status and read them already sorted by date, so no sort step is needed.',
  },
  {
    slug: 'db-keyset-pagination-en',
    kind: 'PART',
    answer:
      "OFFSET is slow because the database still reads and throws away all the skipped rows. I'd remember the last row the client has seen and ask for rows older than that, using an index.",
  },
  {
    slug: 'db-write-skew-snapshot-en',
    kind: 'MOST',
    answer:
      "That's write skew. Snapshot isolation only detects conflicts when two transactions write the same row, and here each changed a different one, based on a count that both read from their old snapshot. So neither sees the other's update. Fix: run it at serializable, so one of them aborts and you retry it; or take a lock that both need, say SELECT FOR UPDATE on the on-call rows or on the shift row, so that they queue up.",
  },
  {
    slug: 'devops-docker-build-cache-en',
    kind: 'PART',
    answer:
      'The layers are in the wrong order. First copy package.json and the lockfile and run npm ci, and only then copy the source, so dependencies are reused from cache when only code changes.',
  },
  {
    slug: 'devops-liveness-probe-cascade-en',
    kind: 'MOST',
    answer:
      "The DB got slow, so the liveness checks timed out in all pods at once and Kubernetes killed all of them, although a restart can't fix a database. Then they all came back at the same time with cold caches and opened connections together, which hammered the DB even more, so the pods failed again and went into crash loops. Liveness should only tell if the process itself is stuck, with no external dependencies. Use readiness to take a pod out of traffic, a startup probe for slow boots, and generous timeouts and thresholds.",
  },
  {
    slug: 'devops-postmortem-human-error-en',
    kind: 'PART',
    answer:
      "Human error is not a root cause. I'd ask why the system let one person run that against production: were permissions too broad, did the terminal look like staging? The tone must be blameless.",
  },
  {
    slug: 'ds-at-least-once-duplicates-en',
    kind: 'MOST',
    answer:
      'The consumer does its work and then dies, or its ack gets lost on the network, before the broker hears about it. The broker has no way to know, so it sends the message again. It can also happen when processing takes longer than the visibility timeout, or when the producer retries. So the handler must be idempotent: keep the IDs of handled messages in a table with a unique constraint, written in the same transaction as the effect, and ack only afterwards. Or make the operation naturally repeatable, like set instead of increment.',
  },
  {
    slug: 'ds-lock-fencing-token-en',
    kind: 'PART',
    answer:
      "The worker holding the lock may have a long GC pause, its lease runs out, another worker gets the lock, and then the first wakes up and still thinks it's the owner, so both write.",
  },
  {
    slug: 'fe-placeholder-not-label-en',
    kind: 'MOST',
    answer:
      "The hint goes away as soon as you start typing, so people forget what the field was for and can't check the form before sending it. Gray text usually has too little contrast, and some screen readers don't announce it. People also mistake it for a value that is already filled in. Keep a real label tied to the input, visible above it, and use the placeholder only for an example of the format.",
  },
  {
    slug: 'fe-stale-fetch-response-en',
    kind: 'MOST',
    answer:
      "It's a race between responses. When I click from A to B, both requests are in flight, and if A's comes back last it overwrites B's data. The fix is in the effect's cleanup: abort the old fetch with an AbortController, or set a flag so that late results are ignored. A library such as React Query does that for you since it caches by key. Debouncing alone just makes it rarer.",
  },
  {
    slug: 'net-refused-versus-timeout-en',
    kind: 'PART',
    answer:
      'Refused means the machine was reached, but nothing is listening on that port, so it answered with RST. A timeout means nothing came back, probably because a firewall drops the packets or the host is down.',
  },
  {
    slug: 'net-voice-over-udp-en',
    kind: 'PART',
    answer:
      'With TCP a lost packet blocks everything behind it until it was resent, and for a call late audio is useless. It is better to skip a small gap, so UDP is used.',
  },
  {
    slug: 'os-df-du-disagree-en',
    kind: 'MOST',
    answer:
      "Probably someone deleted a big log while a process still has it open. The name is gone so du can't see it, but the blocks are only freed when the last file descriptor is closed. I'd check with lsof +L1 for deleted files. To fix it, restart that process or make it reopen its log, or truncate it via /proc/PID/fd. Long term set up logrotate properly with copytruncate or a signal. Another cause can be files hidden beneath a mount point.",
  },
  {
    slug: 'test-high-coverage-missed-bug-en',
    kind: 'PART',
    answer:
      "Coverage only says that a line was run, not that anything was checked. A test without asserts gives 100% too. And one input per line doesn't try the edge cases.",
  },
  {
    slug: 'test-overmocked-refactoring-en',
    kind: 'MOST',
    answer:
      "The tests are coupled to the implementation. I'd stop mocking internals, test via the public interface, keep fakes only at boundaries like DB or HTTP, and back the fakes by contract tests.",
  },
  {
    slug: 'algo-sliding-window-max-zh',
    kind: 'PART',
    answer:
      '用一个双端队列，里面放下标，从头到尾的值是递减的。新来的数比队尾大就把队尾扔掉，这样队头永远是窗口里最大的。',
  },
  {
    slug: 'algo-stable-sort-zh',
    kind: 'MOST',
    answer:
      '稳定就是说值一样的元素，排完之后谁在前谁在后跟原来一致。比如订单列表先按时间排好，再按金额排，金额一样的单子还能保持时间顺序；要是用不稳定的算法，这部分就乱了，翻页的时候还可能看到重复的。归并、插入是稳定的，快排、堆排不是。实在要用不稳定的，就把原来的下标或者主键也当作次要条件一起比。',
  },
  {
    slug: 'algo-union-find-zh',
    kind: 'PART',
    answer: '每个人指向一个父亲，查的时候一直找到根，根一样就是同一个圈子。合并就是把一个根挂到另一个根下面。',
  },
  {
    slug: 'db-hot-key-expire-stampede-zh',
    kind: 'MOST',
    answer:
      '热点过期那一下，所有请求都没命中，一起去查库，就被打穿了。我会加一把锁，同一个 key 只让一个请求去数据库拉数据，其他的等一下再读或者先返回旧数据。另外不让它真的过期，把过期时间写在 value 里，快到期了后台异步刷新。过期时间再加点随机值，避免一批 key 同时失效。数据库前面还要有限流，最坏情况下降级返回兜底数据。',
  },
  {
    slug: 'db-implicit-conversion-index-zh',
    kind: 'MOST',
    answer:
      '字符串列拿去跟数字比，MySQL 会把每一行的 phone 都转成数字再比较，相当于在列上套了函数，B+ 树里是按字符串排的，所以没法用来定位。用 explain 看，type 是 ALL，key 是空的，还会有 warning。改法就是参数加引号，代码里把类型改成 String；反过来数字列跟字符串比是没问题的，因为转的是常量。',
  },
  {
    slug: 'devops-rollback-before-diagnosis-zh',
    kind: 'PART',
    answer: '我会马上回滚，不再等这十五分钟，先止损。错误率已经影响用户下单了，原因可以回滚以后再慢慢查。',
  },
  {
    slug: 'devops-secret-in-image-layer-zh',
    kind: 'MOST',
    answer:
      '不对。镜像是一层一层叠起来的，后面那层删除只是打了个标记盖住了，前一层里文件还在，拿到镜像的人用 docker save 解开就能看到。正确做法是用 BuildKit 的 secret 挂载，只在那一步可见，不会写进镜像；或者多阶段构建，只把产物拷出来。已经推出去的，就当密钥泄露了，马上作废换新的，再把旧镜像删掉，查一下有没有被人用过。',
  },
  {
    slug: 'ds-consistent-hashing-zh',
    kind: 'MOST',
    answer:
      'N 变了，几乎所有 key 取模的结果都变了，缓存全都找不到，请求一下子全落到数据库上。一致性哈希把节点和 key 都放在一个环上，加一台只影响它旁边的一小段，大约 1/N 的 key 要搬。再加虚拟节点，让分布均匀一些。但它解决不了某个 key 特别热的问题，那要靠本地缓存或者多副本；新机器刚上来的那一小部分还是会 miss，要预热。',
  },
  {
    slug: 'ds-quorum-odd-nodes-zh',
    kind: 'PART',
    answer:
      '不同意。3 个节点多数是 2，能挂一个；4 个节点多数是 3，也只能挂一个，没有变得更可靠，反而每次写要等更多的机器确认。',
  },
  {
    slug: 'fe-native-button-vs-div-zh',
    kind: 'PART',
    answer: '会建议改。div 用键盘 tab 不到，按回车也没反应，看不见的人用读屏软件也不知道它是个按钮。',
  },
  {
    slug: 'fe-react-stale-closure-interval-zh',
    kind: 'MOST',
    answer:
      '依赖是空的，effect 只在第一次执行，里面那个定时器拿到的是第一次渲染时的 count，永远是 0，所以每次都是设成 1。改法：一是用函数式更新 setCount(c => c + 1)，不用读外面的变量，最简单；二是把 count 放进依赖里，但这样每秒都会清掉重建定时器，记得 return 里 clearInterval；三是用 ref 存最新的值或者回调。',
  },
  {
    slug: 'net-close-wait-leak-zh',
    kind: 'PART',
    answer:
      'CLOSE_WAIT 说明对方已经关了，而我们自己的程序没有调用 close。一般是代码里异常的时候没关连接，改成 finally 里关。',
  },
  {
    slug: 'net-tcp-message-framing-zh',
    kind: 'MOST',
    answer:
      '不是缺陷，TCP 只保证字节按顺序到，不管你一次发多少，它没有消息的概念，所以会粘在一起或者拆开。要自己定边界：前面加 4 个字节写长度，后面跟内容；或者用换行这种分隔符，不过内容里出现要转义。接收那边要有个缓冲区，读到多少先攒着，够一条就取一条，不够就等下次。长度还要设上限，防止别人传个特别大的把内存撑爆。',
  },
  {
    slug: 'os-syscall-cost-zh',
    kind: 'MOST',
    answer:
      '不对，系统调用不换进程，还是同一个进程，只是从用户态进到内核态，地址空间没变。贵在要保存和恢复寄存器、切换特权级、检查参数、拷贝数据，还有打了 Meltdown 补丁之后要换页表，缓存和流水线也会受影响。要省的话就少调几次：加缓冲一次写多点，用 writev 或者 io_uring 批量提交，取时间这种走 vDSO 根本不进内核。',
  },
  {
    slug: 'sd-short-link-301-or-302-zh',
    kind: 'MOST',
    answer:
      '我选 302。301 是永久的，浏览器会缓存下来，以后直接跳过去不经过我们，点击数就统计不到了，链接想改目标或者下线也控制不了。302 每次都要来一趟，能记日志，随时能改，代价就是服务压力大，可以用缓存扛，还可以加 Cache-Control 控制一下。如果不关心统计、目标不会变，301 能省流量，对 SEO 也好一点。',
  },
  {
    slug: 'sec-md5-password-migration-zh',
    kind: 'MOST',
    answer:
      '不用等用户登录，先离线把库里现有的 MD5 再套一层 bcrypt 或 argon2，每个人单独的盐，这样老的哈希马上就不裸奔了。表里加个字段标记用的哪种算法。用户下次登录的时候，密码验证通过，手里有明文，就直接用新算法重算一遍存进去。很久不登录的，到期强制走找回密码。最后把 MD5 备份也清掉。',
  },
  {
    slug: 'sec-session-cookie-attributes-zh',
    kind: 'PART',
    answer:
      'HttpOnly 让脚本读不到，防 XSS 偷 cookie。Secure 只在 https 上发送，防止被中间人看到。SameSite 可以防 CSRF。',
  },
  {
    slug: 'swd-money-value-object-zh',
    kind: 'MOST',
    answer:
      '里面就两样东西：最小单位的整数金额，加上币种，不可变，运算都返回新对象。不准用 double，浮点有误差；不同币种之间不能直接加减，要报错。除法要指定怎么舍入，分摊的时候最后一份兜底，保证加起来等于总数。比较用值相等。数据库存 bigint 或者 decimal，对外接口用字符串传。',
  },
  {
    slug: 'swd-review-swallowed-exception-zh',
    kind: 'PART',
    answer:
      '日志里只写了一个 fail，没有堆栈也没有订单号，出了事没法查。而且什么异常都 catch，空指针这种 bug 也被吞掉了。',
  },
  {
    slug: 'test-mutation-testing-adoption-zh',
    kind: 'MOST',
    answer:
      '覆盖率只说明代码被执行过，变异测试能看出断言有没有真的检查结果。为了能用起来，只对改动的代码做变异，只跑相关测试，并行执行，结果放到 code review 里看。',
  },
];
