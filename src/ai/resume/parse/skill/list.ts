/** The skills that are known by name: how each is written, and which categories and tags of the question bank ask about it. */

/**
 * A line is `Name | alias | … > tag, …`. A name or alias with `!` before it is also an everyday word: it counts only in
 * a list of skills or beside another skill. A line that begins with `~` counts in a list only. Spaces stand for hyphens, too; case is of no account, except after `!`.
 */
export const skillList: { categories: string[]; skills: string }[] = [
  {
    categories: ['programming-languages'],
    skills: `
Java | jdk | j2se | javase | java se | core java > java, jvm
Python | python编程 | py3 > python, gil, asyncio
!Go | golang | go语言 > go, goroutine, channel
JavaScript | js | es6 | es6+ | es2015 | ecmascript | ecma script | es7 | javascript es6 > javascript, event-loop, closure
TypeScript | !ts > typescript, type-systems
C++ | cpp | c plus plus | c/c++ | c++11 | c++14 | c++17 | c++20 | modern c++ > c++, raii, memory
!C | c语言 | ansi c | c programming > memory, memory-allocation
C# | c sharp | csharp > type-systems, generics, exceptions
!Rust > rust, borrow-checker, memory-safety
Kotlin > java, jvm, null-safety
!Swift | swift语言 > type-systems, null-safety
Objective-C | objc > memory
!R | r语言 | r programming | rstudio | r studio > statistics
Ruby > type-systems
PHP | php7 | php8 | laravel php > type-systems
!Scala > jvm, type-systems
!Perl > strings
!Lua | luajit > threads
!Dart > type-systems
!Julia > type-systems
Haskell > type-systems, lazy-evaluation
Erlang > concurrency
Elixir > concurrency
Clojure > jvm, immutability
F# | fsharp > type-systems
Groovy > jvm
MATLAB | simulink
Fortran
COBOL > legacy-code
!Assembly | assembly language | 汇编 | 汇编语言 | x86 assembly > memory
!Solidity
VBA | visual basic for applications | excel vba
Visual Basic | vb.net | visual basic .net | vb6
Delphi | object pascal
ABAP
!Apex
OCaml > type-systems
!Lisp | common lisp > closure
!Prolog
Verilog | verilog hdl | systemverilog
VHDL
LabVIEW
!SAS | sas programming
!Stata
SPSS | ibm spss
Object-oriented programming | oop | object oriented programming | 面向对象 | 面向对象编程 > interfaces, generics
Functional programming | 函数式编程 > closure, immutability
Concurrent programming | concurrency | multithreading | multi threading | multithreaded programming | 多线程 | 并发编程 | 多线程编程 | 高并发编程 | 并发 | juc > concurrency, threads, race-condition
Asynchronous programming | asyncio | async programming | 异步编程 > async-io, event-loop
JVM | java virtual machine | jvm调优 | jvm tuning > jvm, garbage-collection
`,
  },
  {
    categories: ['algorithms'],
    skills: `
Algorithms | data structures | data structures and algorithms | data structures & algorithms | dsa | algorithm design | 数据结构 | 算法 | 数据结构与算法 | 常用算法 > data-structures, complexity, sorting
Dynamic programming | 动态规划 > dynamic-programming
LeetCode | 力扣
Competitive programming | acm icpc | acm/icpc | icpc | 算法竞赛 > dynamic-programming, graphs
`,
  },
  {
    categories: ['databases'],
    skills: `
SQL | structured query language | sql queries | sql语句 | sql优化 | sql调优 | t sql | tsql | pl/sql | plsql > sql, indexing, transactions
MySQL | my sql | mysql数据库 > mysql, innodb, indexing
PostgreSQL | postgres | pgsql | postgre sql | postgresql数据库 > postgresql, mvcc, vacuum
Redis | redis缓存 > redis, caching
MongoDB | mongo | mongo db | mongodb atlas | mongoose > indexing, data-modelling
!Oracle | oracle db | oracle database | oracle 11g | oracle数据库 | oracle 12c > sql, transactions
SQL Server | mssql | ms sql | microsoft sql server | ms sql server | sqlserver > sql, transactions
SQLite > sql
MariaDB > mysql, innodb
ELK | elk stack > logging, elasticsearch
OpenSearch > search
Elasticsearch | !es | elastic search | es搜索 > elasticsearch, search
Cassandra | apache cassandra > replication, consistency
HBase | apache hbase > storage
DynamoDB | amazon dynamodb | aws dynamodb > dynamo, partition
Neo4j > graphs
ClickHouse > clickhouse, analytics
InfluxDB > time-series
TiDB > distributed-transactions, sharding
OceanBase > distributed-transactions
Memcached > caching
CouchDB
Couchbase
Firebase | firestore | firebase realtime database
Snowflake | snowflake db > analytics
BigQuery | google bigquery > analytics
Redshift | amazon redshift > analytics
!Hive | apache hive > big-data
StarRocks > analytics
Doris | apache doris > analytics
DB2 | ibm db2 > sql
!Access | ms access | microsoft access | access数据库
Database design | data modeling | data modelling | database modeling | schema design | 数据库设计 | 数据建模 | 表设计 > data-modelling, primary-key
Database administration | dba | 数据库管理
Database tuning | query optimization | database optimization | query tuning | 数据库优化 | 数据库调优 | 索引优化 | mysql优化 | mysql调优 > query-planner, explain, indexing
NoSQL | nosql databases > data-modelling
MyBatis | mybatis plus | ibatis | mybatisplus > mybatis, sql
Hibernate | jpa | spring data jpa > sql, transactions
SQLAlchemy > sql
Prisma | prisma orm > sql
ORM | object relational mapping > sql
Sharding | 分库分表 | shardingsphere | sharding jdbc | mycat > sharding
~Transactions | database transactions | 事务 > transactions, isolation-level
ETL | etl pipelines | 数据抽取 > batch-processing
Data warehousing | data warehouse | 数据仓库 | 数仓 > analytics
`,
  },
  {
    categories: ['distributed-systems'],
    skills: `
Kafka | apache kafka > kafka, streaming
RocketMQ | rocket mq | apache rocketmq > rocketmq, message-queue
RabbitMQ | rabbit mq > message-queue
ActiveMQ | active mq > message-queue
Pulsar | apache pulsar > message-queue
ZeroMQ > message-queue
Message queues | message queue | message queuing | message broker | message brokers | mq | 消息队列 | 消息中间件 > message-queue, message-delivery
ZooKeeper | apache zookeeper > consensus, leader-election
etcd > etcd, raft
!Consul | hashicorp consul > consensus
!Nacos | alibaba nacos > configuration
Eureka | netflix eureka > load-balancing
Apollo configuration | apollo配置中心 > configuration
Dubbo | apache dubbo > rpc
gRPC | grpc框架 > grpc, rpc
Thrift | apache thrift > rpc
Protocol Buffers | protobuf | protobufs > rpc, backward-compatibility
RPC | remote procedure calls | rpc框架 > rpc
Hystrix > cascading-failure
Resilience4j > cascading-failure
!Sentinel > rate-limiting, cascading-failure
Seata > distributed-transactions, tcc
HDFS > big-data, storage
MapReduce > big-data
Hadoop | apache hadoop > big-data, batch-processing
PySpark > big-data
!Spark | apache spark | spark streaming | spark sql > big-data, batch-processing
Flink | apache flink > stream-processing, streaming
!Storm | apache storm > stream-processing
!Beam | apache beam > stream-processing
Airflow | apache airflow > scheduling
dbt
Distributed systems | distributed system | distributed computing | 分布式 | 分布式系统 | 分布式架构 > consensus, consistency, replication
Distributed transactions | 分布式事务 > distributed-transactions, two-phase-commit
Distributed locks | distributed lock | 分布式锁 | redisson > distributed-lock
Raft | paxos | raft协议 > raft, consensus
Caching | cache | 缓存 | 多级缓存 | caffeine > caching, cache-invalidation
Stream processing | 流式计算 | 实时计算 > stream-processing
Big data | 大数据 > big-data
`,
  },
  {
    categories: ['system-design', 'distributed-systems'],
    skills: `
Microservices | microservice | micro services | microservice architecture | microservices architecture | 微服务 | 微服务架构 > microservices, api-gateway
Spring Cloud | spring cloud alibaba | springcloud > microservices, api-gateway
Service mesh | istio | linkerd | 服务网格 > microservices, proxy
System design | systems design | system architecture | 系统设计 | 系统架构 | 架构设计 > architecture, capacity-estimation
High availability | 高可用 | 高可用架构 > high-availability, resilience
High concurrency | 高并发 | 高并发系统 > rate-limiting, caching
Event-driven architecture | event driven | event sourcing | cqrs | 事件驱动 > streaming, outbox
API design | rest api design | restful api design | 接口设计 > api-design, versioning
REST | restful | rest api | rest apis | restful api | restful apis | restful web services | restful接口 > api-design, http
GraphQL | apollo graphql > api-design, api-gateway
WebSocket | websockets | web socket > websocket, real-time
API gateway | 网关 | !Kong | spring cloud gateway > api-gateway
Software architecture | solution architecture | solutions architecture | enterprise architecture | 软件架构 > architecture, trade-offs
Serverless | faas | serverless framework > scaling
Search engineering | solr | lucene | apache solr | 搜索引擎 > search
`,
  },
  {
    categories: ['software-design'],
    skills: `
Spring Boot | springboot > spring, dependency-injection
!Spring | spring framework | spring mvc | springmvc | spring框架 | ssm | ssh框架 | spring security > spring, dependency-injection
Design patterns | design pattern | 设计模式 > strategy-pattern, adapter-pattern, decorator-pattern
Domain-driven design | ddd | 领域驱动设计 | 领域驱动 > ddd, domain-modelling
SOLID | solid principles > open-closed-principle, dependency-inversion
Refactoring | 重构 | 代码重构 > refactoring, legacy-code
Clean code | clean architecture | 整洁代码 > readability, coupling
UML | unified modeling language > modelling
MVC | mvvm > architecture
Dependency injection | ioc > dependency-injection
Code review | code reviews | 代码评审 | 代码审查 > code-review
!Express | express.js | expressjs | node/express > api-design, error-handling
NestJS | nest.js > dependency-injection, api-design
Koa | koa.js | koa2 > api-design
Fastify > api-design
Django | django rest framework | drf > api-design
Flask | python flask > api-design
FastAPI | fast api > api-design
Tornado
Ruby on Rails | rails | ror > api-design
Laravel > api-design
Symfony > api-design
ThinkPHP
!Gin | gin框架 | gin framework | go gin > api-design
!Echo framework | go echo
Beego
GORM > sql
go-zero | gozero > microservices
Kratos | go kratos > microservices
Quarkus
Micronaut
Struts | struts2
Netty > non-blocking-io, network-programming
Tomcat | apache tomcat > thread-pool
WebLogic
JBoss | wildfly
Servlet | servlets | jsp
Java EE | j2ee | javaee | jakarta ee
.NET | dotnet | .net core | .net framework | dotnet core | asp.net | asp.net core | asp.net mvc > dependency-injection
Entity Framework | ef core > sql
Blazor
WPF | winforms | windows forms
Qt | qt5 | pyqt
Maven | apache maven > dependency-hygiene
Gradle > dependency-hygiene
Lombok
`,
  },
  {
    categories: ['front-end'],
    skills: `
HTML | html5 | h5 | xhtml > html, dom, accessibility
CSS | css3 | cascading style sheets > css, layout, flexbox
!React | react.js | reactjs | react hooks | react框架 > react, hooks, rendering
React Native > react, mobile
Vue | vue.js | vuejs | vue2 | vue3 | vuex | pinia | vue全家桶 | vue框架 > vue, reactivity
Angular | angularjs | angular.js | angular 2+ > rendering, state-management
Svelte | sveltekit > reactivity
Next.js | nextjs > ssr, hydration
Nuxt | nuxt.js | nuxtjs > ssr, hydration
MobX > state-management
Zustand > state-management
Redux | redux toolkit > state-management
jQuery > dom
Bootstrap > css, layout
Tailwind CSS | tailwind | tailwindcss > css
Sass | scss > css
!Less | less css > css
Webpack > webpack, bundling
!Vite | vitejs > bundling, es-modules
Babel > bundling
esbuild > bundling
!Rollup > bundling, tree-shaking
Element UI | element plus | elementui
Ant Design | antd
Material UI | mui
ECharts > rendering
D3.js | d3 > rendering
Three.js | webgl > rendering
Node.js | node | nodejs | node js > event-loop, non-blocking-io
Deno
!Bun
Yarn > npm, lockfile
pnpm > npm, lockfile
npm > npm, lockfile
!Electron | electronjs
Flutter > mobile
Android | android开发 | android sdk | 安卓 | android development | jetpack compose > mobile
iOS | ios开发 | swiftui | uikit | ios development > mobile
uni-app | uniapp > mobile
WeChat mini programs | 微信小程序 | 小程序 | 小程序开发 | wechat mini program > mobile
Cordova | phonegap > mobile
Ionic > mobile
Xamarin | .net maui > mobile
Front-end development | front end | frontend | front end development | frontend development | 前端 | 前端开发 > dom, css, javascript
Responsive design | responsive web design | 响应式布局 | 响应式设计 > css, layout
Web performance | front end performance | web vitals | 前端性能优化 | 前端优化 > web-vitals, performance
Web accessibility | wcag | a11y > accessibility
Axios > fetch, http
Ajax | fetch api > fetch, http
Micro frontends | micro frontend | qiankun | 微前端 > modularity
Storybook
WordPress
Shopify
`,
  },
  {
    categories: ['networks'],
    skills: `
TCP/IP | tcp | tcp ip | tcp/ip协议 | udp > tcp, udp, congestion-control
HTTP | https | http/2 | http2 | http协议 | http/https > http, http2, tls
Computer networks | computer networking | networking | network fundamentals | 计算机网络 | 网络协议 | 网络基础 > tcp, dns, http
DNS > dns
DHCP
VPN > vpn
LAN | wan | lan/wan | local area network | wide area network
Network administration | network management | 网络管理
Network programming | socket programming | sockets | socket编程 | 网络编程 | socket > sockets, network-programming
Cisco | cisco ios | cisco routers | cisco switches
Routing and switching | routing & switching | routing | bgp | ospf | 路由交换
Firewalls | firewall | firewall configuration | 防火墙 > firewall
Load balancing | load balancer | haproxy | lvs | f5 | 负载均衡 > load-balancing, load-balancer
Nginx | openresty > nginx, load-balancing, proxy
Apache HTTP Server | apache http | apache httpd | httpd > http
CDN > cdn
TLS | ssl | ssl/tls > tls, certificate
Wireshark | tcpdump > tcpdump
Wi-Fi | wifi | wireless networking
VoIP | !sip > rtp
MQTT | 物联网协议
`,
  },
  {
    categories: ['operating-systems'],
    skills: `
Ubuntu > linux-tools
CentOS > linux-tools
Debian > linux-tools
Red Hat Enterprise Linux | red hat | rhel | redhat > linux-tools
Linux | linux系统 | gnu/linux | linux操作系统 | linux命令 > linux-tools, processes, file-systems
!Unix | unix/linux | solaris | aix > processes, signals
Operating systems | operating system | 操作系统 | 操作系统原理 > processes, threads, virtual-memory
Linux kernel | kernel development | linux内核 | 内核开发 | 驱动开发 | device drivers | ebpf > kernel-mode, system-call
Bash | bash scripting | bash scripts > linux-tools
Shell scripting | !shell | shell script | shell scripts | shell脚本 | shell编程 > linux-tools
Performance tuning | performance optimization | performance analysis | profiling | 性能优化 | 性能调优 > profiling, performance, perf
!Windows | microsoft windows | windows 10 | windows 11 | ms windows | windows 7
Windows Server | windows server 2016 | windows server 2019
macOS | mac os | mac os x | os x
Embedded systems | embedded | embedded c | embedded software | 嵌入式 | 嵌入式开发 | 嵌入式系统 | 嵌入式软件 > memory, scheduling
FreeRTOS > scheduling, priority-inversion
RTOS | rt thread > scheduling, priority-inversion
STM32 | 单片机 | 51单片机 | microcontrollers | microcontroller | mcu
Arduino
Raspberry Pi | 树莓派
ROS | ros2 | robot operating system
FPGA
GDB > gdb, debugging
`,
  },
  {
    categories: ['devops'],
    skills: `
Docker | docker compose | docker容器 | dockerfile | docker swarm > docker, containers, container-images
OpenShift > kubernetes, containers
Kubernetes | k8s | kubectl | k3s | eks | gke | aks > kubernetes, containers, hpa
!Helm | helm charts > kubernetes
CI/CD | ci cd | cicd | ci / cd | continuous integration | continuous delivery | continuous deployment | 持续集成 | 持续交付 | 持续部署 > ci, ci-cd, continuous-delivery
Jenkins > ci, ci-cd
GitLab CI | gitlab ci/cd | gitlab-ci > ci, ci-cd
GitHub Actions > ci, ci-cd
Travis CI > ci
TeamCity > ci
CircleCI > ci
Argo CD | argocd | gitops | flux cd > continuous-delivery, drift
Git | git flow | gitflow | git版本控制 > git, version-control
GitHub > git, version-control
GitLab > git, version-control
Bitbucket > git
SVN | subversion | tortoisesvn > version-control
Terraform | opentofu > terraform, infrastructure-as-code
Ansible > configuration-management, infrastructure-as-code
!Puppet > configuration-management
!Chef > configuration-management
SaltStack > configuration-management
Pulumi > infrastructure-as-code
CloudFormation | aws cdk > infrastructure-as-code
Infrastructure as code | iac > infrastructure-as-code, terraform
AWS | amazon web services | ec2 | aws ec2 | aws lambda | aws s3 | amazon s3 | s3 > autoscaling
Azure | microsoft azure > autoscaling
GCP | google cloud | google cloud platform > autoscaling
Alibaba Cloud | aliyun | 阿里云
Tencent Cloud | 腾讯云
Huawei Cloud | 华为云
Cloud computing | !Cloud | 云计算 | 云原生 | cloud native > autoscaling, containers
OpenStack > virtualization
VMware | vsphere | esxi | vcenter > virtualization
Hyper-V > virtualization
Virtualization | virtual machines | kvm | 虚拟化 > virtualization
Prometheus > prometheus, metrics, alerting
Grafana > metrics, observability
New Relic > observability, metrics
Splunk > logging
Datadog > observability, metrics
Zabbix > metrics, alerting
Nagios > metrics, alerting
Observability | 可观测性 > observability, tracing
~Monitoring | 监控 > observability, alerting, metrics
Jaeger > tracing
SkyWalking > tracing
Zipkin > tracing
Distributed tracing | 链路追踪 > tracing
OpenTelemetry > opentelemetry, tracing
Logstash > logging
Kibana > logging
Fluentd > logging
~Logging > logging
DevOps | devops工具 | 运维开发 > ci-cd, deployment, observability
SRE | site reliability engineering | site reliability > slo, error-budget, on-call
Incident management | incident response | on call | 故障处理 | 应急响应 > incident-response, post-mortem
Linux administration | system administration | systems administration | linux system administration | 系统运维 | linux运维 > linux-tools
Configuration management | 配置管理 > configuration-management
`,
  },
  {
    categories: ['security'],
    skills: `
Cybersecurity | cyber security | information security | infosec | 信息安全 | 网络安全 > vulnerability-management, access-control
Application security | web security | owasp | owasp top 10 | web安全 > xss, csrf, sql-injection
Burp Suite > vulnerability-management
Metasploit > vulnerability-management
Kali Linux
Penetration testing | pen testing | pentesting | 渗透测试 > vulnerability-management
Cryptography | 密码学 | 加密算法 > cryptography, encryption
OpenID Connect | oidc > oidc, tokens
Single sign-on | sso > oidc
OAuth | oauth2 | oauth 2.0 > oauth, oidc, tokens
JWT | json web tokens > jwt, tokens
SAML
IAM | identity and access management | identity management > access-control, authorization
SIEM | security operations | threat hunting > alerting
Vulnerability management | vulnerability assessment | 漏洞扫描 > vulnerability-management
Network security | 网络安全防护 > network-security, firewall
GDPR | data privacy | data protection | 数据安全 > gdpr, privacy
HIPAA | hipaa compliance > compliance
PCI DSS | pci compliance > compliance
ISO 27001 | soc 2 > compliance
Risk assessment | risk management | 风险管理 | 风险控制 | 风控 > risk-management
~Compliance | regulatory compliance | 合规 > compliance
Shiro | apache shiro > authorization
`,
  },
  {
    categories: ['testing'],
    skills: `
JUnit | junit5 | testng > unit-testing, assertions
Mockito | powermock > test-doubles, mocks
pytest | unittest > unit-testing
Vitest > unit-testing
Jest > unit-testing
!Mocha | chai > unit-testing
Selenium | selenium webdriver > ui-automation, flaky-tests
Appium > ui-automation, mobile
Cypress > e2e-testing
Puppeteer > e2e-testing
Playwright > playwright, e2e-testing
Apifox > api-testing
Postman > api-testing
LoadRunner > load-testing
Locust > load-testing
Gatling > load-testing
JMeter | apache jmeter > load-testing
Unit testing | unit tests | unit test | 单元测试 > unit-testing
Integration testing | integration tests | 集成测试 > integration-testing
Test automation | automated testing | automation testing | 自动化测试 > ui-automation, test-strategy
Performance testing | load testing | stress testing | 性能测试 | 压力测试 | 压测 > load-testing
Manual testing | functional testing | 功能测试 | 黑盒测试 > test-design
API testing | 接口测试 > api-testing
Cucumber | bdd > test-design
Test-driven development | tdd | 测试驱动开发 > test-design
Quality assurance | qa | software testing | software quality assurance | 软件测试 | 质量保证 > test-strategy, quality
Test planning | test plans | test cases | test case design | 测试用例 | 测试用例设计 > test-design, boundary-value
SonarQube > code-coverage, quality
`,
  },
  {
    categories: ['people'],
    skills: `
Communication | communication skills | verbal communication | written communication | oral communication | written and verbal communication | verbal and written communication | interpersonal communication | effective communication | strong communication skills | 沟通能力 | 沟通协调 | 沟通表达 | 沟通协调能力 | 表达能力 > communication
Teamwork | team work | team player | collaboration | team collaboration | 团队协作 | 团队合作 | 团队精神 | 团队协作能力 | 团队合作能力 > teamwork, collaboration
Leadership | team leadership | leadership skills | people management | team management | 团队管理 | 领导力 | 领导能力 > leadership
Mentoring | coaching | mentorship | 带教 | 指导新人 > mentoring
Problem solving | problem solving skills | critical thinking | analytical thinking | analytical skills | analytical | 解决问题 | 解决问题能力 | 问题解决 | 分析问题 | 分析能力 > troubleshooting, decision-making
Time management | time management skills | prioritization | multitasking | multi tasking | 时间管理 > time-management, prioritization
Conflict resolution | conflict management | 冲突管理 > conflict-resolution
Stakeholder management | stakeholder engagement | client relations | client relationship management | 客户关系 > stakeholders
Decision making | decision-making skills > decision-making
Adaptability | flexibility | 适应能力
Attention to detail | detail oriented | detail-oriented
Organization | organizational skills | organisational skills | organization skills | organizational | 组织能力 | 组织协调 | 组织协调能力
Patience
Creativity | creative thinking | innovation | 创新能力
Negotiation | negotiation skills | negotiations | contract negotiation | 谈判 | 谈判能力
Public speaking | presentation skills | presentations | 演讲 | 公众演讲
Interpersonal skills | interpersonal | people skills | 人际交往 | 人际关系 > communication
Self-motivation | self motivated | 自驱力 > initiative
Learning ability | fast learner | quick learner | 学习能力 | 快速学习能力 > growth
Stress tolerance | working under pressure | 抗压能力
Execution | 执行力
Responsibility | 责任心 | 责任感 > ownership
`,
  },
  {
    categories: ['project-experience'],
    skills: `
Project management | project planning | project coordination | program management | 项目管理 > deadlines, scope, stakeholders
Agile | agile methodologies | agile methodology | agile development | 敏捷 | 敏捷开发 | agile/scrum > deadlines, prioritization
Scrum | scrum master
Kanban
Waterfall
JIRA | jira software | atlassian jira
Confluence | atlassian confluence
Trello
!Asana
Microsoft Project | ms project
PMP
Lean Six Sigma | six sigma | lean | 六西格玛
Product management | product strategy | product roadmap | product development | 产品管理 | 产品设计 > requirements, prioritization
Requirements analysis | requirements gathering | business requirements | requirement analysis | 需求分析 > requirements
Change management | 变更管理
Process improvement | continuous improvement | process optimization | 流程优化
Technical writing | technical documentation | documentation | 技术文档 | 文档编写 > documentation
Axure | axure rp | 墨刀
`,
  },
  {
    categories: [],
    skills: `
Machine learning | !ml | 机器学习
scikit-learn | sklearn
XGBoost
LightGBM
Neural networks | cnn | rnn | lstm
Deep learning | 深度学习 | 神经网络
TensorFlow
Keras
PyTorch
Natural language processing | nlp | 自然语言处理
OpenCV
Computer vision | 计算机视觉 | 图像处理 | image processing
Large language models | llm | llms | gpt | 大模型 | 大语言模型
Prompt engineering
LangChain
Retrieval-augmented generation | rag
Transformers | transformer | bert
Hugging Face
Recommender systems | recommendation systems | 推荐系统 | 推荐算法
Reinforcement learning | 强化学习
Artificial intelligence | !ai | 人工智能
MLOps | mlflow | kubeflow
CUDA
Data analysis | data analytics | data analyst | 数据分析
Data science | 数据科学
Data mining | 数据挖掘
Data engineering | data pipelines
Data visualization | data visualisation | 数据可视化
Web scraping | 爬虫 | 网络爬虫
Scrapy
BeautifulSoup | beautiful soup
~Statistics | statistical analysis | 统计分析 | 统计学
A/B testing | ab testing | ab测试 > a-b-testing
pandas
NumPy
SciPy
Matplotlib
Seaborn
Jupyter | jupyter notebook | jupyter notebooks
Tableau
Power BI | powerbi | microsoft power bi
Looker
Qlik | qlikview | qlik sense
Metabase
Superset | apache superset
Business intelligence
Business analysis | business analyst
Google Analytics | ga4
Unity | unity3d | unity 3d
Unreal Engine | ue4 | ue5 | 虚幻引擎
Blockchain | ethereum | 区块链 | web3 | smart contracts
Internet of Things | iot | 物联网
Audio and video | ffmpeg | webrtc | 音视频 | 音视频开发
GIS | arcgis | qgis
LaTeX
Markdown
XML
JSON
YAML
Vim
Emacs
VS Code | visual studio code
Visual Studio
IntelliJ IDEA | intellij
Eclipse
PyCharm
Microsoft Office | ms office | office办公软件 | office软件 | microsoft office suite | office suite | !office | 办公软件 | wps | wps office | office办公 | ms office suite
Office 365 | microsoft 365 | o365 | m365 | microsoft office 365
!Excel | microsoft excel | ms excel | advanced excel | vlookup | pivot tables | 数据透视表 | 电子表格
!Word | microsoft word | ms word
PowerPoint | microsoft powerpoint | ms powerpoint | ppt
!Outlook | microsoft outlook | ms outlook
SharePoint | microsoft sharepoint
Microsoft Teams | ms teams
Microsoft Exchange | exchange server | exchange online
Google Workspace | g suite | gsuite | google docs | google sheets
!Slack
!Zoom
!Notion
Visio | microsoft visio
Active Directory | azure ad | azure active directory | entra id | microsoft active directory | ad域 | group policy | gpo
ITIL | itil v4 | itil v3
ServiceNow | service now
Zendesk | freshdesk
Remedy | bmc remedy
Ticketing systems | ticketing system | ticketing | help desk ticketing
Troubleshooting | technical troubleshooting | hardware troubleshooting | software troubleshooting | 故障排查 | 故障排除 | 问题排查 | 问题定位 > troubleshooting
Technical support | tech support | desktop support | it support | help desk | help desk support | helpdesk | end user support | user support | 技术支持 | 桌面支持
~Hardware | computer hardware | hardware installation | hardware repair | 计算机硬件 | 硬件维护 | 电脑维修
Software installation | 软件安装
Remote support | remote desktop | teamviewer | anydesk
~Printers | printer support
SCCM | intune | microsoft intune | mdm | jamf
PowerShell
Backup and recovery | disaster recovery | backups | 灾备 | 容灾
IT asset management | asset management
IT skills | it skill | computer skills | computer literacy | basic computer skills | 计算机操作
Data entry | 数据录入
Typing
Customer service | customer support | client service | customer care | customer relations | 客户服务 | 客服
CRM | customer relationship management | crm software
Salesforce | salesforce crm
HubSpot
Dynamics 365 | microsoft dynamics
SAP | sap erp | sap s/4hana | sap fico | sap hana
ERP | erp systems | erp系统
NetSuite | oracle netsuite
PeopleSoft
Workday
金蝶 | 金蝶软件 | kingdee
用友 | 用友软件 | yonyou | 用友u8
~Accounting | accounting principles | accounting software | 会计 | 会计核算
Bookkeeping | 记账
QuickBooks | quickbooks online | intuit quickbooks | quick books
Xero
!Sage | sage 50 | sage intacct
FreshBooks
GAAP | us gaap | generally accepted accounting principles
IFRS
Financial reporting | financial statements | financial statement preparation | 财务报表 | 财务报告
Financial analysis | financial analyst | 财务分析
Financial modeling | financial modelling | 财务建模
Forecasting | financial forecasting | budget forecasting | budget forecasts
Budgeting | budgets | budget management | budget planning | budget preparation | 预算 | 预算管理
Accounts payable | a/p | 应付账款
Accounts receivable | a/r | 应收账款
General ledger | 总账
Reconciliation | account reconciliation | bank reconciliation | bank reconciliations | account reconciliations | 对账
Payroll | payroll processing | payroll management | 薪资核算
Tax preparation | tax returns | tax accounting | income tax | tax compliance | taxation | 税务 | 纳税申报 | 报税 | 税务筹划
Auditing | audit | audits | internal audit | internal auditing | financial audit | 审计 | 内部审计
Cost accounting | cost analysis | 成本核算 | 成本控制
Month-end close | month end closing | month end close
Balance sheets | balance sheet
Invoicing | billing
~Treasury
TurboTax
Bloomberg Terminal | bloomberg
Valuation | 估值
Investment banking
Financial planning
Mathematics | basic mathematics | 数学建模
~Sales | sales management | b2b sales | inside sales | 销售 | 销售管理
Business development | 商务拓展 | 市场拓展
~Marketing | marketing strategy | market research | 市场营销 | 市场调研
Digital marketing | online marketing
SEO | search engine optimization | sem | seo/sem
Social media | social media marketing | social media management | 新媒体运营 | 新媒体
Content marketing | content creation | content writing | 内容运营 | 文案策划
Copywriting | 文案
Email marketing | mailchimp
Google Ads | google adwords | ppc
Event planning | event management | 活动策划 | 活动运营
Public relations
User operations | 用户运营
Product operations | 产品运营 | 数据运营
Graphic design | 平面设计 | 视觉设计
UI design | user interface design | ui设计 | ui/ux | ui/ux design | ux/ui
UX design | user experience design | ux research | user experience | user research | 用户体验 | 交互设计 | 用户研究
Wireframing
Prototyping
Figma
!Sketch | sketch app
Adobe Photoshop | photoshop | !ps
Adobe Illustrator | illustrator
InDesign | adobe indesign
Adobe XD
Adobe Premiere | premiere pro | premiere | adobe premiere pro | !pr
After Effects | adobe after effects
Adobe Creative Suite | adobe creative cloud | creative suite | adobe suite
Final Cut Pro
Video editing | 视频剪辑 | 剪映
Photography | 摄影
Canva
AutoCAD | auto cad | cad
SolidWorks | solid works
CATIA
Revit
ANSYS | abaqus
Pro/E | creo
3ds Max | 3dmax | 3d max
Blender | !maya
!PLC | plc programming
Altium Designer | altium
PCB design | pcb | cadence
Circuit design | 电路设计 | 模拟电路
~Manufacturing | lean manufacturing
Quality control | quality management | 质量管理 | 质量控制
Supply chain management | supply chain | 供应链 | 供应链管理
~Logistics | 物流
Inventory management | inventory control | inventory | 库存管理
Procurement | purchasing | sourcing | 采购
Vendor management | supplier management | 供应商管理
Operations management | 运营管理
Human resources | hr management | hris | 人力资源 | 人力资源管理
Recruiting | recruitment | talent acquisition | hiring | 招聘
~Onboarding | employee onboarding
Performance management | 绩效管理 | 绩效考核
Employee relations | 员工关系
~Training | staff training | employee training | training and development | 员工培训
Compensation and benefits | 薪酬福利 | 薪酬管理
Administrative support | office administration | office management | clerical | 行政管理
~Scheduling | calendar management | appointment scheduling
Patient care | patient assessment | direct patient care | patient education | bedside care
Medication administration
~Nursing | 护理 | 临床护理
CPR | first aid | bls | acls | 急救
Phlebotomy | venipuncture | iv therapy
Electronic health records | ehr | emr | electronic medical records | epic ehr | cerner | meditech
Medical terminology
Medical coding | medical billing | icd 10
Vital signs
Infection control
Triage
Clinical research | clinical trials
Westlaw
LexisNexis
Legal research | 法律检索
Legal writing | legal drafting | 法律文书
Litigation | 诉讼
Contract drafting | contract review | contract management | contract law | 合同审查 | 合同管理
Due diligence | 尽职调查
Corporate law | 公司法
Intellectual property
~Classroom management
~Teaching | curriculum development | lesson planning | curriculum design | 教学 | 课程设计
~Translation | 翻译 | 口译 | 笔译
~Editing | proofreading
~Research | research skills | academic research
Report writing | 报告撰写
PCR | qpcr | western blot | elisa
Cell culture | 细胞培养
HPLC | 高效液相色谱
Lab techniques | laboratory techniques
Food safety | food handling | servsafe
Cash handling | pos systems | point of sale | cashiering
Merchandising
Safety compliance | osha | workplace safety | 安全生产
Forklift operation | forklift
Welding
`,
  },
];
