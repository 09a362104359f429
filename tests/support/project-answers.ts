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
