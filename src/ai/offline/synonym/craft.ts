/** The same of programming, data structures, operations, testing and security in particular. */

export const craftSynonyms = `
parameter|argument|formal parameter|参数|形参|实参
signature|function prototype|prototype|函数签名|函数原型
call|invoke|invocation|调用
declare|declaration|声明
define|definition|定义
variable|variables|变量
constructor|构造函数|构造器
destructor|析构函数|析构
member function|method|方法|成员函数
data member|attribute|property|field|属性|成员变量|字段
instance|object|实例|对象
base class|parent class|superclass|父类|基类|超类
subclass|derived class|child class|子类|派生类
override|overriding|重写
overload|overloading|重载
dereference|解引用
null|nil|nullptr|null pointer|空指针|空值
address|memory address|memory location|地址|内存地址
allocate|allocation|reserve|malloc|分配|申请
base case|stopping condition|termination condition|终止条件|递归出口|边界条件
root|根|根节点|根结点
child|children|descendant|孩子|子节点|子结点
parent|ancestor|父节点|双亲|祖先
subtree|子树
vertex|vertices|顶点
constant time|o 1|常数时间|常数
logarithmic|o log n|log n|对数|对数时间
worst case|最坏|最坏情况
best case|最好情况
average case|on average|平均情况|平均
random access|direct access|随机访问|随机存取|直接访问
static|fixed size|固定大小|静态|静态分配
dynamic|dynamically|resizable|动态|动态分配
double-ended queue|deque|双端队列
priority queue|优先队列|优先级队列
circular queue|ring buffer|circular buffer|循环队列|环形缓冲区
binary tree|二叉树
in-order|inorder|中序|中序遍历
pre-order|preorder|先序|前序|先序遍历|前序遍历
post-order|postorder|后序|后序遍历
adjacency list|邻接表
adjacency matrix|邻接矩阵
shortest path|最短路径|最短路
cycle|circle|环|回路|循环依赖
divide and conquer|分治
greedy|贪心
backtracking|backtrack|回溯
pivot|枢轴|基准|基准元素
quicksort|quick sort|快速排序|快排
merge sort|mergesort|归并排序
heapsort|heap sort|堆排序
bubble sort|冒泡排序|冒泡
insertion sort|插入排序
selection sort|选择排序
comparator|comparison function|比较器|比较函数
duplicate key|duplicates|重复元素
collision|collide|冲突|碰撞
load factor|装填因子|负载因子
chaining|separate chaining|链地址法|拉链法
open addressing|开放地址法|开放寻址
lifecycle|life cycle|life time|lifetime|生命周期
scope|作用域
global variable|global|全局变量|全局
local variable|局部变量
stack frame|call stack|栈帧|调用栈
exception|error|异常|报错
stack trace|backtrace|堆栈信息|异常堆栈
state machine|状态机
floating point|float|double|浮点|浮点数
integer|int|整数|整型
rounding|round|舍入|取整|四舍五入
currency|币种|货币
user mode|user space|用户态|用户空间
kernel mode|kernel space|内核态|内核空间
page table|页表
scheduler|scheduling|调度|调度器
swap space|swapping|交换区|换页
interrupt|中断
socket|套接字
port|端口
firewall|防火墙
proxy|reverse proxy|代理|反向代理
header|headers|请求头|响应头|报头
ip address|ip|ip 地址
sequence number|序号|序列号
checksum|校验和
round trip|rtt|往返|往返时间
packet loss|丢包|丢失
hot reload|热更新
feature flag|feature toggle|switch|开关|特性开关|功能开关
pipeline|流水线
image|镜像
layer|镜像层|层
volume|卷
replicas|pods|pod|实例
readiness|就绪|就绪探针
liveness|存活|存活探针
probe|health check|探针|健康检查
incident|outage|事故|故障
on call|on-call|值班
runbook|手册|预案
sli|indicator|指标
quota|配额
screen reader|assistive technology|读屏软件|读屏|屏幕阅读器
focus|焦点|聚焦
hydration|hydrate|水合|注水
bundle|bundler|打包|构建产物
component|组件
state|状态
props|属性
debounce|防抖
throttle|节流
lazy load|lazy loading|懒加载|按需加载
prefetch|preload|预加载|预取
skeleton|placeholder|占位|骨架屏
unicode|utf-8|编码
constraint|约束
unique index|unique constraint|唯一索引|唯一约束
composite index|compound index|联合索引|复合索引
full table scan|full scan|全表扫描
execution plan|query plan|explain|执行计划
optimistic lock|optimistic locking|乐观锁
pessimistic lock|pessimistic locking|悲观锁
version number|version|版本号|版本
snapshot|快照
binlog|binary log|二进制日志
rollback|undo|回滚|撤销
commit|提交
savepoint|保存点
stored procedure|存储过程
view|视图
normal form|normalization|范式
connection pool|连接池
thread pool|线程池
producer|publisher|生产者|发布者
consumer|subscriber|消费者|订阅者
offset|位点|偏移量
dead letter queue|dlq|死信队列|死信
backpressure|back pressure|背压|反压
lease|租约
fencing token|防护令牌|栅栏令牌
vector clock|向量时钟
gossip|流言协议
hot standby|standby|备用|热备
fault tolerance|fault tolerant|容错
single point of failure|单点|单点故障
bloom filter|布隆过滤器
skip list|skiplist|跳表
trie|prefix tree|前缀树|字典树
phishing|钓鱼
brute force|brute-force|暴力破解|穷举
replay attack|replay|重放|重放攻击
man in the middle|mitm|中间人|中间人攻击
allow list|allowlist|whitelist|白名单
block list|blocklist|blacklist|黑名单
captcha|验证码|人机验证
least privilege|最小权限
audit|audit log|审计|审计日志
mask|masking|redact|脱敏|打码|掩码
singleton|单例
factory|工厂
observer|观察者
strategy pattern|strategy|策略|策略模式
decorator|装饰器
adapter|适配器
coupling|coupled|tightly coupled|耦合
cohesion|内聚
refactor|refactoring|重构
technical debt|tech debt|技术债|技术债务
acceptance test|验收测试
end-to-end test|end to end|e2e|端到端|端到端测试
load test|stress test|performance test|压测|压力测试|性能测试
boundary value|edge case|corner case|boundary|边界|边界值|边界情况
contract test|contract testing|契约测试
fixture|test data|测试数据|夹具
`;
