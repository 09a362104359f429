/** The terminal demo, as a person runs it: a process of its own against a server of its own, over real sockets. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createClient } from '../src/client/client.js';
import { InterviewHistoryDocument, LoginDocument } from '../src/client/gql/graphql.js';
import { seedAccountList } from '../src/db/seed.js';
import { argumentsOf } from './support/program.js';

const root = join(import.meta.dirname, '..');
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

/** Runs the demo to its end. @param input what the person types; nobody sits there when it is left out */
const runDemo = async (args: string[], input = '', file = 'dist/demo/main.js'): Promise<Outcome> => {
  const demo = start(file, args);
  cleanups.push(() => demo.kill('SIGKILL'));
  const outcome: Outcome = { code: null, output: '', errors: '' };
  demo.stdout?.on('data', (chunk) => {
    outcome.output += chunk;
  });
  demo.stderr?.on('data', (chunk) => {
    outcome.errors += chunk;
  });
  demo.stdin?.end(input);
  [outcome.code] = await once(demo, 'close');
  return outcome;
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
  expect(output).toMatch(/^══ Report ═+ Total \d+\.\d ══$/m);
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
  once(/^══ 面试报告 ═+ 总分 \d+\.\d ══$/);
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

  const client = createClient(`${serverUrl}/graphql`);
  const { email, password } = seedAccountList.find(({ role }) => role === 'CANDIDATE') ?? {};
  client.use((await client.request(LoginDocument, { input: { contact: { email }, password } })).login);
  const { interviews } = await client.request(InterviewHistoryDocument, { first: 1 });
  const turns = interviews.edges[0]?.node.turns ?? [];
  expect(turns.map((turn) => [turn.status, turn.answer?.text])).toEqual([
    ['ANSWERED', answer],
    ['SKIPPED', undefined],
  ]);
});

test('without a clock, the candidate asks for scores and says when to go on', async () => {
  const auto = await runDemo(['--auto', '--pace', 'zero', '--questions', '2', '--url', serverUrl]);
  expect(auto.errors).toBe('');
  expect(auto.code).toBe(0);
  expect(auto.output).toMatch(/ · no clock ──$/m);
  expect(count(auto.output, /^── Score for question \d ─/)).toBe(2);
  expect(count(auto.output, /^══ Report ═/)).toBe(1);
  // The input ends in the middle: no report, and it says so.
  const { code, output, errors } = await runDemo(['--pace', 'zero', '--url', serverUrl], '/skip\n/next\n');
  expect(output).toMatch(/^── Question 2 of 5 /m);
  expect(errors).toContain('The input ended before the interview did');
  expect(code).toBe(1);
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
});
