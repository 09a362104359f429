/** Stems that many questions of the bank use, by how many; written by src/cli/rarity.ts. */

export const commonWords: string[] = [
  // In 4 questions or more.
  `
  acknowledg action age aggreg algorithm alloc almost alter altern announc anyway apart app append appli argu
  around array assign assum asynchron atom attack attempt audit author autom averag await backoff bad base batch
  behaviour belong best bill billion binari binlog bit blame bodi breaker broken browser budget buffer built
  byte c c++ cancel capac captur card carri catch cdn chain channel charg cheap checkout choos class classic
  clear click clone cloud collid column combin common complet configur conflict consist constant constraint
  consum content context contract control convers cooki correct counter cover credenti css current cut daili
  damag dead deadlin deliv deliveri deriv describ destroy develop devic die disabl discard distribut document
  domain drain dynam e earli earlier edg edit els endpoint enforc enough estim etcd exceed except execut expens
  explicit export expos extend fall fallback faster fault featur feedback fine finish fit flight forget format
  forward free further gap garbag gateway gc git given good group guarante hand handshak harder harmless header
  height hidden high highest histori hit https huge idl imag implement improv incid includ inject innodb instal
  instruct invalid invari io ip isol issu item jdk join json jump k kafka kb known kubelet kubernet lag laptop
  larg larger layout leader learn length less linear littl logic login lookup loop low lower lua main manag mark
  max maximum meet mere messag method metric millisecond min mistak model modul moment money mount nativ
  neighbour net newer night nois non notic null offset origin outag outbox output outsid overload overwrit p p99
  packag packet paid pair parallel paramet parent pars parti partit paus payment pend percentil perform period
  phone pick pid pin pool port posit possibl post practic precis predict prefer prepar prevent previous primari
  privat problem produc profil program project promis properti propos protect prove provid publish pure purpos
  python qps quarter question quiet raft ran rank rate react readi rebuild recent recommend reconnect recov
  recoveri refactor refer refus region registri reliabl remain rememb renam render repeat replay replic
  repositori reproduc reserv reset resolv restart restor right risk role rotat rough runtim safeti said sampl
  saw scale scan schema scope score search secret seen sequenc serv shard shift sigkil sign signatur simpl
  simpli sit site skew sleep slice slot slower smaller smallest snapshot sometim soon sort sourc specif spread
  sql ss stack stale storag stream string success suggest sum surviv suspect swap sync taken target task tcp
  term termin thousand threshold throttl throw ticket timestamp tls told tool trace transform trap treat tree
  tri trip true truncat trust ttl typic unknown unless url usual v variabl view visibl warn watch weak web
  whatev win window worker wors worst wrap writer wrote x 一千 一台 一块 一天 一定 一批 一旦 一是 一点 一致性 一轮 三天 上下文 上报 上限 下标 下次
  下游 下线 下载 下降 不一致 不出 不变 不在 不够 不好 不对 不知道 不足 丢弃 丢掉 两者 严格 严重 中心 临时 主 主动 之外 乘 也就 也是 乱序 事先 事故 二分 二十 互相 交给 产品 亿 仍是 代替
  代表 令牌 件 价 任意 份 优化 优惠 会话 传 估算 位数 位点 位置 低 体 你是 你的 依据 保护 信息 修 候选 值班 假 做了 做到 做的 停在 停止 像 元素 先写 先把 入 全 公共 公司 公布 关掉
  关系 其余 具体 兼容 内的 再把 再次 写错 冲突 准备 减 几天 几秒 凭 出错 分区 分支 分散 分数 切 列 刚 创建 初始 删 删掉 别的 到了 到达 券 前后 前提 前端 剩下 剩余 副本 加锁 动 动态
  动手 十万 十秒 升级 半年 单元 占 占位 占用 压力 压缩 原子 原来 去掉 又要 反过来 发送 受 变 变更 变量 只用 只需要 只靠 可是 可用 可见 号加 各自 合适 名 名单 名字 后台 后来 后面 吞吐
  告诉 命中 哈希 哪里 四十 回 回放 回来 图 在于 地方 块 坚持 堆 增加 增量 增长 备份 复制 复杂 复现 复盘 多台 多少 大于 大促 大家 大小 大量 头 套 字 存储 完全 实例 实际 客服 容器 容量
  密码 对外 对方 对比 对照 导出 少 就把 就有 就用 就要 局部 属性 峰值 崩溃 工作 左右 差异 已知 带来 平台 平均 平时 序 序列 库存 应 度 建议 开关 开发 强制 归 当作 当时 往返 很少 很快
  心跳 必要 忘了 快 快照 忽略 总数 总量 恰好 成本 我也 我把 我的 手机 才是 打印 打垮 打散 找 找出 技术 抖动 折 抢 报 报表 拓扑 拷贝 拿到 持有 指定 指标 指针 挑 挡住 捕获 损失 据此 排队
  接 接受 接手 接收 接近 推迟 推送 提供 搜索 收益 改了 改动 改法 改用 改造 敏感 数字 整数 文档 断开 断言 新增 新建 新的 方便 方向 方式 旧版 时刻 时钟 明显 明确 是在 是用 显式 晚 晚上
  暂停 暴露 曲线 替 替换 最好 最新 最终 最高 月 有三 有些 有序 有效 未知 末尾 本 机 杀掉 权限 构建 查到 查找 栈 样式 核对 核心 根 根据 格式 框架 概率 模块 模型 模式 次数 正常 死锁 段
  每人 每周 每隔 比例 比对 毫秒 池里 泄漏 泄露 法 注入 注册 注意 流 测 涨 清楚 渲染 滚动 满 满足 漏 漏掉 演练 灰度 点击 点数 照样 环 现在 现象 理由 瓶颈 甚至 生效 用例 留在 百分 监听
  目标 相加 相反 相同 瞬间 短 确实 磁盘 禁止 离线 积压 程序 空闲 空间 突然 端的 第一 第三个 第二个 第四 等到 等级 策略 签名 算出 算错 管理 精确 紧急 约定 组件 组合 组长 经历 经过 绑定
  结束 结构 绝 维度 缀 编号 编码 缩小 缺陷 网 群 考虑 耗 聚合 能力 自然 自身 至少 落到 落库 虚拟 行为 行数 表示 要有 要注意 要用 观察 规定 规格 解决办法 解析 计数 订阅 设备 试 语言 误差
  读写 调度 负载 账号 资源 路 跳到 转发 转换 轮 轮换 输入 输出 迁 迁移 过程 运营 这时 进制 进来 进行 连 连续 追加 退出 退回 适合 选择 逐 逐步 遇到 遍历 都在 都是 都有 配 配合 配置 采样
  采用 释放 里加 里面 重写 重要 链 链路 锁 锁住 长期 问 阈值 防 阶段 降 降级 除了 随 随后 随时 难 集中 集合 集群 零 面 预算 预防 频繁 风险 首次 马上 验
  `,
  // In 8 questions or more.
  `
  accept access account across address afterward agre alert allow alon api appear applic arriv away b balanc
  better bound boundari branch break build busi caller came case ci clean clock close cluster colleagu collect
  come comparison compil concurr condit confirm contain crash creat decid declar default delay depend deploy
  detail detect direct disk dns doubl duplic effect element empti engin entri equal event exact exist expect
  expir explain extra fals far fast field fill filter flag follow form found fresh full function gb generat goe
  grow guess half handl hard hash heap hide host http idempot ignor independ input insert insid instanc interfac
  intern java jitter kept kernel know late latenc layer lead leak least left level like link linux longer lost
  machin made map match matter mb merg migrat month ms mysql near network nobodi node now object older oom oper
  option owner part pay peopl percent person pipelin place plain plan plus pod point pointer price proxi public
  pull push put queri queue quick race rais random rang rare reader reason receiv reject releas reli replica
  report requir respons revers review rewrit roll rollback root round rout rule safe save script secur select
  sent session ship shrink silent skip socket space split status support system text third thread timeout today
  togeth token took top total touch trade traffic transact trigger turn uniqu valid verifi walk want went where
  written year 一份 一半 一层 一年 一张 一样 一步 一段 一行 一起 一遍 下来 不到 丢 丢失 个人 中间 串 也能 也要 事件 事务 于是 产生 以后 任何 任务 优先 位 作为 使用 保存 保持
  修复 先用 兜底 入口 全局 全量 共享 关键 关闭 其他 内容 内部 写成 写法 写进 减少 几个 几乎 几百 出来 函数 分 分布 分配 切换 列表 刷新 前面 办法 功能 加上 化 区 区分 卡住 却 历史 压测
  反复 反而 发布 发生 变成 只在 只看 可能是 同事 同样 同步 启动 告警 周 响应 哪 唯一 商品 回收 回滚 回调 团队 固定 地址 处 复 外部 多个 多数 够 天 失效 字段 字符 字节 存 存在 它的 安全
  完 完成 定 定义 定位 定期 实 实现 对应 对象 小 小时 层 属于 常见 幂 并行 应用 建 开始 开销 异常 式 引用 当前 往往 很多 得到 循环 性 性能 总 总是 恢复 我先 打开 扩容 批量 找到 报错
  拆成 拒绝 拿 换 换成 排序 排查 控制 提前 提示 插入 操作 支付 支持 收到 放 放在 放进 故障 数组 数量 整体 文件 新旧 方 方案 方法 旧值 映射 显示 普通 最多 最大 最小 最近 有人 期间 本身
  机器 条件 查 标记 校验 核 根本 正好 正确 步 每一 每天 每秒 池 流水 流程 浏览 消费 清理 热点 版本 独立 环境 生产 生成 登录 监控 真正 码 秒 程 稳定 空 立刻 立即 第三 等待 算 算法 类
  类型 级 线 线上 组 绕 统一 统计 继续 维护 缓冲 编译 网关 老 脚本 范围 补 覆盖 规则 解决 解释 触发 计算 记 讲 访问 评审 读取 谁 账 走 起 起来 路径 边 边界 过去 过期 过滤 过的 运行
  还有 这类 连接 退款 选 通知 造成 逻辑 部分 重 重启 重建 重试 金额 错 键 长 队列 阻塞 降到 限制 限流 随机 隔离 静态 页面 项目 高
  `,
  // In 16 questions or more.
  `
  ad add answer ask avoid back becom behind block bug cach caus client commit compar connect copi cost count cpu
  custom databas date day delet design differ drop end error failur file final find get give go happen help hold
  hour index job last leav limit line list live load local lock long look lose mean measur memori minut miss
  move n name number o old open otherwis page pass path postgresql process product reach real record redi remov
  replac result retri return row say see send separ server sever short show side singl size slow small start
  state stay step stop store switch tabl take team tell test type updat valu version wait week whole work wrong
  一条 一直 一致 上线 不同 业务 人 代价 依赖 保留 保证 修改 值 做法 允许 全部 内存 写入 决定 几 出 出现 分钟 删除 判断 别人 单 单独 原因 参数 发 发现 取 变化 只是 只能 号 合并 同一
  否则 处理 多 大 失败 完整 客户 容易 并发 延迟 异步 影响 慢 成 成功 所有 执行 扫描 接口 提交 改成 数 整个 新 日志 旧 更新 本地 查询 检查 流量 测试 消息 点 率 看到 真实 确认 端 第
  第二 等于 系统 索引 约 线程 结果 缓存 网络 自动 节点 行 表 要求 订单 记录 设 设置 设计 说明 读 调 负责 超 超过 跑 进程 通过 避免 都要 重复 重新 量 错误 防止 靠 页 顺序 验证 默认
  `,
  // In 32 questions or more.
  `
  call chang check code data exampl fail first fix id keep key later log make need new next order read request
  run second servic set share time user write 一次 代码 你会 先 写 加 可能 同 器 带 库 按 改 数据 时间 服务 每次 状态 用户 的是 直接 请求 返回 问题
  `,
  // In 64 questions or more.
  `
  use
  `,
];
