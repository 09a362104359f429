/** Skills of software engineering: languages, data, systems and design. */
import type { SkillGroup } from './format.js';

export const engineeringSkills: SkillGroup[] = [
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
];
