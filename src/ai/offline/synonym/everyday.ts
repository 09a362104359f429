/** What people say in more than one way whatever the field: doing, keeping, changing, failing, telling. */

export const everydaySynonyms = `
verify|check|validate|assert|assertion|检查|验证|校验|断言|核对
detect|discover|notice|spot|recognise|recognize|find out|发现|检测|察觉|看出|识别
result|outcome|output|effect|结果|效果
behaviour|behavior|行为
implementation|internals|implementation detail|实现|内部实现|实现细节
fake|stub|mock|test double|替身|假实现|桩
real|actual|genuine|真实|真正|实际
dependency|collaborator|depend|依赖|依赖项
repeat|again|repetition|duplicate|重复|再次|又一次
replace|substitute|switch to|替换|更换|换成|代替|取代|轮换|换新|换掉
revoke|invalidate|void|作废|吊销|撤销|废弃
discard|drop|throw away|throw out|ignore|丢弃|扔掉|舍弃|忽略|抛弃
keep|hold|retain|maintain|remember|保留|保持|留下|记住
store|save|persist|record|保存|存储|存放|记录|存下
same|identical|equal|相同|一样|同样|同一个
different|differ|distinct|不同|不一样|差异
change|modify|edit|改动|变更|变动|修改|改变|改
part|portion|piece|fragment|部分|片段
whole|entire|complete|整个|完整|全部
late|delayed|too late|迟到|晚到|来晚
arrive|come in|reach|get there|到达|抵达|到来|收到
useless|worthless|pointless|no use|没用|无用|没有意义
lose|lost|missing|丢失|丢|遗失|丢包
retransmit|resend|resent|send again|重传|重发|再发
stall|stuck|blocked|hang|卡住|卡死|挂起|阻塞
die|dies|crash|go down|down|宕机|挂掉|挂|崩溃|死掉|故障
tolerate|survive|withstand|容忍|承受|扛住
kill|terminate|杀掉|杀死|终止
restart|reboot|come back up|重启|重新启动
overload|overwhelm|hammer|flood|打垮|打爆|压垮|过载|打挂
load|pressure|traffic|负载|压力|流量
start|boot|startup|启动
external|outside|third party|外部|第三方
old|stale|outdated|旧|老|过时|旧数据|旧值|过期数据
latest|newest|most recent|up to date|最新
believe|think|assume|suppose|以为|认为
owner|holder|持有者|持有人|拥有者
pause|stop the world|停顿|暂停
fill|refill|populate|put back|write back|重建|回填|写回
simultaneously|at once|at the same time|together|同时|一起|一下子|瞬间
random|jitter|randomly|随机|抖动|随机值
spread|stagger|scatter|错开|打散|分散
background|in the background|后台
degrade|fallback|fall back|degradation|降级|兜底|后备
limit|cap|threshold|bound|upper bound|限制|上限|阈值
statistics|count|tally|统计|计数
accurate|exact|precise|准确|精确
permanent|forever|for good|永久|永远
temporary|transient|for a while|临时|暂时
redirect|jump|forward|跳转|重定向|转发
ban|take down|disable|封禁|下线|禁用|屏蔽
fetch|read|get|load|retrieve|读取|读到|拿到|获取|加载|取出|读
write|put|写|写入|落库
script|javascript|js|脚本
protect|prevent|guard|defend|防|防止|防范|保护|防御
transition|switch|切换|转换
batch|bulk|combine|批量|合并|攒|成批|一次性
clock|timestamp|时钟|时间戳
fix|repair|remedy|patch|修复|修|补救|解决
cause|reason|root cause|原因|根因
leak|expose|disclose|exposed|泄露|泄漏|暴露
secret|credential|private key|密钥|私钥|凭证|凭据
largest|biggest|maximum|max|highest|greatest|最大|最大值|最高
smallest|minimum|min|lowest|最小|最小值|最低
bigger|larger|greater|exceed|more than|更大|大于|超过
smaller|less than|fewer|更小|小于|低于
acknowledge|ack|confirm|acknowledgement|确认
machine|node|server|host|instance|机器|节点|主机|实例
data center|data centre|datacenter|机房|数据中心
overwrite|clobber|覆盖|盖掉|冲掉
refuse|reject|decline|拒绝|不接受
timer|interval|定时器|计时器
first|initial|首次|初次|第一次|初始
clean up|cleanup|clear|dispose|清理|清除|清掉
rebuild|recreate|重建|重新创建|重新建立
cancel|abort|取消|中止
out of order|reorder|reordered|乱序
order|sequence|顺序|次序|先后
response|reply|响应|应答|返回|回复
code review|review|代码评审|代码审查|评审|审查
flaky|unstable|intermittent|不稳定|偶发|时好时坏
total|sum|overall|总|合计|总数
permission|privilege|access right|权限
responsible|responsibility|in charge|负责|责任
blame|fault|指责|追责|责怪
discuss|talk|talk through|conversation|communicate|沟通|讨论|交流|商量
explain|clarify|describe|说明|解释|讲清楚|讲清|阐述
agreement|agree|consensus|common ground|共识|达成一致|同意
plan|schedule|计划|安排|排期
evidence|proof|证据|依据
promise|commitment|commit to|承诺|答应
risk|danger|hazard|风险|危险|隐患
team|group|团队|小组
document|documentation|write down|文档|写下来
lesson|learn|learned|教训|学到
help|assist|support|帮助|协助|支持|帮
ask|inquire|询问|问|请教
inform|notify|let know|notification|告诉|通知|告知
choose|pick|select|选择|选|挑选|选用
simple|easy|straightforward|简单|容易
complex|complicated|difficult|复杂|困难
attacker|attack|hacker|攻击者|攻击|黑客
steal|theft|stolen|窃取|偷|盗取|盗用
forge|spoof|impersonate|伪造|冒充|仿冒
tamper|manipulate|篡改
plaintext|plain text|clear text|明文
unique|唯一|不重复
identifier|id|标识|编号|标识符
payload|body|content|正文|内容|请求体|消息体
length|size|长度|大小
delimiter|separator|分隔符
byte|bytes|字节
file descriptor|descriptor|fd|文件描述符|句柄
release|free|reclaim|give back|释放|归还
production|prod|live|生产环境|生产|线上
staging|pre-production|预发|预发布
automatic|automated|automatically|自动|自动化
manual|manually|by hand|手动|手工|人工
gradually|incrementally|step by step|逐步|渐进|分批|一步一步
adjacent|neighbour|neighbor|next to|相邻|邻居|旁边
migrate|migration|move|relocate|迁移|搬迁|搬
hot key|hotspot|hot spot|热点
evenly|uniform|balanced|均匀|均衡
happen|occur|take place|发生|出现
cover|covered|coverage|覆盖|覆盖到
trust|rely on|信任|信赖|依靠
visible|see|seen|可见|看得见|看到
hide|hidden|conceal|隐藏|掩盖|遮住
wrongly|by mistake|mistakenly|误|错误地|误以为
often|frequently|经常|频繁|常常
rarely|seldom|hardly ever|很少|罕见|偶尔
early|earlier|sooner|提前|提早
finish|complete|done|完成|做完|结束
continue|go on|keep going|继续|接着
skip|leave out|omit|跳过|省略
decide|decision|make up my mind|决定|决策
improve|improvement|better|改进|改善|优化
unnecessary|needless|no need|不必|没必要|不需要|无需
isolate|isolation|separate|隔离|隔开|分开
link|connect|associate|bind|关联|绑定|联系
search|query|look up|查|查询|查找
compute|calculate|work out|计算|算|算出
measure|measurement|衡量|度量|测量
estimate|estimation|估算|估计
guess|猜|猜测
copy|replicate|duplicate|复制|拷贝
return|give back|返回|归还|还回
enter|go into|进入|陷入
leave|exit|quit|退出|离开
visit|access|访问
click|tap|点击|点
page|web page|页面|网页
empty|blank|空|空白
message|msg|消息|信息
task|job|任务|作业
tool|工具
window|窗口
position|location|place|位置|地方
`;
