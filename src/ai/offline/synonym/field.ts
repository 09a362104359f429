/** What the field says in more than one way: abbreviations, Chinese and English names of one thing, near synonyms. */

export const fieldSynonyms = `
gc|garbage collection|garbage collector|垃圾回收|垃圾收集
wal|write-ahead log|write-ahead logging|预写日志
mvcc|multiversion concurrency control|multi-version concurrency control|多版本并发控制
lock|mutex|锁|互斥锁|加锁|上锁
deadlock|死锁
thread|线程
process|进程
coroutine|协程|goroutine
index|indexes|indices|索引
primary key|主键
foreign key|外键
clustered index|聚簇索引|聚集索引
covering index|覆盖索引
transaction|事务
isolation level|隔离级别
dirty read|脏读
phantom read|phantom|幻读
query|查询
database|db|数据库
table|数据表
row|行
column|列|字段
replica|secondary|follower|slave|副本|从库|从节点|备库
primary|master|leader|主库|主节点|领导者
replication|复制|主从复制
shard|sharding|partition|partitioning|分片|分区|分库分表
consistency|consistent|一致性
availability|available|可用性
idempotent|idempotency|idempotence|幂等|幂等性
cache|caching|缓存
cache miss|未命中|缓存未命中
invalidate|invalidation|失效
expire|expiry|expiration|ttl|过期|过期时间
latency|delay|延迟|时延
throughput|吞吐|吞吐量
bandwidth|带宽
load balancer|load balancing|lb|负载均衡|负载均衡器
rate limit|rate limiting|throttle|throttling|限流
circuit breaker|熔断|熔断器
retry|retries|重试
timeout|time out|超时
queue|队列
message queue|mq|消息队列
stack|栈|堆栈
heap|堆
linked list|链表
array|数组
hash table|hash map|hashmap|hashtable|dictionary|dict|哈希表|散列表|字典
hash|hashing|哈希|散列
binary search|二分查找|二分搜索|二分
bst|binary search tree|二叉搜索树|二叉查找树|二叉排序树
tree|树
node|节点|结点
leaf|leaves|叶子|叶子节点|叶节点
graph|图
recursion|recursive|recursively|递归
iteration|iterate|iterative|loop|迭代|循环|遍历|traverse|traversal
sort|sorting|sorted|排序
dp|dynamic programming|动态规划
bfs|breadth-first search|breadth-first|广度优先|广度优先搜索
dfs|depth-first search|depth-first|深度优先|深度优先搜索
time complexity|时间复杂度
space complexity|空间复杂度
pointer|指针
reference|引用
memory|ram|内存
memory leak|内存泄漏|内存泄露
disk|磁盘|硬盘
page fault|缺页|缺页中断
virtual memory|虚拟内存
kernel|内核
context switch|context switching|上下文切换|线程切换
system call|syscall|系统调用
io|i/o|input output|输入输出
nonblocking|non-blocking|非阻塞
asynchronous|async|asynchronously|异步
synchronous|sync|synchronously|同步
concurrency|concurrent|并发
parallel|parallelism|并行
race condition|data race|race|竞态|竞态条件|竞争条件
atomic|atomically|atomicity|原子|原子性
http|超文本传输协议
https|tls|ssl
handshake|握手
packet|segment|datagram|报文|数据包|报文段
connection|连接
congestion control|拥塞控制
flow control|流量控制
congestion window|cwnd|拥塞窗口
sliding window|滑动窗口
dns|域名解析|域名系统
cdn|content delivery network|内容分发网络
certificate|cert|证书
certificate authority|ca|证书机构|证书颁发机构
encrypt|encryption|加密
signature|sign|签名
authentication|authenticate|authn|认证|身份验证
authorization|authorize|authz|授权|鉴权
token|令牌
session|会话
cookie|cookies
xss|cross-site scripting|跨站脚本
csrf|xsrf|cross-site request forgery|跨站请求伪造
sql injection|sql 注入
cors|cross-origin resource sharing|跨域|跨域资源共享
same-origin policy|同源策略
dom|document object model
vdom|virtual dom|虚拟 dom
render|rendering|渲染
reflow|layout|重排|回流
repaint|paint|重绘
event loop|事件循环
microtask|微任务
macrotask|宏任务
closure|闭包
prototype|原型
promise|promises
callback|回调|回调函数
function|func|函数
method|方法调用
object|obj|对象
class|类
interface|接口
inheritance|inherit|继承
polymorphism|多态
encapsulation|封装
generic|generics|泛型
exception|异常
compile|compiler|compilation|编译|编译器
type check|type checking|类型检查
immutable|immutability|不可变
serialize|serialization|序列化
deserialize|deserialization|反序列化
container|docker|容器
orchestration|kubernetes|k8s|编排
deploy|deployment|部署|上线
rollback|roll back|回滚
canary|canary release|灰度|灰度发布|金丝雀发布
blue-green|blue green deployment|蓝绿|蓝绿部署
ci|continuous integration|持续集成
cd|continuous delivery|continuous deployment|持续交付|持续部署
monitor|monitoring|监控
metric|metrics|指标
alert|alerting|alarm|告警|报警
log|logs|logging|日志
trace|tracing|链路追踪|追踪
slo|service level objective|服务等级目标
unit test|unit tests|unit testing|单元测试|单测
integration test|integration tests|integration testing|集成测试
regression|回归
mock|mocks|mocking|stub|模拟
microservice|microservices|微服务
monolith|monolithic|单体
api|应用程序接口
api gateway|gateway|网关
rpc|remote procedure call|远程调用|远程过程调用
server|服务器|服务端
client|客户端
browser|浏览器
user|users|用户
request|请求
response|响应
consensus|共识
quorum|majority|多数|多数派|过半|半数以上
election|elect|选举|选主
heartbeat|心跳
split brain|脑裂
eventual consistency|eventually consistent|最终一致|最终一致性
strong consistency|strongly consistent|强一致|强一致性
network partition|网络分区
two-phase commit|2pc|两阶段提交
distributed transaction|分布式事务
bottleneck|瓶颈
scalability|scale|scaling|扩展|扩展性|扩容|伸缩
horizontal scaling|scale out|水平扩展|横向扩展
vertical scaling|scale up|垂直扩展|纵向扩展
high availability|ha|高可用
failover|故障转移|故障切换
failure|fault|crash|outage|故障|宕机|崩溃|挂掉
backup|备份
persistence|persist|persistent|durable|durability|持久化|持久性
overfitting|overfit|过拟合
underfitting|underfit|欠拟合
regularization|regularisation|正则化
gradient descent|梯度下降
learning rate|学习率
training set|training data|训练集|训练数据
test set|test data|测试集
validation set|验证集
feature|features|特征
neural network|neural net|nn|神经网络
attention|注意力|注意力机制
llm|large language model|大模型|大语言模型
rag|retrieval-augmented generation|检索增强生成|检索增强
recall|召回|召回率
precision|精确率|查准率
fifo|first in first out|先进先出
lifo|filo|last in first out|first in last out|先进后出|后进先出
lru|least recently used|最近最少使用
push|enqueue|入队|入栈|进栈|进队|压入
pop|dequeue|出队|出栈|弹出
insert|insertion|add|adding|插入|添加|写入
delete|deletion|remove|removal|erase|evict|删除|移除|删去|淘汰
modify|update|change|alter|mutate|修改|更新|更改|改变
search|lookup|find|seek|查找|搜索|检索
access|访问|存取|读取
copy|duplicate|clone|拷贝|复制一份
swap|exchange|交换
compare|comparison|比较大小|对比
merge|合并|归并
split|divide|拆分|划分|切分|分割
fast|quick|rapid|quickly|faster|快|快速|迅速|更快
slow|slowly|slower|慢|缓慢|更慢
cheap|inexpensive|low cost|廉价|便宜
expensive|costly|high cost|昂贵|开销大|代价大|代价高|成本高
cost|overhead|price|expense|开销|代价|成本
reduce|decrease|lower|lessen|shrink|cut|减少|降低|减小|缩小
increase|raise|grow|improve|增加|提高|提升|增大|增长
big|large|huge|大|很大|巨大
small|little|tiny|小|很小
avoid|prevent|避免|防止|阻止
allow|permit|let|enable|允许
forbid|prohibit|disallow|ban|禁止
guarantee|ensure|assure|保证|确保
fail|failure|失败
error|mistake|bug|错误|出错|缺陷
correct|right|正确|对
wrong|incorrect|false|不对|错
start|begin|launch|开始|启动
stop|end|finish|terminate|halt|结束|停止|终止
wait|block|等待|阻塞
send|transmit|deliver|发送|传输|投递
receive|get|obtain|收到|接收|获得|得到
create|build|construct|make|创建|建立|构造|生成
need|require|must|需要|必须
enough|sufficient|足够
empty|空|为空
full|满|已满
waste|浪费
overflow|溢出
contiguous|consecutive|continuous|连续
ascending|increasing order|升序|从小到大
descending|decreasing order|降序|从大到小
head|front|头部|表头|队头
tail|rear|尾部|表尾|队尾
sequential list|顺序表
predecessor|previous node|前驱|前驱节点|前一个节点|前一个
successor|next node|后继|后继节点|后一个节点|下一个节点
colleague|teammate|coworker|co-worker|同事
manager|boss|supervisor|上级|领导|经理
customer|client user|客户
deadline|due date|截止日期|截止时间
requirement|requirements|需求
priority|priorities|prioritize|prioritise|优先级
disagree|disagreement|conflict|分歧|冲突
postmortem|post-mortem|retrospective|review meeting|复盘
`;
