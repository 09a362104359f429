/** What the demo says in Chinese. */
import type { TurnName } from './state.js';
import type { Words } from './words.js';

const nameOf = ({ number, followUp }: TurnName) => `第 ${number} 题${followUp ? '追问' : ''}`;

const commands: Record<string, string> = {
  '/skip': '跳过',
  '/hint': '看提示',
  '/next': '下一题',
  '/retry': '重答',
  '/score': '看评分',
  '/pause': '暂停',
  '/resume': '继续',
  '/finish': '结束',
  '/quit': '退出',
};

export const zh: Words = {
  help: `通过真实协议与服务器完成一场模拟面试。

  npm run demo -- [选项]

  --url URL            服务器地址，例如 http://127.0.0.1:4000（可带 /graphql）；
                       默认使用本机 PORT（4000）上的服务器，没有则自行启动一个
  --auto               自动作答：轮流给出好的、一般的和空白的回答
  --locale en|zh       面试和本程序的语言（en）
  --questions N        题目数量，1 到 50（5）
  --pace PACE          standard 标准、stress 压力（限时更短）、zero 零压（不限时）（standard）
  --resume 文件        上传这份简历（.pdf、.docx、.txt、.md），并围绕它提问
  --email, --password  用此账号登录；默认使用内置的候选人账号
  --register           先用服务器发送的验证码注册一个账号
  --help               显示本说明

题目开放时：输入回答，以空行结束；或输入命令：/skip、/hint（压力模式除外）、
/pause 与 /resume、/finish、/quit；零压模式下还有 /score，以及两题之间的 /next 和 /retry。

退出码：收到报告为 0，否则为 1，选项错误为 2，被中断为 130。`,
  usage: {
    unknown: (flag) => `未知选项 ${flag}。用法见：npm run demo -- --help`,
    positional: (text) => `多余的参数“${text}”。用法见：npm run demo -- --help`,
    noValue: (flag) => `${flag} 需要一个值。用法见：npm run demo -- --help`,
    surplus: (flag) => `${flag} 不带值。`,
    choice: (flag, value, choices) => `${flag} 只能是 ${choices}，而不是“${value}”。`,
    questions: (value) => `--questions 应为 1 到 50 的整数，而不是“${value}”。`,
    url: (value) => `--url 应为 http:// 或 https:// 地址，而不是“${value}”。`,
    pair: '--email 和 --password 必须同时给出。',
  },
  error: '错误',
  using: (url) => `服务器：${url}`,
  starting: '正在启动自己的服务器（首次约需十几秒）…',
  stopping: '正在停止服务器…',
  noServer: (url, reason) => `${url} 没有服务器（${reason}）。`,
  notOurs: (url) => `${url} 上运行的不是零压面试服务器。`,
  notReady: (url, why) => `${url} 上的服务器尚未就绪：${why}。`,
  startFailed: (output) => `服务器未能启动。\n${output}`,
  folderHeld: (message) =>
    `数据目录正被另一个服务器占用：\n${message}\n该服务器不在默认地址上。如果它在别处运行，请指明：npm run demo -- --url http://host:port`,
  serverEnded: (output) => `演示程序启动的服务器已退出。\n${output}`,
  signedIn: (name, email) => `已登录：${name} <${email}>`,
  signInHint: '该服务器可能没有内置账号：请使用 --register，或 --email 与 --password。',
  codeSent: (email) => `验证码已发送至 ${email}。`,
  codeRead: (code) => `从服务器日志读到验证码：${code}`,
  codePrompt: '验证码 › ',
  codeImpossible: '注册需要验证码，它在那台服务器的日志或邮件里，而这里没有人可以输入。请在终端里运行，或不加 --url。',
  registered: (email, password) => `账号已创建：${email}  密码：${password}`,
  resume: {
    missing: (path) => `无法读取文件 ${path}。`,
    type: (path) => `${path}：简历文件应为 .pdf、.docx、.txt 或 .md。`,
    refused: (reason) => `简历未被接受：${reason}`,
    read: (version, skills) => `简历已解析（第 ${version} 版）。技能：${skills === '' ? '未识别到' : skills}`,
    slow: (seconds) => `${seconds} 秒内没有解析简历：是否有 worker 在运行？`,
  },
  started: (questions, pace) =>
    `面试共 ${questions} 题，${{ STANDARD: '标准节奏', STRESS: '压力节奏', ZERO_PRESSURE: '零压：不限时' }[pace]}`,
  question: (position, total) => `第 ${position} 题，共 ${total} 题`,
  followUp: (number, total) => `第 ${number} 题的追问，共 ${total} 题`,
  noClock: '不限时',
  command: (name) => `${name} ${commands[name]}`,
  guide: {
    QUESTION: (list) => `输入回答，空行提交。或：${list}`,
    BETWEEN: (list) => `现在可以：${list}`,
    END: (list) => `这是最后一题。现在可以：${list}`,
    PAUSED: (list) => `已暂停。现在可以：${list}`,
  },
  hint: (number, count) => `提示 ${number}/${count}`,
  noHint: (count) => (count === 0 ? '本题没有提示。' : '没有更多提示了。'),
  paused: '面试已暂停，计时停止。',
  resumed: '面试继续。',
  halted: (clock) => `已暂停${clock && `，剩余 ${clock}`}，输入 /resume 继续`,
  cancelled: '面试已在别处被取消，因此没有报告。',
  blank: '还没有内容。请输入回答，或输入 /skip 跳过。',
  notHere: (command) => `现在不能使用 ${command}。`,
  unknownCommand: (command) => `没有 ${command} 这个命令。`,
  noAnswerYet: '还没有可以评分的回答。',
  scoreLater: '尚未评分，评分出来后会立即显示。',
  answer: (turn) => `${nameOf(turn)}的回答：`,
  answerSaved: (turn) => `${nameOf(turn)}的回答已保存。`,
  blankAnswer: '（空白，用于演示拒绝）',
  refused: (code, message) => `被拒绝：${code}：${message}`,
  blankAccepted: '服务器接受了空白回答，而它必须拒绝。',
  skipped: (turn) => `${nameOf(turn)}已跳过。`,
  earlierCounts: (turn) => `已放弃重答${nameOf(turn)}，之前的回答有效。`,
  expired: (turn) => `时间到：${nameOf(turn)}已关闭，未提交的内容不计入。`,
  stillOpen: (turn) => `${nameOf(turn)}仍在作答`,
  score: (turn) => `${nameOf(turn)}评分`,
  attempt: (attempt) => `第 ${attempt} 次作答`,
  revision: (revision) => `第 ${revision} 次评分`,
  provisional: '暂定评分：之后会有更可靠的结果。',
  insufficient: '内容不足，无法评分',
  failed: '该回答未能评分，不计入成绩。',
  withheld: (turn) => `${nameOf(turn)}已评分，输入 /score 查看。`,
  dimensions: { ACCURACY: '准确性', COMPLETENESS: '完整性', DEPTH: '深度', EXPRESSION: '表达' },
  partly: '（部分讲到）',
  feedback: '反馈',
  suggestion: '建议',
  finished: '面试结束，正在等待报告…',
  report: '面试报告',
  total: '总分',
  categories: '分类',
  turns: (count) => `${count} 题`,
  strengths: '优势',
  improvements: '待改进',
  assistance: { title: '提示与重答', without: '独立作答', with: '得到帮助' },
  assisted: (percent) => `${percent}% 的回答得到过帮助`,
  incomparable: '此前没有同类别的面试，暂无可比较的成绩。',
  compared: (difference) => `与此前同类别的面试相比 ${difference}`,
  lost: '连接中断，正在重连…',
  reconnected: '已重新连接。',
  retrying: (reason) => `请求未送达（${reason}），正在重试…`,
  gone: (seconds) => `服务器已失联 ${seconds} 秒，无法得到报告。`,
  noReport: (seconds) => `面试已结束，但 ${seconds} 秒内没有收到报告。`,
  reset: '服务器上这场面试的记录已重置，正在重新读取。',
  quit: '你在结束前退出了，因此没有报告。',
  inputEnded: '输入在面试结束前就结束了，因此没有报告。',
  interrupted: '已中断，没有报告。',
  partial:
    '这方面我没有深入做过。我会先确认问题到底要什么，再从最简单的情况入手，因为这样最容易看清关键所在；改动之前先测量，不懂的部分我会请教同事。',
};
