/** The terminal demo, as a person runs it: a process of its own against a server of its own, over real sockets. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createClient, type LiveEvent } from '../src/client/client.js';
import {
  CancelInterviewDocument,
  InterviewDocument,
  InterviewHistoryDocument,
  LoginDocument,
  PauseInterviewDocument,
  type ReportViewFragment,
} from '../src/client/gql/graphql.js';
import { seedAccountList } from '../src/db/seed.js';
import type { Situation } from '../src/demo/player.js';
import { createScript } from '../src/demo/script.js';
import { createStage } from '../src/demo/stage.js';
import { applyEvent, emptyState } from '../src/demo/state.js';
import { reportLines } from '../src/demo/view.js';
import { wordsOf } from '../src/demo/words.js';
import { argumentsOf } from './support/program.js';

const root = join(import.meta.dirname, '..');
const program = 'dist/demo/main.js';
const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  while (cleanups.length > 0) await cleanups.pop()?.();
});

const start = (file: string, args: string[], env: NodeJS.ProcessEnv = {}): ChildProcess =>
  spawn(process.execPath, [...argumentsOf(file), ...args], {
    cwd: root,
    stdio: 'pipe',
    env: { ...process.env, FORCE_COLOR: undefined, ...env },
  });

let dataDir: string;
let server: ChildProcess;
let serverUrl: string;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'zpi-demo-'));
  server = start('dist/main.js', [], {
    DATA_DIR: dataDir,
    PORT: '0',
    NODE_ENV: 'development',
    DATABASE_URL: '',
    REDIS_URL: '',
  });
  let output = '';
  serverUrl = await new Promise((resolve, reject) => {
    for (const stream of [server.stdout, server.stderr]) {
      stream?.on('data', (chunk) => {
        output += chunk;
        const url = /is ready at (\S+)\/graphql/.exec(output)?.[1];
        if (url) resolve(url);
      });
    }
    server.once('exit', () => reject(new Error(`the server did not start:\n${output}`)));
  });
});

afterAll(async () => {
  if (server.exitCode === null) {
    server.kill('SIGTERM');
    await once(server, 'exit');
  }
  await rm(dataDir, { recursive: true, force: true });
});

type Outcome = { code: number | null; output: string; errors: string };

/** Waits for the end of the demo. @param onOutput hears of all output so far at each piece of it */
const follow = async (demo: ChildProcess, onOutput = (_output: string) => {}): Promise<Outcome> => {
  cleanups.push(() => demo.kill('SIGKILL'));
  const outcome: Outcome = { code: null, output: '', errors: '' };
  demo.stdout?.on('data', (chunk) => {
    outcome.output += chunk;
    onOutput(outcome.output);
  });
  demo.stderr?.on('data', (chunk) => {
    outcome.errors += chunk;
  });
  [outcome.code] = await once(demo, 'close');
  return outcome;
};

/** Runs the demo to its end. @param input what the person types; nobody sits there when it is left out */
const runDemo = (args: string[], input = '', file = program): Promise<Outcome> => {
  const demo = start(file, args);
  demo.stdin?.end(input);
  return follow(demo);
};

// biome-ignore lint/suspicious/noControlCharactersInRegex: what moves the cursor begins with one
const withoutEscapes = (text: string) => text.replace(/\u001b\[[0-9;]*[A-Za-z]|\r/g, '');

/** What has to show, after what showed before, and what is then typed or done. */
type Step = [shows: RegExp, act: string | (() => unknown)];

/** Plays as a person who reads before they type. */
const converse = async (demo: ChildProcess, steps: Step[]): Promise<Outcome> => {
  let read = 0;
  let step = 0;
  // What never shows shall fail with all that did.
  const patience = setTimeout(() => demo.kill('SIGKILL'), 15_000);
  const outcome = await follow(demo, (raw) => {
    const output = withoutEscapes(raw);
    for (;;) {
      const [shows, act] = steps[step] ?? [];
      const match = shows?.exec(output.slice(read));
      if (!match) return;
      read += match.index + match[0].length;
      step++;
      if (typeof act === 'string') demo.stdin?.write(act);
      else act?.();
    }
  });
  clearTimeout(patience);
  expect(String(steps[step]?.[0]), outcome.output).toBe('undefined');
  return { ...outcome, output: withoutEscapes(outcome.output) };
};

/** Runs the demo at a terminal of 80 columns. */
const startAtTerminal = (args: string[]): ChildProcess => {
  const command = [process.execPath, ...argumentsOf(program), ...args].join(' ');
  return spawn('script', ['-qec', `stty rows 40 cols 80; exec ${command}`, '/dev/null'], {
    cwd: root,
    stdio: 'pipe',
    env: { ...process.env, FORCE_COLOR: undefined, NO_COLOR: '1', TERM: 'xterm', SHELL: '/bin/sh' },
  });
};

/** Signed in as the candidate whom the demo plays for, elsewhere. */
const otherClient = async () => {
  const client = createClient(`${serverUrl}/graphql`);
  const { email, password } = seedAccountList.find(({ role }) => role === 'CANDIDATE') ?? {};
  client.use((await client.request(LoginDocument, { input: { contact: { email }, password } })).login);
  const { interviews } = await client.request(InterviewHistoryDocument, { first: 1 });
  const id = interviews.edges[0]?.node.id ?? '';
  return { client, id, read: async () => (await client.request(InterviewDocument, { id })).interview };
};

const count = (text: string, pattern: RegExp) => text.match(new RegExp(pattern, 'gmu'))?.length ?? 0;

/** Columns of a line, counted without the code under test: CJK and full-width forms take two. */
const columnsOf = (line: string) => line.length + count(line, /[\u3000-\u303f\u4e00-\u9fff\uff00-\uff60]/);

test('--auto plays five questions to the report', async () => {
  // As npm runs it.
  const file = 'src/demo/main.ts';
  const { code, output, errors } = await runDemo(['--auto', '--url', `${serverUrl}/graphql`], '', file);
  expect(errors).toBe('');
  expect(code).toBe(0);
  for (const position of [1, 2, 3, 4, 5]) {
    expect(count(output, new RegExp(`^── Question ${position} of 5 ─+ .+ · [●○]{5} · \\d+:\\d\\d ──$`))).toBe(1);
  }
  // The blank answer is the third.
  expect(output).toMatch(
    /Answer 3:\n {2}\(blank, to see it refused\)\nRefused: BAD_USER_INPUT: .+\n(?:.+\n)?Question 3 skipped\.\n/,
  );
  expect(count(output, /^Refused/)).toBe(1);
  expect([...output.matchAll(/^── Score for question (\d) ─+ \d+\.\d ± \d+\.\d ──$/gmu)].map(([, n]) => n)).toEqual([
    '1',
    '2',
    '4',
    '5',
  ]);
  // Four dimensions in each of four scores and in the report.
  expect(count(output, /^ {2}(Accuracy|Completeness|Depth|Expression) +[█▏▎▍▌▋▊▉░]+ +\d+\.\d +×\d+%$/)).toBe(20);
  expect(count(output, /^ {2}✓ /)).toBeGreaterThanOrEqual(4);
  const quotations = [...output.matchAll(/«([^»]+)»/g)].map(([, quote]) => quote?.replace(/\s+/g, ' ') ?? '');
  expect(quotations.length).toBeGreaterThanOrEqual(4);
  const flat = output.replace(/\s+/g, ' ');
  // Each stands in its answer, which was printed, too.
  for (const quote of quotations) expect(flat.split(quote).length).toBeGreaterThanOrEqual(2);
  expect(output).toMatch(/^══ Report ═+ Total \d+\.\d ± \d+\.\d ══$/m);
  // A strength with the words that it rests on.
  expect(output).toMatch(/^Strengths\n {2}✓ Question \d: .+\n(?: {4}\S.*\n)* {6}“/m);
  for (const heading of ['Categories', 'Strengths', 'To improve'])
    expect(output).toMatch(new RegExp(`^${heading}$`, 'm'));
  expect(output).toMatch(/compare/);
  // Fit for a file: no colours, and no line wider than the 80 columns of an unknown terminal.
  expect(output).not.toContain('\u001b');
  expect(Math.max(...output.split('\n').map(columnsOf))).toBeLessThanOrEqual(80);
});

/** Forwards to the server, and loses on the way what `lose` says: the chunk is dropped with its connection. */
const startProxy = async (lose: (chunk: string, conversation: string) => boolean) => {
  const sockets = new Set<Socket>();
  const proxy = createServer((client) => {
    const upstream = connect(Number(new URL(serverUrl).port), '127.0.0.1');
    let conversation = '';
    const cut = () => {
      client.destroy();
      upstream.destroy();
    };
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', cut);
      socket.on('close', cut);
    }
    client.on('data', (chunk) => {
      conversation = chunk.toString('latin1');
      upstream.write(chunk);
    });
    upstream.on('data', (chunk) => {
      if (lose(chunk.toString('latin1'), conversation)) cut();
      else client.write(chunk);
    });
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  cleanups.push(() => {
    proxy.close();
    for (const socket of sockets) socket.destroy();
  });
  return `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
};

test('loses nothing and repeats nothing when connections break, in Chinese', async () => {
  // Events on their way to the client, and the acknowledgement of an answer that the server has committed.
  const losses = [/"AnswerSubmitted"/, /"SKIPPED".*"TurnClosed"|"TurnClosed".*"SKIPPED"/s];
  let isAnswerLost = false;
  const url = await startProxy((chunk, conversation) => {
    if (!isAnswerLost && conversation.includes('mutation SubmitAnswer') && chunk.startsWith('HTTP/1.1 200')) {
      isAnswerLost = true;
      return true;
    }
    if (chunk.startsWith('HTTP/1.1') || !losses[0]?.test(chunk)) return false;
    losses.shift();
    return true;
  });
  const { code, output, errors } = await runDemo(['--auto', '--locale', 'zh', '--questions', '3', '--url', url]);
  expect(errors).toBe('');
  expect(code).toBe(0);
  expect({ losses, isAnswerLost }).toEqual({ losses: [], isAnswerLost: true });
  expect(count(output, /^连接中断，正在重连…$/)).toBe(2);
  expect(count(output, /^已重新连接。$/)).toBe(2);
  expect(count(output, /^请求未送达（.+），正在重试…$/)).toBe(1);
  const once = (pattern: RegExp) => expect(count(output, pattern), String(pattern)).toBe(1);
  for (const position of [1, 2, 3]) {
    once(new RegExp(`^── 第 ${position} 题，共 3 题 ─`));
    once(new RegExp(`^第 ${position} 题的回答：$`));
  }
  for (const position of [1, 2]) once(new RegExp(`^── 第 ${position} 题评分 ─+ \\d+\\.\\d ± \\d+\\.\\d ──$`));
  expect(count(output, /^── 第 . 题评分/)).toBe(2);
  once(/^被拒绝：BAD_USER_INPUT：/);
  expect(count(output, /^被拒绝/)).toBe(1);
  once(/^第 3 题已跳过。$/);
  once(/^══ 面试报告 ═+ 总分 \d+\.\d ± \d+\.\d ══$/);
  expect(output).toMatch(/^ {2}准确性 {2}[█▏▎▍▌▋▊▉░]+/m);
  expect(Math.max(...output.split('\n').map(columnsOf))).toBeLessThanOrEqual(80);
});

test('takes an answer of several lines and /skip from the keyboard', async () => {
  const answer = 'I would measure first, because a guess costs more.\nThen I would change one thing at a time.';
  const typed = `/next\n${answer}\n\n/skip\n`;
  const { code, output, errors } = await runDemo(['--questions', '2', '--url', serverUrl], typed);
  expect(errors).toBe('');
  expect(code).toBe(0);
  expect(output).toContain('/next is not possible now.');
  expect(count(output, /^Answer 1 is saved\.$/)).toBe(1);
  expect(count(output, /^Question 2 skipped\.$/)).toBe(1);
  expect(count(output, /^── Score for question 1 /)).toBe(1);
  expect(output).toMatch(/^══ Report ═+/m);

  const interview = await (await otherClient()).read();
  expect(interview?.turns.map((turn) => [turn.status, ...turn.answers.map(({ text }) => text)])).toEqual([
    ['ANSWERED', answer],
    ['SKIPPED'],
  ]);
});

test('without a clock, the candidate asks for scores and says when to go on', async () => {
  const auto = await runDemo(['--auto', '--pace', 'zero', '--questions', '2', '--url', serverUrl]);
  expect(auto.errors).toBe('');
  expect(auto.code).toBe(0);
  expect(auto.output).toMatch(/ · no clock ──$/m);
  expect(count(auto.output, /^── Score for question \d ─/)).toBe(2);
  expect(count(auto.output, /^══ Report ═/)).toBe(1);
  // It asks for a hint, once.
  expect(count(auto.output, /^ {2}Hint \d of \d$/)).toBe(1);
  expect(auto.output).toMatch(/^ {2}Without help .+ \d+\.\d\n {2}With help .+ \d+\.\d$/m);
  expect(auto.output).toMatch(/^50% of the answers were assisted$/m);
  // The input ends in the middle: no report, and it says so.
  const { code, output, errors } = await runDemo(['--pace', 'zero', '--url', serverUrl], '/skip\n/next\n');
  expect(output).toMatch(/^── Question 2 of 5 /m);
  expect(errors).toContain('The input ended before the interview did');
  expect(code).toBe(1);
});

test('/hint shows the next hint, and /retry opens the question again', async () => {
  let isHintLost = false;
  let loseReply = false;
  const url = await startProxy((chunk, conversation) => {
    if (loseReply && conversation.includes('mutation RevealHint') && chunk.startsWith('HTTP/1.1 200')) {
      loseReply = false;
      return true;
    }
    if (isHintLost || chunk.startsWith('HTTP/1.1') || !chunk.includes('"HintRevealed"')) return false;
    isHintLost = true;
    return true;
  });
  const demo = start(program, ['--pace', 'zero', '--questions', '2', '--url', url]);
  const first = 'I would measure first, because a guess costs more.';
  const second = 'I would measure, change one thing and measure again.';
  const { code, output, errors } = await converse(demo, [
    [/Or: \/skip \/hint \/score \/pause \/finish \/quit\n/, `/retry\n${first}\n\n`],
    [/Answer 1 is saved.*?Now: \/next \/retry \/score \/pause \/finish \/quit\n/s, '/hint\n/retry\n'],
    [/── Question 1 of 2 /, '/hint\n'],
    // A question has three at most.
    [/ {2}Hint 1 of /, '/hint\n/hint\n/hint\n'],
    [/There is no hint left\./, '/skip\n'],
    [/Question 1 left: the earlier answer counts\./, '/retry\n'],
    [/── Question 1 of 2 .*? {2}Hint 1 of /s, `${second}\n\n`],
    [/Answer 1 is saved/, '/next\n'],
    [
      /── Question 2 of 2 /,
      () => {
        loseReply = true;
        demo.stdin?.write('/hint\n');
      },
    ],
    // In either order.
    [/(?=.* {2}Hint 1 of )(?=.*trying again…)/s, '/skip\n'],
    [/Question 2 skipped\..*?That was the last question\. Now: \/retry /s, '/finish\n'],
  ]);
  expect(errors).toBe('');
  expect(code).toBe(0);
  expect({ isHintLost, loseReply }).toEqual({ isHintLost: true, loseReply: false });
  expect(count(output, /^Reconnected\.$/)).toBe(1);
  expect(count(output, /^Refused/)).toBe(0);
  expect(count(output, /^\/(retry|hint) is not possible now\.$/)).toBe(2);
  expect(count(output, /^── Question 1 of 2 /)).toBe(3);
  expect(output).toMatch(/^── Score for question 1 ─/m);
  expect(output).toMatch(/^── Score for question 1 · try 2 ─/m);
  expect(output).toMatch(/^ {2}Without help .+\n {2}With help /m);

  const interview = await (await otherClient()).read();
  const [retried, other] = interview?.turns ?? [];
  expect(interview?.turns).toHaveLength(2);
  expect(retried?.answers.map(({ text, assisted }) => [text, assisted])).toEqual([
    [first, false],
    [second, true],
  ]);
  // Each at the second try and again at the third, under the question.
  expect(retried?.hints).toHaveLength(retried?.hintCount ?? 0);
  for (const hint of retried?.hints ?? []) {
    const words = hint.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+');
    expect(count(output, new RegExp(words)), hint).toBe(2);
  }
  // The request was sent twice.
  expect(other?.hints).toHaveLength(1);
});

test('/pause stops the clock in the prompt, and what was typed is still there after /resume', async () => {
  const demo = startAtTerminal(['--questions', '2', '--url', serverUrl]);
  const { code, output } = await converse(demo, [
    [/Or: \/skip \/hint \/pause \/finish \/quit\s+\d+:\d\d › /, 'I would measure first.\r'],
    [/\d+:\d\d … /, '/pause\r'],
    // Drawn anew each second.
    [/(paused at \d+:\d\d, \/resume to go on › )\1\1/, 'And then?\r/resume\r'],
    [/Paused\. Now: \/resume \/finish \/quit.*?The interview goes on\..*?\d+:\d\d … /s, '\r'],
    [/Question 2 of 2 .*?\d+:\d\d › /s, '/pause\r'],
    [/paused at \d+:\d\d, \/resume to go on › /, '/finish\r'],
  ]);
  expect(output).toMatch(/^══ Report ═/m);
  expect(code).toBe(0);
  const interview = await (await otherClient()).read();
  expect(interview?.pausedTime).toBeGreaterThan(1);
  expect(interview?.turns.map((turn) => [turn.status, ...turn.answers.map(({ text }) => text)])).toEqual([
    ['ANSWERED', 'I would measure first.'],
    ['SKIPPED'],
  ]);
});

test('a follow-up goes by the number of its question', async () => {
  const { code, output, errors } = await runDemo(['--auto', '--pace', 'stress', '--url', serverUrl]);
  expect(errors).toBe('');
  expect(code).toBe(0);
  const asked = [...output.matchAll(/^── (Question|Follow-up to question) (\d) of 5 ─/gm)];
  const questions = asked.filter(([, kind]) => kind === 'Question');
  expect(questions.map(([, , number]) => number)).toEqual(['1', '2', '3', '4', '5']);
  const followUps = asked.flatMap(([, kind, number], index) =>
    kind === 'Question' ? [] : [[number, asked[index - 1]?.[2]]],
  );
  expect(followUps.length).toBeGreaterThan(0);
  for (const [number, before] of followUps) expect(before).toBe(number);
  for (const [, , number] of questions) expect(followUps.filter(([of]) => of === number).length).toBeLessThanOrEqual(2);
  expect(count(output, /^(Answer \d \(follow-up\):|Question \d \(follow-up\) skipped\.)$/)).toBeGreaterThan(0);
  expect(output).not.toMatch(/^ {2}Hint /m);
});

test('says that the interview was paused, and cancelled, elsewhere', async () => {
  const demo = start(program, ['--locale', 'zh', '--pace', 'stress', '--url', serverUrl]);
  const elsewhere = (document: typeof PauseInterviewDocument | typeof CancelInterviewDocument) => async () => {
    const { client, id } = await otherClient();
    await client.request<unknown, { id: string }>(document, { id });
  };
  const { code, output, errors } = await converse(demo, [
    [/空行提交。或：\/skip 跳过 \/pause 暂停 \/finish 结束 \/quit 退出\n/, '/hint\n'],
    [/现在不能使用 \/hint。/, elsewhere(PauseInterviewDocument)],
    [
      /面试已暂停，计时停止。\n已暂停。现在可以：\/resume 继续 \/finish 结束 \/quit 退出\n/,
      elsewhere(CancelInterviewDocument),
    ],
  ]);
  expect(errors).toBe('\n面试已在别处被取消，因此没有报告。\n');
  expect(code).toBe(1);
  expect(output).not.toContain('面试报告');
});

test('takes the clock of the server from when an event was sent', () => {
  const state = emptyState();
  const at = new Date(Date.now() - 3_600_000).toISOString();
  const serverTime = new Date(Date.now() - 5_000).toISOString();
  const event: Partial<LiveEvent> = { __typename: 'ReportReady', interviewId: '', seq: 1, at, serverTime };
  applyEvent(state, event as LiveEvent);
  expect(state.skew).toBeGreaterThanOrEqual(5_000);
  expect(state.skew).toBeLessThan(10_000);
});

test('shows feedback under way a sentence at a time', () => {
  const shown: string[] = [];
  const terminal = { interactive: false, columns: () => 80, print: (...lines: string[]) => void shown.push(...lines) };
  const quiet = { ...terminal, readLine: async () => undefined, waiting: () => 0, dispose: () => {} };
  const scene = { state: emptyState(), terminal: quiet, words: wordsOf('en'), typed: false, onChange: () => {} };
  const stage = createStage(scene);
  const at = new Date().toISOString();
  const event = { interviewId: 'i', seq: null, at, serverTime: at, answerId: 'a' };
  const tell = (offset: number, delta: string) => stage.show({ __typename: 'ScoreProgress', ...event, offset, delta });
  tell(0, 'You made');
  tell(8, ' it clear. It holds for 1.5');
  // Another worker begins anew.
  tell(0, 'You made it clear. It');
  tell(21, ' holds for 1.5 of 2 cases. And');
  // After a gap nothing is known.
  tell(80, ' of the rest. And so on.');
  stage.dispose();
  expect(shown.map((line) => line.trim())).toEqual(['✎ You made it clear.', '✎ It holds for 1.5 of 2 cases.']);
});

test.each([
  [
    'en',
    /^ {2}Caches .+ {3}70\.0 {2}\+12\.5 {2}2 questions$/m,
    '−3.0 compared to your earlier interviews',
    /1 question$/m,
  ],
  ['zh', /^ {2}Caches .+ {3}70\.0 {2}\+12\.5 {2}2 题$/m, '与此前同类别的面试相比 −3.0', /1 题$/m],
] as const)('shows what a report is compared with, and that it is provisional (%s)', (locale, compared, sum, alone) => {
  const words = wordsOf(locale);
  const scored = { uncertainty: 9, provisional: true, turns: 2 };
  const category = (name: string) => ({ id: `cat_${name}`, slug: name, name });
  const report: ReportViewFragment = {
    ...{ score: 60, uncertainty: 8.25, provisional: true, dimensions: [], comparedToPrevious: -3 },
    categories: [
      { ...scored, category: category('Caches'), score: 70, comparedToPrevious: 12.5, previousInterview: null },
      {
        ...scored,
        category: category('Queues'),
        score: 40,
        turns: 1,
        comparedToPrevious: null,
        previousInterview: null,
      },
    ],
    ...{ strengths: [], improvements: [], findings: [], evaluations: [] },
    ...{ assistedShare: 0, unassistedScore: 60, assistedScore: null },
  };
  const lines = reportLines(words, report, 80).join('\n');
  expect(lines).toContain(` ${words.total} 60.0 ± 8.3 `);
  expect(lines).toContain(words.provisional);
  expect(lines).toMatch(compared);
  expect(lines).toMatch(alone);
  expect(lines).toContain(sum);
  const first = { ...report, uncertainty: null, provisional: false, comparedToPrevious: null };
  const without = reportLines(words, first, 80).join('\n');
  expect(without).toContain(words.incomparable);
  expect(without).toMatch(new RegExp(` ${words.total} 60\\.0 ══$`, 'm'));
  expect(without).not.toContain(words.provisional);
  const old = reportLines(words, { ...report, strengths: ['It was fast'], improvements: ['It was short'] }, 80).join(
    '\n',
  );
  expect(old).toMatch(/✓.* It was fast$/m);
  expect(old).toMatch(/✗.* It was short$/m);
});

test('--auto waits for the end of a pause', async () => {
  const play = await createScript(wordsOf('en'), 'en', true);
  const turn = { id: 'trn_1', position: 1, prompt: '', hints: [], hintCount: 0 } as unknown as Situation['turn'];
  const resumed = new AbortController();
  const move = play({ kind: 'PAUSED', turn, last: false, refused: false }, resumed.signal);
  resumed.abort();
  await expect(move).rejects.toThrow('aborted');
});

test('says what is wrong, and with which exit code', async () => {
  const vacant = createServer().listen(0, '127.0.0.1');
  await once(vacant, 'listening');
  const { port } = vacant.address() as AddressInfo;
  vacant.close();
  await once(vacant, 'close');
  const [absent, flag, value, password, help] = await Promise.all([
    runDemo(['--auto', '--url', `http://127.0.0.1:${port}`]),
    runDemo(['--bogus']),
    runDemo(['--locale', 'zh', '--questions', '0']),
    runDemo(['--url', serverUrl, '--email', 'candidate@zpi.test', '--password', 'not-this-one']),
    runDemo(['--help']),
  ]);
  expect(absent).toMatchObject({
    code: 1,
    output: '',
    errors: `\nThere is no server at http://127.0.0.1:${port} (ECONNREFUSED).\n`,
  });
  expect(flag).toMatchObject({
    code: 2,
    output: '',
    errors: '\nUnknown option --bogus. See: npm run demo -- --help\n',
  });
  expect(value).toMatchObject({ code: 2, output: '', errors: '\n--questions 应为 1 到 50 的整数，而不是“0”。\n' });
  expect(password.code).toBe(1);
  expect(password.errors).toBe('\nRefused: INVALID_CREDENTIALS: The contact, the password or the code is wrong.\n');
  expect(help).toMatchObject({ code: 0, errors: '' });
  expect(help.output).toContain('--url URL');
  expect(help.output).toMatch(/\/hint .*\/pause and \/resume.*\n.*\/retry/);
});
