/** What a good candidate says to each template of project questions, of one project, in the order of the templates. */

export const project = {
  EN: { name: 'Parcel Radar', highlights: [], technologies: ['PostgreSQL'] },
  ZH: { name: '智能排班系统', highlights: [], technologies: ['Redis'] },
};

export const goodAnswers: Record<'EN' | 'ZH', Record<string, string>> = {
  EN: {
    'own-role':
      'Parcel Radar lets about 300 online shops follow their parcels in one place. The problem was that their support people looked up each parcel by hand on the pages of nine carriers, which took them two hours a day. I was responsible for the ingestion component: I designed and implemented the service that polls the carriers and turns their events into one format. We were four engineers; two others built the web frontend, and one did billing. The main components are the ingestion service, a PostgreSQL database for events, and an API from which the frontend reads, so data flows from carriers through my service into the database. Since the release, support time per shop was reduced by 70 percent, from two hours to about 35 minutes, and we measured that in a survey of 40 shops.',
    'hardest-problem':
      'About once a day one event of a parcel was missing. It was difficult because it never happened on our machines, and the obvious fix, retrying failed polls, did not change anything. I added a correlation id to the logs and compared the metrics of both workers, and after a week I could reproduce it with a script that runs two polls of one carrier at the same moment. That narrowed it down to the upsert. The root cause was a race: both transactions read the same last event and the later one overwrote it. I considered three solutions: a global lock, serializable isolation, and a unique key with insert on conflict. I chose the unique key because it had the lowest cost and no risk of blocking others. I verified the fix by running the script for a night, ten thousand rounds, with zero losses compared with 31 before, and turned the script into a test.',
    'technology-choice':
      'Our requirements were about 20 million events a month, queries by parcel in less than 50 milliseconds, and a team of four people of whom three had experience with SQL. We compared PostgreSQL with MongoDB and DynamoDB. MongoDB was better for the changing event formats, DynamoDB was easier to scale, but with both we would have had to write reports in code. I built a benchmark with three months of our own data: PostgreSQL answered in 8 milliseconds with a covering index. We accepted disadvantages: we had to operate vacuum and partitions ourselves, which is a real complexity, and writes are limited to one machine. Looking back I would choose it again, though with a hundred times the data I would decide differently and move raw events to object storage.',
    'scale-and-speed':
      'At peak in December we had 1,200 requests per second from 300 shops, and 400 GB of event data. The list of parcels got slow, p99 was 3 seconds while the target was 500 milliseconds. I measured a baseline with k6 load tests that replay an hour of traffic, and with pg_stat_statements as profiling. The bottleneck was one database query that counted all events of a shop. I replaced the count with a counter column, added an index on shop and date, and put the first page in a Redis cache for thirty seconds; webhooks moved to an asynchronous queue with batching. After that p99 latency dropped from 3 seconds to 280 milliseconds and throughput grew four times on the same machine.',
    failure:
      'In March, ten minutes after a release, an alert on the error rate fired and two users reported that their parcels were gone. All shops with more than one account were affected, for about 25 minutes. I rolled back the release first to limit the damage, and only then looked for the reason. In the logs I found the root cause: my migration had added a column with a default of null, and the new query filtered on it, so rows without a value disappeared. No data was lost. We wrote a postmortem, and took measures so that it does not happen again: a test that runs each migration on a copy of production data, an alert on the number of parcels shown, and a rollout to five percent of the shops first.',
    quality:
      'We had around 900 unit tests for parsing and rules, 120 integration tests that run against a real PostgreSQL in a container, and a few end-to-end tests with Playwright for signing in and following a parcel. Nothing was merged without code review by one other engineer, and the CI pipeline ran all tests and the type checker on each pull request in six minutes. I tried to cover edge cases such as events in the wrong order, and for every bug I first wrote a failing test that reproduces it. We deployed small changes daily, first to staging, then behind a feature flag to a few shops, and could roll back in one minute. After each deployment I watched monitoring for errors. Bugs found in production went down from about eight to two a month.',
    again:
      'I would keep the architecture as simple as it is: one service, one database and a clear interface between carriers and the rest, because a new carrier takes one day. The early decision that I would change is that we stored the events of each carrier in its own table. It was quick at the time, but became technical debt: each feature had to be built nine times, took longer and caused bugs as somebody forgot a table. I would also write tests and add monitoring from the beginning instead of after the first outage. I would not rewrite everything now; we migrate step by step, carrier after carrier, into one table. What I learned is that the data model is the lesson to spend time on, since it is the hardest to change.',
    together:
      'I worked with three engineers, our product manager and a designer, and with the carrier integration team of our parent company. Before we wrote code we agreed on the interface of events in a short design document. The biggest disagreement was about how shops get updates: a colleague wanted websockets while I wanted webhooks. I listened first to understand his reasons, and he was right that some customers have no server. We wrote down both options with advantages and disadvantages, built a prototype of each in two days, and looked at data from twenty shops instead of opinions. In the end we chose a compromise, webhooks with an optional live page, and I supported the decision and helped him with it. It was delivered on time.',
  },
  ZH: {
    'own-role':
      '这个系统给两百家连锁奶茶店排班。以前店长用表格人工排班，每周要花四个小时，还经常排错，高峰期没有人手。我们团队一共五个人，我负责排班算法这个核心模块，从设计到实现都是我完成的，另外两个同事负责小程序前端，一个负责考勤数据接入，还有一个负责测试。整个系统由接口服务、算法服务和 MySQL 数据库三部分组成，考勤数据每晚进入数据库，算法服务算好之后推给店长确认。上线三个月后的效果：排班时间从四小时缩短到二十分钟，排班错误率从百分之十二下降到百分之二。',
    'hardest-problem':
      '最难的是偶尔会出现同一个员工被排进两家店。难在本地怎么都不出现，我最先想到的修改是加重试校验，结果没有任何效果。后来我把两个任务的日志按时间对齐，又看了监控里的并发数，写脚本同时触发两家店的排班，终于在测试环境复现了，范围缩小到保存结果那一步。定位到的根本原因是两个事务都先查后写，中间没有加锁。方案我比较了三种：全局锁、可串行化隔离级别、唯一索引，全局锁成本高，可串行化有死锁的风险，所以选择了在员工和日期上建唯一索引。改完以后我用脚本跑了一万次做测试验证，修改前出现三十七次冲突，修改后的数据是零，问题解决了。',
    'technology-choice':
      '需求是两百家店、每天三百万次读取，延迟要求在五毫秒以内，团队四个人里有三个熟悉 Redis。我们和 Memcached、本地缓存这两种方案做了比较，Memcached 多线程的优点是吞吐更高，本地缓存最快，但多个实例之间不一致。我用自己一周的真实数据做了压测，Redis 的 P99 是两毫秒，足够了。我们接受的缺点是：持久化会丢一秒的数据，集群模式下不能跨槽做事务，运维也更复杂，要学习哨兵的切换。回头看我还是会这样选，如果数据量到了几百 GB，内存成本太高，我会换成别的方案。',
    'scale-and-speed':
      '高峰期有八千个用户同时在线，每秒请求数一千五百，排班记录的数据量大约两亿行。有一段时间查询页面要三秒才出来。我先用 JMeter 做压测得到基线，P99 是三点二秒，再用监控和慢查询日志做性能分析，找到的瓶颈是按月统计的慢查询，每次要扫两百万行。我给门店和日期加了联合索引，把当月的统计放进 Redis 缓存，导出改成消息队列异步执行，写入改成批量处理。优化后 P99 响应时间从三点二秒下降到三百毫秒，吞吐量提高到原来的四倍。',
    failure:
      '去年国庆前一次发布之后五分钟，监控告警说接口报错率超过百分之十，店长群里也有用户反馈打不开排班表。影响范围是用了新版小程序的六十家店，持续了十八分钟。我没有先查原因，而是先止损，把版本回滚，五分钟恢复了服务。然后我看日志，找到根本原因是新加的字段没有默认值，旧数据解析时空指针。第二天我们开了复盘会，采取了三条措施防止再次发生：用线上数据的副本做升级测试，增加解析失败的告警，发布改成先灰度五家店。',
    quality:
      '我们有六百多个单元测试，主要测排班规则，还有八十个连真实 MySQL 的集成测试和五个覆盖登录、排班流程的端到端测试。每个合并请求至少一个人做代码评审，合并之前持续集成会自动跑测试，十分钟出结果。边界情况比如跨零点的班次、闰年，我都写了测试，线上每发现一个缺陷，先写一个能复现的用例再改。发布是小步走，每天一次，先在预发环境验证，再灰度到五家店，出问题一分钟内可以快速回滚。上线后我会盯半小时监控，线上缺陷从每月九个减少到两个。',
    again:
      '我会保留现在简单的架构，算法和接口服务之间的接口很清晰，所以换算法的时候很容易修改。我会改的是早期的一个设计决定：把排班规则写死在代码里，当时只有三家店，很快，后来就变成了技术债。后果是每接一个品牌就要改一遍代码，新功能的开发时间从两天变成两周，还容易引入缺陷。另外我会从一开始就写测试和加监控，我们是出了两次事故以后才补的。现在我们不会推倒重写，而是一条规则一条规则逐步迁移到配置里。得到的教训是先想清楚什么会变。',
    together:
      '我和两个后端开发、一个产品经理、一个设计师一起做，还要和总部的考勤团队配合。写代码之前我们先写一份接口文档，双方约定好接口再动手。分歧最大的一次是同事想用另一种方案，用遗传算法来排班，我想用整数规划。我先听他说理由，他担心规划求解太慢，这点是对的。我们把两种方案的优点和缺点写下来，各做了一个原型，拿三十家店的数据跑，用数据决定。最后选了折中方案，先规划求解，超时就用他的算法，我也支持这个决定，项目按时交付了。',
  },
};

export const offTopic: Record<'EN' | 'ZH', string> = {
  EN: 'My favourite season is autumn, since the woods are full of colours and the air is clear. Last weekend I went to the lake with my sister, we had bread and cheese there, and in the evening we cooked soup and played cards until midnight. The dog slept under the table all the while.',
  ZH: '我最喜欢秋天，山上的树叶都红了，空气也很清爽。上个周末我和姐姐去湖边野餐，带了面包和奶酪，晚上回家煮了一锅汤，一起打牌到半夜，小狗一直在桌子底下睡觉。',
};

/** As good, and in other words than a template expects; and what says nothing. */
export const freeAnswers: { locale: 'EN' | 'ZH'; slug: string; good: string; vague: string }[] = [
  {
    locale: 'EN',
    slug: 'quality',
    good: 'Mostly by a test suite that people trust. Business rules have plain unit tests, the REST API is tested against a real MySQL started by Testcontainers, and a handful of browser tests cover checkout. GitHub Actions runs everything on each pull request, and someone else has to approve it. When a bug is reported I write a test that fails first. Deployments go to staging, then to ten percent of traffic, and Grafana shows error rates so that we can go back within minutes.',
    vague:
      'We were all careful, and everybody tried hard. If something did not work we looked at it together and made it good.',
  },
  {
    locale: 'EN',
    slug: 'scale-and-speed',
    good: 'We served 40,000 daily users, around 600 requests a second at lunch time. Search became slow when the catalogue passed two million products: it took four seconds. I looked at traces in Jaeger and saw that nearly all the time went to a LIKE query. I moved search into Elasticsearch, cached the category pages in Redis for a minute and made the indexing asynchronous through Kafka. Afterwards search took 180 ms at the 95th percentile, and the database load fell by half. I confirmed it with a Gatling run at twice the peak.',
    vague: 'It was very big and sometimes it was slow. Then we made it faster and everybody was happy with it.',
  },
  {
    locale: 'ZH',
    slug: 'own-role',
    good: '这是一个给物业用的报修小程序，业主拍照报修，维修工接单。原来是打电话登记在本子上，经常漏单。团队四个人，我写后端，包括派单和消息推送，另外一个同事写小程序，还有一个做管理后台。后端是 Spring Boot，加 MySQL 和 RabbitMQ。上线以后平均处理时间从两天降到八小时，漏单基本没有了。',
    vague: '这个项目很重要，我做了很多工作，大家都很认可，我也学到了很多东西。',
  },
  {
    locale: 'ZH',
    slug: 'scale-and-speed',
    good: '我们每天四万活跃用户，午高峰大概每秒六百次请求。商品超过两百万之后搜索要四秒。我用链路追踪看，几乎所有时间都花在一条 LIKE 查询上。我把搜索迁到 Elasticsearch，分类页在 Redis 里缓存一分钟，建索引通过 Kafka 异步做。之后搜索 P95 降到 180 毫秒，数据库负载降了一半，又用 Gatling 按两倍高峰压了一遍确认。',
    vague: '规模挺大的，有时候会比较慢，后来我们做了一些调整，就好多了。',
  },
];

/**
 * What people say of their own work, with what a fair interviewer gives for it (0 to 100). The detectors were made with
 * the first part in view; the answers held back were written and scored when they were done, and nothing was changed
 * for them.
 */
export type JudgedAnswer = {
  half: 'DEVELOPMENT' | 'HELD_BACK';
  kind: 'GOOD' | 'MIDDLING' | 'BAD';
  locale: 'EN' | 'ZH';
  slug: string;
  band: [number, number];
  text: string;
};

export const judgedAnswers: JudgedAnswer[] = [
  {
    half: 'DEVELOPMENT',
    kind: 'GOOD',
    locale: 'EN',
    slug: 'failure',
    band: [75, 95],
    text: 'So, last November we charged some people twice. Support got maybe thirty tickets in an hour, that is how we heard about it, our dashboards were all green. It hit 412 card payments, all of them through one acquirer, over roughly fifty minutes. The first thing I did was switch that acquirer off in the router so that everything went to the other one, and then I wrote a script that refunded the duplicates the same afternoon. What had happened: the acquirer answered after 31 seconds, our client gave up after 30 and sent the charge again without the idempotency key, because the key was created inside the retry loop. Stupid mistake, and mine. I moved the key out, there is now a contract test against a fake that answers late, and finance gets an alarm as soon as two charges share an order number. We have not had one since.',
  },
  {
    half: 'DEVELOPMENT',
    kind: 'GOOD',
    locale: 'EN',
    slug: 'hardest-problem',
    band: [75, 95],
    text: 'The thermostat would reboot by itself, about once in nine days, and only in houses, never on my desk. First I suspected the watchdog and made its timeout longer, that changed nothing at all. Then I had the firmware keep a small ring buffer in RAM that survives a reset, and I asked five customers to send me theirs. In four out of five the last entry was the radio going to full power. With an oscilloscope on the supply line I could see the voltage dip to 2.1 volts for a few microseconds, so it turned out to be a brownout when the battery was cold and the relay switched at the same time. We could have put in a bigger capacitor, but 6,000 boards were already out there, so I chose to delay the radio until the relay had settled. I put two units in a fridge for three weeks and had no reset, and the field reports stopped after the update.',
  },
  {
    half: 'DEVELOPMENT',
    kind: 'GOOD',
    locale: 'EN',
    slug: 'technology-choice',
    band: [70, 92],
    text: 'We had eleven data scientists who all started training jobs from notebooks on shared GPU machines and killed each other’s runs. What we wanted was a queue with quotas, and nobody in the group had time to babysit a cluster. I looked at Slurm and at Ray as well. Slurm is honestly the better scheduler, and the people from the university knew it, but it has no notion of the containers that our serving side uses anyway. I took one week, ported two of our real training jobs to each of them and wrote down how long it took until a newcomer had a job running: forty minutes against half a day. The price was YAML, lots of it, and for the first two months upgrades broke the GPU plugin twice, so I ended up writing a small wrapper that hides it all. Would I do it again? For the same eleven people probably yes, for a team of three I would just rent managed jobs.',
  },
  {
    half: 'DEVELOPMENT',
    kind: 'GOOD',
    locale: 'EN',
    slug: 'again',
    band: [70, 90],
    text: 'I would still build it offline first, nurses walk around in cellars without a signal and that saved us every day. I would also hold on to the tiny sync protocol, it is three message types and anybody understands it in an hour. What I regret is that I let the screens talk to SQLite directly. It felt fine with four screens. With thirty, each change of a column meant touching a dozen view models, and two releases got pulled from the store since a migration crashed on old phones. Today I would put a repository layer in between from day one, and I would get a bag of cheap Android phones into the office in the first week rather than in month eight. We are doing that now, one screen per sprint, because stopping for a big rewrite would have killed the product. If I took one thing with me it is that storage formats live much longer than screens.',
  },
  {
    half: 'DEVELOPMENT',
    kind: 'MIDDLING',
    locale: 'EN',
    slug: 'own-role',
    band: [35, 60],
    text: 'It was a puzzle game for phones that we made in the last year of my studies. I mostly did the gameplay, so the levels and the way the pieces fall, and I also did a bit of the menus. There were three of us. We put it in the Play Store in the end and some people downloaded it, I think it went okay for a first game.',
  },
  {
    half: 'DEVELOPMENT',
    kind: 'MIDDLING',
    locale: 'EN',
    slug: 'technology-choice',
    band: [30, 55],
    text: 'Most of us had used it before so it was kind of natural. We also talked about using Airflow but it looked heavy for what we needed, which was about twenty jobs a night. It works well. Sometimes the logs are hard to find, that is annoying.',
  },
  {
    half: 'DEVELOPMENT',
    kind: 'MIDDLING',
    locale: 'EN',
    slug: 'quality',
    band: [35, 60],
    text: 'I wrote unit tests for the view models, not for everything but for the important ones. Before a release our tester went through a list on two or three phones, and if she found something we fixed it and gave her a new build. We had Crashlytics too, so I looked there sometimes after a release.',
  },
  {
    half: 'DEVELOPMENT',
    kind: 'MIDDLING',
    locale: 'EN',
    slug: 'scale-and-speed',
    band: [30, 55],
    text: 'It is used by the accountants of about sixty companies, mostly at the end of the month. At some point importing the bank statements took very long, I think ten minutes or so for the big ones. I changed it so that it saves many rows at once and not one by one, and then it was a lot quicker.',
  },
  {
    half: 'DEVELOPMENT',
    kind: 'BAD',
    locale: 'EN',
    slug: 'failure',
    band: [0, 15],
    text: 'Incident, alert, monitoring, rollback, root cause analysis, postmortem, affected users, timeout, retry, regression test, canary release, lessons learned, prevention, observability, on-call.',
  },
  {
    half: 'DEVELOPMENT',
    kind: 'BAD',
    locale: 'EN',
    slug: 'quality',
    band: [0, 15],
    text: 'We are looking for a senior backend engineer. You will design and build scalable services, write unit and integration tests, take part in code reviews and improve our CI/CD pipelines. Requirements: at least five years of experience with Java or Go, a degree in computer science, familiarity with canary releases and monitoring. We offer a competitive salary and flexible working hours.',
  },
  {
    half: 'DEVELOPMENT',
    kind: 'BAD',
    locale: 'EN',
    slug: 'together',
    band: [0, 20],
    text: 'I am a real team player and I get along with everybody. We always had a great atmosphere. When people do not agree you have to talk to each other, communication is the key to everything. In the end we always found a good solution and everybody was happy.',
  },
  {
    half: 'DEVELOPMENT',
    kind: 'BAD',
    locale: 'EN',
    slug: 'hardest-problem',
    band: [0, 15],
    text: 'The hardest technical problem that I met, well, there were many hard technical problems in that project. I got to the bottom of the problem step by step, as one does with a hard technical problem, and then the problem was solved.',
  },
  {
    half: 'DEVELOPMENT',
    kind: 'GOOD',
    locale: 'ZH',
    slug: 'scale-and-speed',
    band: [75, 95],
    text: '我们这个是回合制手游，开新服那天晚上同时在线大概六万人，战斗服每秒要处理两万多条消息。那次开服到第四十分钟开始卡，玩家出招要等两三秒。我当时先没动代码，拿 pprof 抓了三十秒的火焰图，发现差不多六成的 CPU 都耗在广播的时候反复序列化同一个包，一个场景一百个人就序列化一百遍。所以我改成每帧只序列化一次，把字节直接发给所有人，再把同一帧里的移动包合并起来发。当天晚上热更上去，CPU 从百分之九十五掉到四十左右，出招延迟回到八十毫秒。后面又拿机器人按十万人压了一轮，到八万五的时候网关先扛不住，所以我们又加了两台网关。',
  },
  {
    half: 'DEVELOPMENT',
    kind: 'GOOD',
    locale: 'ZH',
    slug: 'own-role',
    band: [72, 92],
    text: '是给一家物流公司的财务做的自动对账。他们六个会计每个月底要拿三家银行的流水跟系统里的应收一笔一笔勾，勾三天，还老是漏。这活儿一共就我和另外一个人做，他管前面的页面和审批，匹配那一块从头到尾是我写的：先按金额和日期硬配，配不上的再按户名的相似度打分，分数不够的丢给人工。后面跑的是 Python，加一个 Postgres，每天夜里银行的文件进来就自动跑一遍。用到现在快一年，自动配上的从一开始的七成到了九成三，月底三天的活儿半天就干完了。',
  },
  {
    half: 'DEVELOPMENT',
    kind: 'GOOD',
    locale: 'ZH',
    slug: 'failure',
    band: [72, 92],
    text: '印象最深的是有天早上九点，运营在群里说昨天的成交额是前天的两倍，明显不对。我一看，凌晨两点那个任务跑了两次，第一次其实已经写完了，但调度没收到返回，以为失败又重跑了一遍。报表给到了大概四十个运营和两个老板，好在对外的结算还没发。我马上把那张报表下线，挂了个公告，然后把当天的分区删掉重算，十点半数据就正常了。说到底是我们写数的方式不对，用的是追加，重跑一次就多一份。之后我把所有写结果的任务都改成按分区覆盖，跑多少遍都一样，还加了一条检查，环比超过百分之三十就先拦住不发，到现在拦下来过三次，都是真有问题。',
  },
  {
    half: 'DEVELOPMENT',
    kind: 'GOOD',
    locale: 'ZH',
    slug: 'together',
    band: [70, 90],
    text: '主要是跟风控、客户端还有一个银行那边的对接人打交道，产品是同一个。最大的争执是退款：风控的同学坚持每一笔退款都人工过一遍，我觉得那样用户要等一两天，肯定投诉。一开始谁也说服不了谁，我就约他坐下来，让他把怕的东西列出来，其实他怕的是盗刷套现，不是小额退款。于是我把过去半年四万多笔退款拉出来看，两百块以下出问题的只有七笔。拿着这个数我们定下来，两百以下自动退，超过的走人工，再限制一个账号一天最多三笔。接口是我先写了个草稿，大家在上面改，改完才开工。上线两个月，九成的退款十分钟到账，盗刷的一笔没多。',
  },
  {
    half: 'DEVELOPMENT',
    kind: 'MIDDLING',
    locale: 'ZH',
    slug: 'hardest-problem',
    band: [32, 58],
    text: '最难的应该是列表滑动卡顿吧。刚开始不知道为什么，后来用 Profiler 看了一下，发现是图片太大了，在主线程解码。我就换成了 Glide，让它自己去缩放，之后就流畅了很多。',
  },
  {
    half: 'DEVELOPMENT',
    kind: 'MIDDLING',
    locale: 'ZH',
    slug: 'together',
    band: [28, 55],
    text: '我主要跟算法的同学还有产品一起。有一次算法想把模型换成更大的，我担心推理太慢，我们就讨论了一下，最后先用小的上线，大的以后再说。其他时候基本没什么分歧，有事就在群里说。',
  },
  {
    half: 'DEVELOPMENT',
    kind: 'MIDDLING',
    locale: 'ZH',
    slug: 'failure',
    band: [30, 58],
    text: '有一次客户现场的控制器全都连不上了，客户打电话过来的。我们过去看，是证书过期了，当时没人记得这个证书只有两年。换了新证书之后就好了，后来我们记在了日历上面。',
  },
  {
    half: 'DEVELOPMENT',
    kind: 'MIDDLING',
    locale: 'ZH',
    slug: 'again',
    band: [28, 55],
    text: '如果重新做的话，我可能不会用那么多微服务，我们就五个人，拆了十几个服务，部署起来很麻烦，查问题也要翻好几个地方的日志。数据库那块我觉得还可以，会继续用。',
  },
  {
    half: 'DEVELOPMENT',
    kind: 'BAD',
    locale: 'ZH',
    slug: 'technology-choice',
    band: [0, 20],
    text: '因为这个技术现在比较主流，大家都在用，性能也好，功能很强大，社区活跃，所以我们就选了它。其他的也考虑过一些，但是都没有这个好，总的来说是非常合适的选择，没有什么缺点。',
  },
  {
    half: 'DEVELOPMENT',
    kind: 'BAD',
    locale: 'ZH',
    slug: 'again',
    band: [0, 15],
    text: '我周末一般喜欢打篮球，有时候跟朋友去爬山，上次去的黄山，人特别多，排队排了两个小时。我这个人性格比较开朗，做事认真负责，抗压能力强，希望能有机会加入贵公司，跟大家一起成长。',
  },
  {
    half: 'DEVELOPMENT',
    kind: 'BAD',
    locale: 'ZH',
    slug: 'scale-and-speed',
    band: [0, 15],
    text: '高并发，高可用，分布式，微服务，QPS，压测，性能分析，瓶颈，慢查询，索引，Redis 缓存，消息队列，异步，分库分表，读写分离，限流，降级，熔断，监控，响应时间，吞吐量。',
  },
  {
    half: 'DEVELOPMENT',
    kind: 'BAD',
    locale: 'ZH',
    slug: 'own-role',
    band: [0, 15],
    text: '岗位职责：负责公司核心业务系统的设计与开发，参与需求评审，编写技术文档，优化系统性能。任职要求：本科及以上学历，三年以上 Java 开发经验，熟悉 Spring Boot、MySQL、Redis，有高并发经验者优先，具备良好的沟通能力和团队合作精神。',
  },
  {
    half: 'DEVELOPMENT',
    kind: 'GOOD',
    locale: 'EN',
    slug: 'quality',
    band: [65, 88],
    text: 'Honestly, most of it is boring discipline. The pricing engine has a table of about 2,000 golden examples that the actuaries signed off, and any commit that shifts one of them by a cent goes red. Nobody can merge on their own, there is always a second person who has to click the button. When something slips through, and twice it did, the very example that hurt us goes into that table before anyone touches the code. New versions run next to the old one for a week on live quotes without anybody seeing the outcome, and only if the two agree do we flip it over region by region. I get a message on my phone if the share of rejected quotes moves.',
  },
  {
    half: 'DEVELOPMENT',
    kind: 'GOOD',
    locale: 'EN',
    slug: 'together',
    band: [65, 88],
    text: 'It was me, Priya who does the mobile side, and Tom from hardware, plus a project lead at the client in Oslo. Tom and I clashed over the message format. He needed every byte, since the radio sends 51 bytes at a time, and I was pushing for JSON as I did not want to debug binary at three in the morning. We got nowhere in two calls. So I sat down with his power budget, and it turned out that my version would have cost half a year of battery life. That was it for me. We took protobuf, and he gave me a little tool that prints the packets, which is what I was really after. The format itself lives in one file that both of us have to sign off.',
  },
  {
    half: 'DEVELOPMENT',
    kind: 'GOOD',
    locale: 'EN',
    slug: 'own-role',
    band: [65, 88],
    text: 'Dentists here have to send a quarterly report to the insurers, and my aunt’s practice typed it off paper, two full days each quarter. So I made a little desktop program. It reads the export of their practice software, fills the form and flags lines that the insurer bounced last time. Everything in it is mine apart from the installer, a friend from university took care of that and of the icon. It is a single C# executable with an embedded database next to it, no server at all. Fourteen practices use it these days, and my aunt is through in forty minutes.',
  },
  {
    half: 'DEVELOPMENT',
    kind: 'GOOD',
    locale: 'ZH',
    slug: 'hardest-problem',
    band: [68, 90],
    text: '有个内存的事我记得特别牢。线上的推荐服务每隔五六天就被系统杀掉一次，测试环境跑半个月都好好的。第一反应是缓存没设上限，设了，照样死。我就在线上挑了一台，每小时打一个堆快照，连着打了三天，两两一比，涨的全是同一种线程本地变量。顺着往上翻，是我们升级了一个打分的库，它每来一个新的请求头就留一份副本，测试环境的请求头就那么几个，当然看不出来。回退旧版本最省事，可是新模型离不开它，后来是在线程归还之前手动清一遍。改完那台机器连跑三周，内存一条直线，其他机器才跟着换。',
  },
  {
    half: 'DEVELOPMENT',
    kind: 'GOOD',
    locale: 'ZH',
    slug: 'technology-choice',
    band: [65, 88],
    text: '当时摆在桌上的有三个：直接用云厂商的托管服务、自己搭一套 Flink，或者就拿现成的 Spark 每五分钟跑一批。业务那边其实只求十分钟内能看到数，一天也就两个亿的点击。组里三个人里头两个天天写 Spark，Flink 谁都没碰过。我花了三天，拿上个月双十一那天的流水分别灌了一遍，Spark 小批最慢也就四分钟出数，钱只要托管的三分之一。难受的地方也有，迟到的数据得自己补，窗口一跨天就要多写一堆判断，半夜还被叫起来过两回。要是哪天业务要秒级，这套肯定得扔，眼下这个要求的话，让我挑我还挑它。',
  },
  {
    half: 'DEVELOPMENT',
    kind: 'GOOD',
    locale: 'ZH',
    slug: 'quality',
    band: [65, 88],
    text: '我们做的是呼吸机上的控制程序，出错是要人命的，所以管得很死。算法那层每个函数都有对应的测试，分支覆盖要到百分之百，不到编译不过。再往上是一套硬件在环的台子，模拟两百多种肺的状态，每天晚上自动跑一整夜。代码必须两个人签字才能进主干，其中一个不能是本组的。之前有个传感器断线的情况漏了，后来这个情况就永远留在了台子的清单里。新固件先只给院里的三台样机刷，护士长盯两周没事，才轮到外面的医院，每台机器都能一键退到上一版。',
  },
  {
    half: 'DEVELOPMENT',
    kind: 'MIDDLING',
    locale: 'EN',
    slug: 'failure',
    band: [30, 58],
    text: 'Once the nightly export just did not run and a customer wrote to us the next morning because their files were missing. I logged in and saw that the disk was full of old log files. I deleted them and started the export by hand. I think somebody then made a cron job that deletes them.',
  },
  {
    half: 'DEVELOPMENT',
    kind: 'MIDDLING',
    locale: 'EN',
    slug: 'again',
    band: [28, 55],
    text: 'I think I would write it in TypeScript, because in plain JavaScript I often broke things without noticing it. The way we had the folders was nice, so that could stay. And maybe not do everything alone.',
  },
  {
    half: 'DEVELOPMENT',
    kind: 'MIDDLING',
    locale: 'ZH',
    slug: 'own-role',
    band: [30, 58],
    text: '就是一个校园二手交易的小程序，我们三个同学一起做的课程设计。我写的是发布商品和聊天那两块，用的云开发。后来在我们学院推了一下，有些人在用。',
  },
  {
    half: 'DEVELOPMENT',
    kind: 'MIDDLING',
    locale: 'ZH',
    slug: 'scale-and-speed',
    band: [28, 55],
    text: '用的人不算多，一天几千吧。有段时间打开首页挺慢的，我把图片换成了缩略图，又把几个接口并成一个，感觉就快了。具体数字没有测过。',
  },
  {
    half: 'DEVELOPMENT',
    kind: 'BAD',
    locale: 'EN',
    slug: 'technology-choice',
    band: [0, 20],
    text: 'That is a good question. It is a very modern technology and it is what the market asks for at the moment, so for us it was the obvious way to go. We compared everything very carefully and in the end the advantages were simply bigger than the disadvantages. I would say that it paid off in every respect and I am convinced that it will stay relevant for many years.',
  },
  {
    half: 'DEVELOPMENT',
    kind: 'BAD',
    locale: 'ZH',
    slug: 'failure',
    band: [0, 20],
    text: '我们项目整体还是比较稳定的，没出过什么大问题。小问题肯定是有的，有问题大家就一起看，及时沟通，及时解决，事后也会总结经验教训，避免以后再发生类似的问题，所以总体上没有造成什么影响。',
  },
  {
    half: 'DEVELOPMENT',
    kind: 'GOOD',
    locale: 'EN',
    slug: 'scale-and-speed',
    band: [65, 90],
    text: 'We ingest telemetry from delivery vans, when I joined it was maybe 800 vans, a year later 9,000, each of them sending a position every five seconds. Around 6,000 the map started lagging, dispatchers saw vans where they had been two minutes ago. My guess was the database, but when I drew the lag per stage it was our own consumer, a single Python process decoding one message after another. I had it read in chunks of 500 and put four of them side by side keyed by van, so that the order stays right. Lag is under three seconds since then and we got to 15,000 in a dry run before Kafka became the next thing to look at.',
  },
  {
    half: 'DEVELOPMENT',
    kind: 'GOOD',
    locale: 'EN',
    slug: 'failure',
    band: [65, 90],
    text: 'That would be the tax rounding. On the first of April a client phoned, her VAT return was off by eleven euros. We looked at the others, it was every client with invoices in two currencies, 38 of them, and it had been wrong for six days. I took the submit button off the page within a quarter of an hour so that nobody would file a wrong return, and called the six who already had. The cause was embarrassing. I had upgraded the decimal library and the new major version rounds half to even. I pinned the old one, then wrote down forty returns that the tax office had accepted and now every build has to come up with exactly those. Upgrades of that library need my boss’s signature too.',
  },
  {
    half: 'DEVELOPMENT',
    kind: 'GOOD',
    locale: 'EN',
    slug: 'hardest-problem',
    band: [65, 90],
    text: 'In our shooter the players with a good connection sometimes died behind a wall. What was nasty is that the replays looked right, so for a month we told people that they were imagining it. I wrote a bot that strafes in and out of cover and let two of them fight all night with 80 ms of fake delay, and every 200th kill was wrong. Then I dumped positions of both sides per tick and laid them on top of each other. The server rewound to the tick when the shot arrived, not when it was fired, off by one only if a packet came late in the frame. I thought of making the rewind window smaller, which would have hidden it and hurt people with bad lines, so I sent the client tick along with the shot. The bots went through 40,000 kills without a wrong one.',
  },
  {
    half: 'DEVELOPMENT',
    kind: 'GOOD',
    locale: 'ZH',
    slug: 'again',
    band: [65, 88],
    text: '要是重来，事件溯源这块我不会动，出了账对不上的时候，能把每一步都倒回去看，救过我们好几次。真正后悔的是一开始就上了多租户，当时只有一个客户，老板说以后会有几百个，结果三年了也就四个。每张表都带着租户编号，写个查询都得小心，有一次漏了条件，甲客户看到了乙客户的单子，赔了不是还赔了钱。换成现在我会给每个客户单独一个库，四个库而已，脚本建就行。真到了几十个客户再合也来得及。说到底就是别为还没来的客户买单。',
  },
  {
    half: 'DEVELOPMENT',
    kind: 'GOOD',
    locale: 'ZH',
    slug: 'quality',
    band: [65, 88],
    text: '我们这个支付的核心库，改动都比较谨慎。单测大概一千一百个，金额计算那部分要求分支全覆盖，另外每晚会拿前一天脱敏的真实订单重放一遍，新旧两版结果逐笔比，差一分钱都会发邮件给我。提代码要过两个人，其中一个必须是核心组的，门禁跑不绿合不进去。以前出过一次退款重复，之后这类的场景我单独写了一组用例，网络超时、重复回调、顺序颠倒都在里面。上线先切百分之一的流量观察一天，失败率超过万分之五就自动切回去。',
  },
  {
    half: 'DEVELOPMENT',
    kind: 'GOOD',
    locale: 'ZH',
    slug: 'own-role',
    band: [65, 88],
    text: '做的是一个给盲人用的地铁导航 App，他们进了站就没有 GPS，经常走错口。我们是四个人的小队，我做定位这一块，用站里的蓝牙信标加手机的惯导，自己写的粒子滤波，跑在手机端。安卓那边的界面和语音是小周做的，还有两位同学去各个站采数据。采来的数据放在服务器上，每周生成一次地图包下发到手机。最后在六个站试了两个月，二十三位盲人朋友用过，找对出口的比例从六成出头到了九成以上，平均少问三次路。',
  },
  {
    half: 'DEVELOPMENT',
    kind: 'MIDDLING',
    locale: 'EN',
    slug: 'together',
    band: [28, 58],
    text: 'I worked with two other backend people and a designer. The designer wanted animations everywhere and I thought it would be slow on old phones. We showed it to our boss and he said to leave most of them out, so that is what we did. It was fine, she was a bit annoyed.',
  },
  {
    half: 'DEVELOPMENT',
    kind: 'MIDDLING',
    locale: 'EN',
    slug: 'hardest-problem',
    band: [28, 58],
    text: 'Getting the login with the university account to work. The documentation was bad and it always said invalid ticket. I searched for a long time and in the end it was the clock of our server, it was a few minutes behind. Then I installed ntp and it worked.',
  },
  {
    half: 'DEVELOPMENT',
    kind: 'MIDDLING',
    locale: 'ZH',
    slug: 'technology-choice',
    band: [28, 58],
    text: '因为我们要存的都是日志，字段经常变，用 MySQL 的话老要改表，就用了这个。别的没怎么试，看了几篇文章觉得还行。用下来查询有点慢，尤其是模糊搜索的时候。',
  },
  {
    half: 'DEVELOPMENT',
    kind: 'MIDDLING',
    locale: 'ZH',
    slug: 'quality',
    band: [28, 58],
    text: '我们有一些单元测试，主要是我写的，覆盖率大概百分之四十。提交之后会自动构建。上线一般在周四晚上，大家都在，有问题就马上改。',
  },
  {
    half: 'DEVELOPMENT',
    kind: 'BAD',
    locale: 'EN',
    slug: 'own-role',
    band: [0, 22],
    text: 'The project was a very big and important one for the company and I was part of it from the beginning to the end. My role was to make sure that everything went well and I always gave my best. I took on a lot of responsibility and I learned a great deal. The result was a complete success and the management was very pleased.',
  },
  {
    half: 'DEVELOPMENT',
    kind: 'BAD',
    locale: 'ZH',
    slug: 'hardest-problem',
    band: [0, 22],
    text: '技术难题挺多的，每个项目都会遇到。我的方法就是遇到问题先自己查资料，查不到就问同事，再不行就找领导协调资源。我觉得只要肯努力，没有解决不了的问题，这个过程也让我学到了很多。',
  },
  {
    half: 'HELD_BACK',
    kind: 'GOOD',
    locale: 'EN',
    slug: 'own-role',
    band: [65, 88],
    text: 'We sell used books, and every book that came in had to be priced by somebody who looked at four websites. I wrote the pricing robot for that. Scan the barcode, it fetches offers from the four sites, throws out the crazy ones and suggests a price, all in about a second. My colleague Anna built the warehouse screens around it and our boss tested with real boxes. Under the hood it is a Go service, Redis for what was fetched lately, and a Postgres with two million titles. A person used to manage thirty books an hour and now does about a hundred and forty.',
  },
  {
    half: 'HELD_BACK',
    kind: 'GOOD',
    locale: 'EN',
    slug: 'technology-choice',
    band: [65, 88],
    text: 'The chat had to keep working on trains, so whatever we took must merge edits that were made offline. Two of us had played with Yjs at university. The other serious one was Automerge, its history model is nicer, and of course doing it ourselves with last write wins. I replayed a recorded week of editing from our beta group through both libraries. Automerge needed 190 MB for the biggest document, Yjs 22. What we swallowed is that its updates are binary blobs nobody can read in the database, I had to build a viewer for support. If documents were small and somebody needed an audit trail I would probably go the other way.',
  },
  {
    half: 'HELD_BACK',
    kind: 'GOOD',
    locale: 'ZH',
    slug: 'scale-and-speed',
    band: [65, 88],
    text: '学校选课系统，全校两万三千人，平时没人，开放那一分钟全涌进来，峰值大概每秒九千次点击。第一年直接挂了四十分钟。我把那天的访问记录按秒画出来，发现数据库的连接一秒就占满了，大家都在抢同一行余量。后来余量放到 Redis 里用脚本扣，扣成功的先进队列，慢慢往库里落，页面只显示排队中。余量的查询也不再实时，三秒刷一次。第二年我先用机器模拟了三万人同时点，九成五的请求两百毫秒内返回，正式那天一次没挂。',
  },
  {
    half: 'HELD_BACK',
    kind: 'GOOD',
    locale: 'ZH',
    slug: 'failure',
    band: [65, 88],
    text: '有一次我们给门店推了新的收银固件，第二天一早区域经理在群里喊，说有店扫码枪没反应。我数了一下后台离线的，一百一十多家，基本都是老型号的主板，差不多一个早高峰没法扫码，只能手输。我先把推送停了，让还没升级的店别动，然后远程给这批店切回旧固件，九点半全部恢复。根子在串口的波特率，新驱动默认值改了，我们测试的五台全是新主板，所以一点没看出来。后来实验室里每个型号都留一台，推送也改成先五家店跑两天。这事之后我自己每次发版都先看一眼型号分布。',
  },
  {
    half: 'HELD_BACK',
    kind: 'MIDDLING',
    locale: 'EN',
    slug: 'again',
    band: [28, 58],
    text: 'I would spend more time on the design before starting to code. We changed the tables three times because we had not thought about refunds, and that was a lot of work each time. The React part was fine, I would leave that.',
  },
  {
    half: 'HELD_BACK',
    kind: 'MIDDLING',
    locale: 'ZH',
    slug: 'together',
    band: [28, 58],
    text: '我们组六个人，我和另一个后端配合得比较多。有一次他想用 MongoDB，我觉得 MySQL 就够了，后来听组长的用了 MySQL。平时每天早上开个短会。',
  },
  {
    half: 'HELD_BACK',
    kind: 'BAD',
    locale: 'EN',
    slug: 'scale-and-speed',
    band: [0, 22],
    text: 'It had to bear a really high load and many users at the same time. When it got slow, we analysed the problem carefully and then optimised the system in several places, and after that the performance was much better and the users were satisfied again.',
  },
  {
    half: 'HELD_BACK',
    kind: 'BAD',
    locale: 'ZH',
    slug: 'quality',
    band: [0, 22],
    text: '质量是产品的生命线，我们团队非常重视质量。每个人都有很强的责任心，改代码之前会想清楚，改完会认真检查，有问题第一时间沟通处理，确保不影响用户使用。',
  },
];
