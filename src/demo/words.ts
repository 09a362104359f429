/** Everything that the demo itself says, in English and in Chinese. */
import type { Dimension, Pace } from '../client/gql/graphql.js';

export type DemoLocale = 'en' | 'zh';

const en = {
  help: `Plays one interview against a server, over its own protocols.

  npm run demo -- [options]

  --url URL            the server, such as http://127.0.0.1:4000 (with or without /graphql);
                       by default one that runs here on PORT (4000), else a new one is started
  --auto               answers by itself: good, middling and empty answers in turn
  --locale en|zh       language of the interview and of this program (en)
  --questions N        how many questions, 1 to 50 (5)
  --pace PACE          standard, stress (a shorter clock) or zero (no clock) (standard)
  --resume FILE        uploads this resume (.pdf, .docx, .txt, .md), and is asked about it
  --email, --password  signs in as this account; by default as the seeded candidate
  --register           creates an account first, with a code that the server sends
  --help               this text

While a question is open: type an answer and finish it with an empty line, or
/skip, /finish, /quit; with --pace zero also /next and /score.

Exit code: 0 once the report is there, 1 otherwise, 2 for a wrong option, 130 when interrupted.`,
  usage: {
    unknown: (flag: string) => `Unknown option ${flag}. See: npm run demo -- --help`,
    positional: (text: string) => `Unexpected argument "${text}". See: npm run demo -- --help`,
    noValue: (flag: string) => `${flag} needs a value. See: npm run demo -- --help`,
    surplus: (flag: string) => `${flag} takes no value.`,
    choice: (flag: string, value: string, choices: string) => `${flag} is one of ${choices}, not "${value}".`,
    questions: (value: string) => `--questions is a whole number from 1 to 50, not "${value}".`,
    url: (value: string) => `--url is an http:// or https:// address, not "${value}".`,
    pair: '--email and --password belong together.',
  },
  error: 'Error',
  using: (url: string) => `Server: ${url}`,
  starting: 'Starting a server of our own (the first time takes some ten seconds)…',
  stopping: 'Stopping the server…',
  noServer: (url: string, reason: string) => `There is no server at ${url} (${reason}).`,
  notOurs: (url: string) => `What answers at ${url} is not a Zero Pressure Interview server.`,
  notReady: (url: string, why: string) => `The server at ${url} is not ready: ${why}.`,
  startFailed: (output: string) => `The server did not start.\n${output}`,
  folderHeld: (message: string) =>
    `${message}\nThat server does not answer at the usual address. If it runs elsewhere, name it: npm run demo -- --url http://host:port`,
  serverEnded: (output: string) => `The server that the demo started has ended.\n${output}`,
  signedIn: (name: string, email: string) => `Signed in as ${name} <${email}>`,
  signInHint: 'This server may have no seeded accounts: use --register, or --email and --password.',
  codeSent: (email: string) => `A verification code was sent to ${email}.`,
  codeRead: (code: string) => `Code from the server's log: ${code}`,
  codePrompt: 'Code › ',
  codeImpossible:
    'Registering needs the verification code, which is in the log or the mail of that server, and there is nobody to type it in. Run it in a terminal, or without --url.',
  registered: (email: string, password: string) => `Account created: ${email}  password: ${password}`,
  resume: {
    missing: (path: string) => `There is no file ${path} that can be read.`,
    type: (path: string) => `${path}: a resume ends in .pdf, .docx, .txt or .md.`,
    refused: (reason: string) => `The resume was not taken: ${reason}`,
    read: (version: number, skills: string) =>
      `Resume read (version ${version}). Skills: ${skills === '' ? 'none found' : skills}`,
    slow: (seconds: number) => `For ${seconds} seconds nobody has read the resume: does a worker run?`,
  },
  started: (questions: number, pace: Pace) =>
    `Interview with ${questions} ${questions === 1 ? 'question' : 'questions'}, ${
      { STANDARD: 'standard pace', STRESS: 'stress pace', ZERO_PRESSURE: 'zero pressure: no clock' }[pace]
    }`,
  question: (position: number, total: number) => `Question ${position} of ${total}`,
  followUp: 'follow-up',
  noClock: 'no clock',
  hint: {
    clock: 'Type your answer; an empty line sends it. Or: /skip /finish /quit',
    free: 'Type your answer; an empty line sends it. Or: /skip /score /finish /quit',
    between: 'Now: /next /score /finish /quit',
    end: 'That was the last question. Now: /score /finish /quit',
  },
  blank: 'Nothing to send yet. Type an answer, or /skip.',
  notHere: (command: string) => `${command} is not possible now.`,
  unknownCommand: (command: string) => `There is no ${command}.`,
  noAnswerYet: 'There is no answer to score yet.',
  scoreLater: 'Not scored yet. The score will show as soon as it is there.',
  answer: (position: number) => `Answer ${position}:`,
  answerSaved: (position: number) => `Answer ${position} is saved.`,
  blankAnswer: '(blank, to see it refused)',
  refused: (code: string, message: string) => `Refused: ${code}: ${message}`,
  blankAccepted: 'The server accepted a blank answer, which it must refuse.',
  skipped: (position: number) => `Question ${position} skipped.`,
  expired: (position: number) => `Time is up: question ${position} is closed. What was not sent does not count.`,
  stillOpen: (position: number) => `Question ${position} is still open`,
  score: (position: number) => `Score for question ${position}`,
  revision: (revision: number) => `revision ${revision}`,
  provisional: 'Provisional: a better judgement will follow.',
  insufficient: 'Not enough to judge',
  failed: 'This answer could not be scored. It does not count.',
  withheld: (position: number) => `Answer ${position} is scored. /score shows it.`,
  dimensions: {
    ACCURACY: 'Accuracy',
    COMPLETENESS: 'Completeness',
    DEPTH: 'Depth',
    EXPRESSION: 'Expression',
  } as Record<Dimension, string>,
  partly: ' (in part)',
  feedback: 'Feedback',
  suggestion: 'Suggestion',
  finished: 'The interview is over. Waiting for the report…',
  report: 'Report',
  total: 'Total',
  categories: 'Categories',
  turns: (count: number) => `${count} ${count === 1 ? 'question' : 'questions'}`,
  strengths: 'Strengths',
  improvements: 'To improve',
  assisted: (percent: number) => `${percent}% of the answers were assisted`,
  first: 'First interview: nothing to compare with.',
  compared: (difference: string) => `${difference} compared to the previous interview`,
  lost: 'Connection lost, reconnecting…',
  reconnected: 'Reconnected.',
  retrying: (reason: string) => `The request did not get through (${reason}); trying again…`,
  gone: (seconds: number) => `The server has been gone for ${seconds} seconds. Without it there is no report.`,
  noReport: (seconds: number) => `The interview is over, but for ${seconds} seconds no report has come.`,
  reset: "The server's record of this interview was reset; reading it again.",
  quit: 'You left before the end, so there is no report.',
  inputEnded: 'The input ended before the interview did, so there is no report.',
  interrupted: 'Interrupted: there is no report.',
  partial:
    'I have not worked with this in depth. I would first make sure what is asked, then look at the simplest case, because it shows what matters; I would measure before I change anything, and I would ask a colleague about the parts that I do not know.',
};

export type Words = typeof en;

const zh: Words = {
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

题目开放时：输入回答，以空行结束；或输入 /skip、/finish、/quit；
零压模式下还可以用 /next 和 /score。

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
  followUp: '追问',
  noClock: '不限时',
  hint: {
    clock: '输入回答，空行提交。也可输入：/skip 跳过 /finish 结束 /quit 退出',
    free: '输入回答，空行提交。也可输入：/skip 跳过 /score 看评分 /finish 结束 /quit 退出',
    between: '现在可以：/next 下一题 /score 看评分 /finish 结束 /quit 退出',
    end: '这是最后一题。现在可以：/score 看评分 /finish 结束 /quit 退出',
  },
  blank: '还没有内容。请输入回答，或输入 /skip 跳过。',
  notHere: (command) => `现在不能使用 ${command}。`,
  unknownCommand: (command) => `没有 ${command} 这个命令。`,
  noAnswerYet: '还没有可以评分的回答。',
  scoreLater: '尚未评分，评分出来后会立即显示。',
  answer: (position) => `第 ${position} 题的回答：`,
  answerSaved: (position) => `第 ${position} 题的回答已保存。`,
  blankAnswer: '（空白，用于演示拒绝）',
  refused: (code, message) => `被拒绝：${code}：${message}`,
  blankAccepted: '服务器接受了空白回答，而它必须拒绝。',
  skipped: (position) => `第 ${position} 题已跳过。`,
  expired: (position) => `时间到：第 ${position} 题已关闭，未提交的内容不计入。`,
  stillOpen: (position) => `第 ${position} 题仍在作答`,
  score: (position) => `第 ${position} 题评分`,
  revision: (revision) => `第 ${revision} 次评分`,
  provisional: '暂定评分：之后会有更可靠的结果。',
  insufficient: '内容不足，无法评分',
  failed: '该回答未能评分，不计入成绩。',
  withheld: (position) => `第 ${position} 题已评分，输入 /score 查看。`,
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
  assisted: (percent) => `${percent}% 的回答得到过帮助`,
  first: '第一场面试，暂无可比较的成绩。',
  compared: (difference) => `与上一场面试相比 ${difference}`,
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

export const wordsOf = (locale: DemoLocale): Words => (locale === 'zh' ? zh : en);
