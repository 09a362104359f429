/** Files of questions in JSON, JSON Lines and CSV: what is read, what is refused and where, in flat memory. */
import { readFile } from 'node:fs/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { type Draft, type Entry, UnreadableFile } from '../src/exchange/entry.js';
import { type Format, formatOf } from '../src/exchange/format.js';
import { readQuestions } from '../src/exchange/read.js';

const mebibyte = 2 ** 20;

/** Bytes in pieces of a length. */
async function* inPieces(bytes: Uint8Array, length = 65_536): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length);
}

const collect = async (bytes: AsyncIterable<Uint8Array>, format: Format) => {
  const entries: Entry[] = [];
  try {
    for await (const entry of readQuestions(bytes, format)) entries.push(entry);
  } catch (error) {
    if (error instanceof UnreadableFile) return { entries, error };
    throw error;
  }
  return { entries, error: undefined };
};

const read = async (format: Format, content: string | Uint8Array, length?: number): Promise<Entry[]> => {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  const { entries, error } = await collect(inPieces(bytes, length), format);
  if (error) throw error;
  return entries;
};

/** Far enough in that what is tried stands in pieces of its own. */
const padding = `${' '.repeat(5_000)}\n`;
const pieceLengths = [1, 2, 3, 7, 64];

/** Reads it as a whole and in pieces of many lengths, which makes no difference. */
const readInPieces = async (format: Format, text: string): Promise<Entry[]> => {
  const whole = await read(format, text);
  for (const length of pieceLengths) {
    const entries = await read(format, padding + text, length);
    expect(entries.map((entry) => ({ ...entry, line: entry.line - 1 }))).toEqual(whole);
  }
  return whole;
};

const unreadable = async (format: Format, content: string | Uint8Array) => {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  const { entries, error } = await collect(inPieces(bytes), format);
  expect(error?.reason.zh).toMatch(/\p{Script=Han}/u);
  return { line: error?.line, en: error?.reason.en, lines: entries.map(({ line }) => line) };
};

/** What the one question of a file of JSON Lines says. */
const draftOf = async (record: object | string): Promise<Draft | string> => {
  const line = typeof record === 'string' ? record : JSON.stringify({ prompt: 'Q', ...record });
  const [entry] = await read('JSONL', line);
  if (entry && 'problem' in entry) {
    expect(entry.problem.zh).toMatch(/\p{Script=Han}/u);
    return entry.problem.en;
  }
  return entry?.draft as Draft;
};

describe('the documentation', () => {
  it('has examples of all formats, which say what they seem to', async () => {
    const text = await readFile('docs/question-files.md', 'utf8');
    const examples = [...text.matchAll(/^(`{3,})(json|jsonl|csv|markdown)\n(.*?)^\1$/gms)];
    const found = await Promise.all(
      examples.map(async ([, , name = '', content = '']) => read(name.toUpperCase() as Format, content)),
    );
    expect(found.flat().map((entry) => ('draft' in entry ? entry.draft : entry))).toEqual([
      {
        prompt: 'What is the difference between a process and a thread?',
        category: 'operating-systems',
        tags: ['processes', 'threads'],
        difficulty: 2,
        timeLimit: 120,
        locale: 'EN',
        status: 'PUBLISHED',
        referenceAnswer: 'A process has an address space of its own; the threads of a process share one.',
        keyPoints: [{ text: 'Threads share memory', weight: 2 }, { text: 'Processes are isolated' }],
        hints: ['Who can see whose variables?'],
      },
      {
        prompt: 'Explain what an index of a database costs.',
        referenceAnswer: 'Space, and time at every write.',
        difficulty: 3,
      },
      { prompt: '什么是死锁？', referenceAnswer: '两个事务互相等待对方持有的锁。', locale: 'ZH' },
      {
        prompt: '什么是闭包？',
        referenceAnswer: '函数与其定义时作用域的组合，例如：\n"计数器"。',
        category: 'JavaScript',
        tags: ['闭包', '作用域'],
        difficulty: 3,
        keyPoints: [{ text: '能访问外层变量' }, { text: '外层函数返回后仍然有效' }],
      },
      {
        prompt: 'What does `git rebase` do?',
        category: 'tools',
        tags: ['git'],
        difficulty: 2,
        keyPoints: [{ text: 'It replays commits onto another base', weight: 2 }, { text: 'It makes new commits' }],
        referenceAnswer: 'It takes the commits of a branch and applies them **one by one** onto another commit.',
      },
      {
        prompt: 'What is hoisting?',
        category: 'JavaScript',
        referenceAnswer: 'Declarations are moved to the top of their scope:\n\n```js\nrun();\nfunction run() {}\n```',
      },
      {
        prompt: 'What does this print?\n\n`typeof null`',
        category: 'JavaScript',
        referenceAnswer: '`object`',
      },
    ]);
  });
});

describe('the format', () => {
  it('follows from the name', () => {
    const names = ['a.json', 'B.JSONL', 'c.ndjson', 'd.e.csv', 'README.md', 'x.markdown', 'a.txt', 'json', '.csv/x'];
    expect(names.map(formatOf)).toEqual([
      'JSON',
      'JSONL',
      'JSONL',
      'CSV',
      'MARKDOWN',
      'MARKDOWN',
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe('fields', () => {
  it.each([
    [{ Question: 'a' }, 'a'],
    [{ TITLE: 'a' }, 'a'],
    [{ 题目: 'a' }, 'a'],
    [{ 问题: 'a' }, 'a'],
    [{ ' Instruction ': 'a' }, 'a'],
    [{ instruction: 'c', title: 'b', question: 'a' }, 'a'],
    [{ prompt: ' ', question: null, title: 'a' }, 'a'],
  ])('find the prompt in %j', async (record, prompt) => {
    expect(await draftOf(JSON.stringify(record))).toEqual({ prompt });
  });

  it('go by many names, in whatever case, with blanks, dashes and underscores', async () => {
    const english = {
      topic: 'c',
      Keywords: 'a,b',
      level: 'easy',
      RESPONSE: 'r',
      Key_Points: ['k'],
      hint: 'h',
      'time-limit': '90',
      Lang: 'en',
      Status: 'Draft',
    };
    const chinese = {
      分类: 'c',
      标签: 'a、b',
      难度: '简单',
      参考答案: 'r',
      得分点: 'k',
      提示: 'h',
      时限: 90,
      语言: '英文',
      状态: '草稿',
    };
    const draft = {
      prompt: 'Q',
      category: 'c',
      tags: ['a', 'b'],
      difficulty: 2,
      referenceAnswer: 'r',
      keyPoints: [{ text: 'k' }],
      hints: ['h'],
      timeLimit: 90,
      locale: 'EN',
      status: 'DRAFT',
    };
    expect(await draftOf(english)).toEqual(draft);
    expect(await draftOf(chinese)).toEqual(draft);
  });

  it('are ignored where nobody knows them, and reach no prototype', async () => {
    const line = '{"__proto__":{"prompt":"bad"},"constructor":{"x":1},"toString":"x","prompt":"Q","input":"","id":7}';
    expect(await draftOf(line)).toEqual({ prompt: 'Q' });
    expect(await read('CSV', '__proto__,constructor,prompt\n1,2,Q\n')).toEqual([{ line: 2, draft: { prompt: 'Q' } }]);
    expect({}).not.toHaveProperty('prompt');
  });

  it('are absent where they are null or, for what is chosen, empty; texts and lists may be empty', async () => {
    const record = {
      category: null,
      difficulty: '',
      timeLimit: ' ',
      locale: '',
      status: '',
      answer: '',
      tags: [],
      hints: '',
    };
    expect(await draftOf(record)).toEqual({ prompt: 'Q', referenceAnswer: '', tags: [], hints: [] });
  });

  it('need a question among them', async () => {
    expect(await draftOf('{"answer":"a"}')).toMatch(/^no question/);
    expect(await draftOf('{"question":" \\n "}')).toMatch(/^no question/);
  });

  it.each([
    ['difficulty', [1, '5', ' 3 ', '４', '2.0', 'Beginner', 'medium', '中级', 'SENIOR', '困难', 'expert', '专家']],
  ])('take a %s', async (field, values) => {
    const found = await Promise.all(values.map((value) => draftOf({ [field]: value })));
    expect(found.map((draft) => (draft as Draft).difficulty)).toEqual([1, 5, 3, 4, 2, 2, 3, 3, 4, 4, 5, 5]);
  });

  it('take a time limit, a language and a status as people write them', async () => {
    const times = [90, '90', '90s', '2m', '1:30', '2 min', '1m30s', '2分钟', '90秒', 0];
    const found = await Promise.all(times.map((time) => draftOf({ time })));
    expect(found.map((draft) => (draft as Draft).timeLimit)).toEqual([90, 90, 90, 120, 90, 120, 90, 120, 90, 0]);
    const languages = ['zh', 'zh-CN', 'zh_cn', '中文', 'Chinese', 'ZH', 'en', 'en-US', 'English', '英文'];
    const locales = await Promise.all(languages.map((language) => draftOf({ language })));
    expect(locales.map((draft) => (draft as Draft).locale).join()).toBe('ZH,ZH,ZH,ZH,ZH,ZH,EN,EN,EN,EN');
    const statuses = await Promise.all(
      ['Published', 'ARCHIVED', '已发布', '已归档'].map((status) => draftOf({ status })),
    );
    expect(statuses.map((draft) => (draft as Draft).status).join()).toBe('PUBLISHED,ARCHIVED,PUBLISHED,ARCHIVED');
  });

  it('take lists as lists and as text', async () => {
    expect(await draftOf({ tags: 'a, b;c|d、e，f；g, ,' })).toEqual({ prompt: 'Q', tags: [...'abcdefg'] });
    expect(await draftOf({ tags: ['a, b'] })).toEqual({ prompt: 'Q', tags: ['a, b'] });
    const points = '- one\n* two\r\n• three\n4. four\n5、five\n\n-6 degrees\n1.5 GB\n-要点\n*args';
    expect(await draftOf({ points, hints: '1. a\n2) b' })).toEqual({
      prompt: 'Q',
      keyPoints: ['one', 'two', 'three', 'four', 'five', '-6 degrees', '1.5 GB', '要点', '*args'].map((text) => ({
        text,
      })),
      hints: ['a', 'b'],
    });
    expect(await draftOf({ keyPoints: ['a', { text: 'b', weight: 2.5 }, { text: 'c', weight: '3', id: 1 }] })).toEqual({
      prompt: 'Q',
      keyPoints: [{ text: 'a' }, { text: 'b', weight: 2.5 }, { text: 'c', weight: 3 }],
    });
    expect(await draftOf({ keyPoints: '[{"text":"a","weight":2}]', tags: '["x, y"]' })).toEqual({
      prompt: 'Q',
      keyPoints: [{ text: 'a', weight: 2 }],
      tags: ['x, y'],
    });
  });

  it.each([
    [{ difficulty: 6 }, /difficulty: “6”.*1 to 5/],
    [{ difficulty: 2.5 }, /difficulty: “2.5”/],
    [{ difficulty: 'tough' }, /difficulty: “tough”/],
    [{ difficulty: true }, /difficulty: “true”/],
    [{ timeLimit: 90.5 }, /time limit: “90.5”/],
    [{ timeLimit: -1 }, /time limit: “-1”/],
    [{ timeLimit: '1:75' }, /time limit: “1:75”/],
    [{ timeLimit: 'soon' }, /time limit: “soon”/],
    [{ locale: 'fr' }, /language: “fr”.*zh or en/],
    [{ status: 'live' }, /status: “live”.*draft, published or archived/],
    [{ tags: 7 }, /tags: “7” stands where a list of texts belongs/],
    [{ tags: ['a', 7] }, /tags: “7” stands where a text belongs/],
    [{ category: { name: 'x' } }, /category: “{…}” stands where a text/],
    [{ prompt: 7 }, /question: “7” stands/],
    [{ answer: ['a'] }, /answer: “\[…\]” stands/],
    [{ keyPoints: [{ weight: 1 }] }, /key points: “{…}” stands where a text or an object/],
    [{ keyPoints: [{ text: 'a', weight: 'heavy' }] }, /weight of a key point is “heavy”/],
    [{ difficulty: 'x'.repeat(100) }, /“x{60}…”/],
    [{ answer: 'a\0b' }, /answer: remove the control character U\+0000/],
    [{ hints: ['a\u001bb'] }, /hints: remove the control character U\+001B/],
    [{ category: 'a\u0085' }, /U\+0085/],
  ])('are refused in %j', async (record, problem) => {
    expect(await draftOf(record)).toMatch(problem);
  });

  it('are refused where a character is only half', async () => {
    expect(await draftOf('{"prompt":"a \\ud800 b"}')).toMatch(/question: half a character/);
    expect(await draftOf('{"prompt":"a \\ud83d\\ude00 b"}')).toEqual({ prompt: 'a 😀 b' });
  });

  it('have their line ends made one', async () => {
    expect(await draftOf({ prompt: 'a\r\nb\rc\n\rd' })).toEqual({ prompt: 'a\nb\nc\n\nd' });
  });
});

describe('JSON', () => {
  it('is a list of questions', async () => {
    const text = `[
  { "question": "What is a closure?", "answer": "A function with its scope.", "category": "JS", "difficulty": "Easy" },
  { "instruction": "Explain \\"}]\\" and \\\\", "input": "", "output": "…" },

  7, null, ["a"], "text"
]
`;
    expect(await read('JSON', text)).toEqual([
      {
        line: 2,
        draft: {
          prompt: 'What is a closure?',
          referenceAnswer: 'A function with its scope.',
          category: 'JS',
          difficulty: 2,
        },
      },
      { line: 3, draft: { prompt: 'Explain "}]" and \\', referenceAnswer: '…' } },
      ...['7', 'null', '[…]', 'text'].map((value) => ({
        line: 5,
        problem: expect.objectContaining({ en: expect.stringContaining(`“${value}” is not a question`) }),
      })),
    ]);
    expect(await read('JSON', ' [ ] ')).toEqual([]);
  });

  it('is the same in pieces of any length', async () => {
    const text = JSON.stringify(
      {
        meta: { list: [1, { a: '"]}' }] },
        questions: [{ prompt: 'a "quoted" \\ 题目 😀', tags: ['[', '{'] }, { prompt: 'b' }],
      },
      undefined,
      1,
    ).replaceAll('\n', '\r\n');
    expect(await readInPieces('JSON', text)).toHaveLength(2);
  });

  it.each([
    ['{"version": 1, "questions": [{"prompt": "Q"}], "more": {"a": [{}]}}', ['Q']],
    ['{"Data": [{"prompt": "Q"}]}', ['Q']],
    ['{"items": []}', []],
    ['{"tags": ["a"], "cards": [{"prompt": "Q"}, {"prompt": "R"}], "others": [{"prompt": "S"}]}', ['Q', 'R']],
    ['{"categories": [{"name": "c"}], "questions": [{"prompt": "Q"}]}', ['Q']],
    ['{"a\\"b": "}", "rows": [{"prompt": "Q"}]}', ['Q']],
    ['{"data": ["a"], "questions": [{"prompt": "Q"}]}', ['Q']],
    ['{"questions": ["Why?"]}', [expect.stringContaining('“Why?” is not a question')]],
  ])('may have its list in an object: %s', async (text, prompts) => {
    const entries = await read('JSON', text);
    expect(entries.map((entry) => ('draft' in entry ? entry.draft.prompt : entry.problem.en))).toEqual(prompts);
  });

  it('takes a long list of whatever name, without waiting for another', async () => {
    const card = JSON.stringify({ prompt: 'Q'.repeat(1_000) });
    const text = `{"cards": [${Array(2_000).fill(card).join(',\n')}], "n": 1}`;
    let taken = 0;
    async function* bytes() {
      for await (const piece of inPieces(Buffer.from(text))) {
        taken += piece.length;
        yield piece;
      }
    }
    for await (const entry of readQuestions(bytes(), 'JSON')) {
      expect(entry).toMatchObject({ line: 1, draft: expect.anything() });
      break;
    }
    expect(taken).toBeLessThan(1.2 * mebibyte);
    expect(await read('JSON', text)).toHaveLength(2_000);
  });

  it.each([
    ['', 1, /the end of the file stands where \[ or {/],
    ['prompt: x', 1, /“p” stands where/],
    ['[\n{"prompt": "a"}\n{"prompt": "b"}]', 3, /“{” stands where a comma or \]/],
    ['[{"prompt": "a"},\n]', 2, /after the comma/],
    ['[{"prompt": "a"},\n,]', 2, /“,” stands where a question/],
    ['[{"prompt": "a"},\n\n{"prompt": "b"', 3, /file ends inside/],
    ['[{"prompt": "a"}', 1, /the end of the file stands where a comma or \]/],
    ['[{"prompt": "a",\n "tags": [1 2]}]', 2, /near “.*tags": \[1 2\]}/],
    ['[{"prompt": "a",\n "tags": ["b"}]', 2, /near “.*\["b"}\]/],
    ['[{prompt: "a"}]', 1, /near “{prompt/],
    ['[{"prompt": "a\nb"}]', 1, /near/],
    ['[]\n[]', 2, /“\[” stands where the end of the file/],
    ['{"prompt": "a", "tags": ["x"]}', undefined, /no list of questions/],
    ['{"prompt": "a"}\n{"prompt": "b"}', undefined, /JSON Lines/],
    ['{"items": [{"prompt": "a"}],\n"rows": [{"prompt": "b"}]}', 2, /second list/],
    ['{"items" [{"prompt": "a"}]}', 1, /a colon/],
    ['{items: []}', 1, /name of a property in quotes/],
  ])('is refused where it is broken: %j', async (text, line, en) => {
    expect(await unreadable('JSON', text)).toEqual({ line, en: expect.stringMatching(en), lines: expect.anything() });
  });

  it('gives the rows before the broken one', async () => {
    expect((await unreadable('JSON', '[{"prompt": "a"},\n{"prompt": "b"},\n{oops}]')).lines).toEqual([1, 2]);
  });

  it('refuses a row alone for a control character in its text', async () => {
    const entries = await read('JSON', '[{"prompt": "a"},\n{"prompt": "b\u0007"},\n{"prompt": "c"}]');
    expect(entries.map((entry) => ('problem' in entry ? entry.problem.en : entry.draft.prompt))).toEqual([
      'a',
      expect.stringContaining('control character'),
      'c',
    ]);
  });

  it('may be as deep as it likes', async () => {
    const deep = `${'['.repeat(400_000)}${']'.repeat(400_000)}`;
    expect(await read('JSON', `[{"prompt": "Q", "x": ${deep}}]`)).toEqual([{ line: 1, draft: { prompt: 'Q' } }]);
    expect(await read('JSONL', `{"prompt": "Q", "x": ${deep}}`)).toEqual([{ line: 1, draft: { prompt: 'Q' } }]);
    const [entry] = await read('JSON', `[{"prompt": ${deep}}]`);
    expect(entry).toHaveProperty('problem');
    expect(await unreadable('JSON', `[{"prompt": ${'{"a":'.repeat(100_000)}`)).toMatchObject({ line: 1 });
  });
});

describe('JSON Lines', () => {
  it('has a question in each line that is not blank', async () => {
    const text = '{"prompt":"a"}\r\n\r\n  \r{"prompt":"b"}\nnot json\n[1]\n{"prompt":"c"},\n{"prompt":"d"}';
    const problem = (en: string) => ({ problem: expect.objectContaining({ en: expect.stringContaining(en) }) });
    const entries = [
      { line: 1, draft: { prompt: 'a' } },
      { line: 4, draft: { prompt: 'b' } },
      { line: 5, ...problem('not JSON, near “not json”') },
      { line: 6, ...problem('“[…]” is not a question') },
      { line: 7, ...problem('not JSON') },
      { line: 8, draft: { prompt: 'd' } },
    ];
    expect(await readInPieces('JSONL', text)).toEqual(entries);
    expect(await read('JSONL', '')).toEqual([]);
  });
});

describe('CSV', () => {
  it('has a row of names, and a question in each row after it', async () => {
    const text = `Question,Answer,Tags,Difficulty
What is DNS?,"It maps
names, ""quickly"", to addresses",dns; net,easy

"What, exactly, is TLS?",,,
=1+1,+x,@y,2
`;
    const entries = [
      {
        line: 2,
        draft: {
          prompt: 'What is DNS?',
          referenceAnswer: 'It maps\nnames, "quickly", to addresses',
          tags: ['dns', 'net'],
          difficulty: 2,
        },
      },
      { line: 5, draft: { prompt: 'What, exactly, is TLS?' } },
      { line: 6, draft: { prompt: '=1+1', referenceAnswer: '+x', tags: ['@y'], difficulty: 2 } },
    ];
    expect(await read('CSV', `\ufeff${text}`)).toEqual(entries);
    for (const end of ['\n', '\r\n', '\r']) {
      expect(await readInPieces('CSV', text.replaceAll('\n', end))).toEqual(entries);
    }
  });

  it('takes semicolons and tabs, and Chinese names', async () => {
    const draft = { prompt: '什么是索引？', referenceAnswer: 'a, b', difficulty: 3, tags: ['x', 'y'] };
    expect(await read('CSV', '\n题目;答案;难度;标签\n什么是索引？;a, b;中等;x、y\n')).toEqual([{ line: 3, draft }]);
    expect(await read('CSV', '题目\t答案\t难度\t标签\n什么是索引？\ta, b\t中等\tx、y')).toEqual([{ line: 2, draft }]);
    expect(await read('CSV', 'prompt;x,y,z\na;b\n')).toEqual([{ line: 2, draft: { prompt: 'a' } }]);
    expect(await read('CSV', '"题目","答\n案,"\n"a","b"\n')).toEqual([{ line: 3, draft: { prompt: 'a' } }]);
    expect(await read('CSV', 'prompt\na;b,c')).toEqual([
      { line: 2, problem: expect.objectContaining({ en: expect.stringContaining('2 cells, the header 1') }) },
    ]);
  });

  it('tells an empty text from one that is not there, and passes over rows without anything', async () => {
    expect(await read('CSV', 'prompt,answer,tags\na,,\nb,"",""\n,,\n , ,\n""\n')).toEqual([
      { line: 2, draft: { prompt: 'a' } },
      { line: 3, draft: { prompt: 'b', referenceAnswer: '', tags: [] } },
    ]);
  });

  it('refuses rows with too many cells, or without a question', async () => {
    const entries = await read('CSV', 'answer,prompt\n1,2,3\n1\n1,a\n');
    expect(entries).toEqual([
      { line: 2, problem: expect.objectContaining({ en: expect.stringContaining('3 cells, the header 2') }) },
      { line: 3, problem: expect.objectContaining({ en: expect.stringContaining('no question') }) },
      { line: 4, draft: { prompt: 'a', referenceAnswer: '1' } },
    ]);
  });

  it('refuses a row whose quotes are wrong, where the next rows are sure', async () => {
    const text = 'prompt,answer\n"The "this" keyword",x\na, "b, c"\n"b",y\nsay "hi",z\n';
    const quotes = { problem: expect.objectContaining({ en: expect.stringContaining('quotes that do not enclose') }) };
    expect(await readInPieces('CSV', text)).toEqual([
      { line: 2, ...quotes },
      { line: 3, ...quotes },
      { line: 4, draft: { prompt: 'b', referenceAnswer: 'y' } },
      { line: 5, draft: { prompt: 'say "hi"', referenceAnswer: 'z' } },
    ]);
  });

  it.each([
    // A part of an answer would be taken for a question.
    ['prompt,answer\nq,"He said "hello, world"\nand left"\nb,y\n', 2, 'goes on behind its closing quote'],
    ['prompt,answer\nq,"a "b"\nand "c" left"\n', 2, 'goes on behind its closing quote'],
    ['prompt,answer\n"a"b,x\nc\nd,e\n', 2, 'do not enclose'],
    ['prompt\n"a"b\nc\n', 2, 'do not enclose'],
    ['prompt,answer\na,b\nc,"d\ne,f\n', 3, 'a quote that was opened in line 3 is never closed'],
    ['"prompt,answer\na,b\n', 1, 'a quote that was opened in line 1 is never closed'],
  ])('is refused where quotes leave it open what a row is: %j', async (text, line, en) => {
    const found = await unreadable('CSV', text);
    expect(found).toMatchObject({ line, en: expect.stringContaining(en) });
  });

  it('is refused without a column of questions', async () => {
    const found = await unreadable('CSV', '\nname,answer\nx,y\n');
    expect(found).toMatchObject({
      line: 2,
      en: expect.stringMatching(/names name, answer; one of prompt, question, title, 题目/),
    });
    expect(await unreadable('CSV', '')).toMatchObject({ en: expect.stringContaining('empty') });
    expect(await unreadable('CSV', ' \n\n')).toMatchObject({ en: expect.stringContaining('empty') });
  });
});

describe('encodings', () => {
  const line = '{"prompt":"什么是闭包？😀"}\n';
  const utf16 = (text: string, isBig = false) => {
    const bytes = Buffer.from(text, 'utf16le');
    return isBig ? bytes.swap16() : bytes;
  };
  /** 请解释数据库的索引 in GBK. */
  const gbk = Buffer.from('c7ebbdcfcacdcafdbeddbfe2b5c4cbf7d2fd', 'hex');

  it('are UTF-8, with or without a mark, in pieces of any length', async () => {
    const entries = [1, 3].map((number) => ({ line: number, draft: { prompt: '什么是闭包？😀' } }));
    expect(await readInPieces('JSONL', `${line}\r\n${line}`)).toEqual(entries);
    const marked = Buffer.from(`\ufeff${line}\r\n${line}`);
    for (const length of pieceLengths) expect(await read('JSONL', marked, length)).toEqual(entries);
  });

  it.each([
    ['with a mark', utf16(`\ufeff${line}`)],
    ['big endian with a mark', utf16(`\ufeff${line}`, true)],
    ['without a mark', utf16(line)],
    ['big endian without a mark', utf16(line, true)],
    ['short', utf16('a,b')],
    ['of ASCII', utf16('prompt,answer\nWhat is it?,x\n')],
  ])('that are UTF-16 are refused: %s', async (_, bytes) => {
    const reason = 'The file is UTF-16. Save it as UTF-8, for example: iconv -f UTF-16 -t UTF-8';
    for (const format of ['JSONL', 'CSV', 'JSON', 'MARKDOWN'] as const) {
      expect(await unreadable(format, bytes)).toEqual({ line: 1, en: reason, lines: [] });
    }
  });

  it('do not become UTF-16 by a NUL that strayed into a text', async () => {
    const entries = await read('CSV', 'prompt,answer\na\0b,c\nd,e\n');
    expect(entries).toEqual([
      { line: 2, problem: expect.objectContaining({ en: expect.stringContaining('U+0000') }) },
      { line: 3, draft: { prompt: 'd', referenceAnswer: 'e' } },
    ]);
  });

  it('that are GBK are told by the line', async () => {
    const bytes = Buffer.concat([Buffer.from(`${padding}prompt\r\na\rb\n`), gbk, Buffer.from('\nc\n')]);
    for (const length of [...pieceLengths, 100_000]) {
      const { entries, error } = await collect(inPieces(bytes, length), 'CSV');
      expect(entries.map((entry) => entry.line)).toEqual([3, 4]);
      expect(error).toMatchObject({ line: 5, reason: { en: expect.stringMatching(/GBK.*iconv -f GB18030 -t UTF-8/) } });
    }
  });

  it('that are GBK are told far into a file, too', async () => {
    const row = Buffer.from(`${'x'.repeat(99)}\n`);
    const bytes = Buffer.concat([Buffer.from('prompt\n'), ...Array(2_000).fill(row), Buffer.from('"a,'), gbk]);
    expect(await unreadable('CSV', bytes)).toMatchObject({ line: 2_002, en: expect.stringContaining('GBK') });
  });

  it('that are something else are only said not to be UTF-8', async () => {
    const noise = Buffer.from(Array.from({ length: 5_000 }, (_, at) => (at % 7 === 0 ? 0 : (at * 73) % 256)));
    for (const bytes of [
      Buffer.from('prompt\nWas heißt das, Café?\n', 'latin1'),
      Buffer.from('prompt\nLes étés passés\n', 'latin1'),
    ]) {
      const found = await unreadable('CSV', bytes);
      expect(found).toMatchObject({ line: 2, en: expect.stringContaining('not UTF-8') });
      expect(found.en).not.toContain('GBK');
    }
    expect(await unreadable('CSV', noise)).toMatchObject({ en: expect.stringContaining('not UTF-8') });
    expect(await unreadable('CSV', Buffer.concat([Buffer.from('prompt\na'), Buffer.from([0xe4])]))).toMatchObject({
      line: 2,
    });
  });
});

describe('memory', () => {
  setFlagsFromString('--expose-gc');
  const collectGarbage = runInNewContext('gc') as () => void;
  const inUse = () => {
    // What a microtask has just let go is only collected the second time.
    collectGarbage();
    collectGarbage();
    const { heapUsed, external } = process.memoryUsage();
    return heapUsed + external;
  };

  /** A file that ends after `size` bytes; `taken` tells how much of it was asked for, `held` how much memory that took. */
  const endless = (beginning: string, repeated: string, size: number) => {
    const piece = Buffer.from(repeated.repeat(Math.floor(65_536 / Buffer.byteLength(repeated))));
    const seen = { taken: 0, held: 0 };
    async function* bytes(): AsyncGenerator<Uint8Array> {
      const before = inUse();
      yield Buffer.from(beginning);
      while (seen.taken < size) {
        seen.taken += piece.length;
        yield piece;
        if (seen.taken % (64 * mebibyte) < piece.length || seen.taken >= size)
          seen.held = Math.max(seen.held, inUse() - before);
      }
    }
    return { bytes: bytes(), seen };
  };

  const gibibyte = 2 ** 30;

  it.each<[Format, string, string, RegExp]>([
    ['CSV', 'prompt,answer\na,b\n"c', 'x, y\n', /opened in line 3 is never closed/],
    ['CSV', '"prompt', 'x, y\n', /opened in line 1 is never closed/],
    ['CSV', '', 'prompt', /no column of questions/],
    ['JSON', '[{"prompt":"a"},\n\n{"prompt":"', 'x', /longer than 1 MiB/],
    ['JSON', '{"questions":[{"prompt":', '[', /longer than 1 MiB/],
    ['JSON', '{"', 'x', /longer than 1 MiB/],
    ['MARKDOWN', '', 'no heading here\n', /no heading in the first 1 MiB/],
    ['MARKDOWN', '', 'x', /no heading in the first 1 MiB/],
  ])('is not filled by %s that begins with %j and goes on', async (format, beginning, repeated, reason) => {
    const { bytes, seen } = endless(beginning, repeated, gibibyte);
    const { error } = await collect(bytes, format);
    expect(error?.reason.en).toMatch(reason);
    expect(seen.taken).toBeLessThan(1.3 * mebibyte);
  });

  it.each<[Format, string, string, string]>([
    ['JSONL', '{"prompt":"a"}\n{"prompt":"', 'x', 'longer than 1 MiB'],
    ['MARKDOWN', '## What is a?\n\nb\n\n## What is c?\n\n', 'x', 'longer than 1 MiB'],
    ['MARKDOWN', '## What is a?\n\nb\n\n## What is c?\n\n```\n', '## x\n', 'opened in line 7 is never closed'],
    ['CSV', 'prompt\na\n', 'x', 'longer than 1 MiB'],
  ])('is not filled by a row of %s that does not end: %j', async (format, beginning, repeated, problem) => {
    const size = format === 'MARKDOWN' && repeated.endsWith('\n') ? 4 * mebibyte : 200 * mebibyte;
    const { bytes, seen } = endless(beginning, repeated, size);
    const { entries, error } = await collect(bytes, format);
    expect(error).toBeUndefined();
    expect(entries).toEqual([
      expect.objectContaining({ draft: expect.anything() }),
      expect.objectContaining({ problem: expect.objectContaining({ en: expect.stringContaining(problem) }) }),
    ]);
    expect(seen.taken).toBeGreaterThanOrEqual(size);
    expect(seen.held).toBeLessThan(4 * mebibyte);
  });

  it('is not filled by many rows, and what follows a long one is read', async () => {
    async function* bytes(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('{"prompt":"');
      for (let count = 0; count < 40; count++) yield Buffer.alloc(65_536, 'x');
      yield Buffer.from('"}\n');
      for (let count = 0; count < 100; count++)
        yield Buffer.from('{"prompt":"What is it?","answer":"This."}\n'.repeat(1_000));
    }
    const before = inUse();
    let held = 0;
    let drafts = 0;
    let problems = 0;
    for await (const entry of readQuestions(bytes(), 'JSONL')) {
      if ('draft' in entry) drafts += 1;
      else problems += 1;
      if (drafts % 25_000 === 1) held = Math.max(held, inUse() - before);
    }
    expect({ drafts, problems }).toEqual({ drafts: 100_000, problems: 1 });
    expect(held).toBeLessThan(4 * mebibyte);
  });
});
