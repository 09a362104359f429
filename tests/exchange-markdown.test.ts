/** Files of questions in Markdown: documents written for people, and our own with fields. */
import { describe, expect, it } from 'vitest';
import { type Draft, type Entry, UnreadableFile } from '../src/exchange/entry.js';
import { type ReadOptions, readQuestions } from '../src/exchange/read.js';

const read = async (text: string, options: ReadOptions = {}, length = 65_536): Promise<Entry[]> => {
  const bytes = Buffer.from(text);
  async function* pieces() {
    for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length);
  }
  const entries: Entry[] = [];
  for await (const entry of readQuestions(pieces(), 'MARKDOWN', options)) entries.push(entry);
  return entries;
};

/** Reads it as a whole and in pieces of many lengths, with all kinds of line ends, which makes no difference. */
const readInPieces = async (text: string): Promise<Entry[]> => {
  const whole = await read(text);
  for (const [length, end] of [
    [1, '\n'],
    [3, '\r\n'],
    [64, '\r'],
  ] as const) {
    // Far enough in that what is tried stands in pieces of its own.
    const entries = await read(`${' '.repeat(5_000)}\n${text}`.replaceAll('\n', end), {}, length);
    expect(entries.map((entry) => ({ ...entry, line: entry.line - 1 }))).toEqual(whole);
  }
  return whole;
};

const drafts = async (text: string, options?: ReadOptions): Promise<Draft[]> =>
  (await read(text, options)).map((entry) => {
    if ('problem' in entry) throw new Error(entry.problem.en);
    return entry.draft;
  });

/** What becomes of a text beneath a question, or why it is refused. */
const answerTo = async (body: string): Promise<string | undefined> => {
  const [entry, ...others] = await read(`## What is it?\n\n${body}\n`);
  expect(others).toEqual([]);
  if (!entry || 'problem' in entry) return entry?.problem.en;
  expect(entry.draft.prompt).toBe('What is it?');
  return entry.draft.referenceAnswer;
};

const promptOf = async (heading: string): Promise<string | undefined> => {
  const [entry] = await read(`${heading}\n\ntext\n`);
  return entry && ('draft' in entry ? entry.draft.prompt : entry.problem.en);
};

const unreadable = async (text: string, options?: ReadOptions) => {
  try {
    await read(text, options);
  } catch (error) {
    if (error instanceof UnreadableFile) return { line: error.line, ...error.reason };
    throw error;
  }
  return undefined;
};

describe('a document for people', () => {
  it('may be a list of numbered headings with ways back to the top', async () => {
    const text = `# Interview questions

A collection.

### Table of Contents

| No. | Questions |
| --- | --------- |
|     | **Core**  |
| 1   | [What is a heap?](#what-is-a-heap) |
| 2   | [How do \`queues\` [FIFO] work?](#how-do-queues-fifo-work) |

## Core

1. ### What is a heap?

   A tree in an array:

   \`\`\`py
   # not a heading
   ## nor this
   heap = []
   \`\`\`

   - root first
     - children after

   **[⬆ Back to Top](#table-of-contents)**

2. ### How do \`queues\` [FIFO] work?

    First in,
    first out.

    **[⬆ Back to Top](#table-of-contents)**

---
10. ### Is a stack LIFO? ###

    #### Yes

    It is.

**[⬆ Back to Top](#table-of-contents)**
`;
    expect(await readInPieces(text)).toEqual([
      {
        line: 15,
        draft: {
          prompt: 'What is a heap?',
          category: 'Core',
          referenceAnswer:
            'A tree in an array:\n\n```py\n# not a heading\n## nor this\nheap = []\n```\n\n- root first\n  - children after',
        },
      },
      {
        line: 30,
        draft: { prompt: 'How do `queues` [FIFO] work?', category: 'Core', referenceAnswer: 'First in,\nfirst out.' },
      },
      { line: 38, draft: { prompt: 'Is a stack LIFO?', category: 'Core', referenceAnswer: '#### Yes\n\nIt is.' } },
    ]);
  });

  it('may hide its answers in details', async () => {
    const text = `---
title: Puzzles
---

# Puzzles

###### 1. What's the output?

\`\`\`js
console.log([] + {});
\`\`\`

- A: \`[object Object]\`
- B: \`NaN\`

<details><summary><b>Answer</b></summary>
<p>

#### Answer: A

Both become <em>strings</em>.

</p>
</details>

More on this: see above.

---

###### 2. What's next?

<details>
  <summary>Answer</summary>
  Nothing.

###### 3. What's left?

All.
`;
    expect(await read(text)).toEqual([
      {
        line: 7,
        draft: {
          prompt: "What's the output?\n\n```js\nconsole.log([] + {});\n```\n\n- A: `[object Object]`\n- B: `NaN`",
          category: 'Puzzles',
          referenceAnswer: '#### Answer: A\n\nBoth become strings.\n\nMore on this: see above.',
        },
      },
      { line: 30, draft: { prompt: "What's next?", category: 'Puzzles', referenceAnswer: 'Nothing.' } },
      { line: 36, draft: { prompt: "What's left?", category: 'Puzzles', referenceAnswer: 'All.' } },
    ]);
  });

  it('may be in Chinese, with sections', async () => {
    const text = `## 一、基础

### 1、什么是闭包？

函数与其作用域。

### 2. 谈谈 \`HashMap\` 的原理

数组加链表。

[回到顶部](#top)

## 二、进阶

### 第3题：如何排查内存泄漏

***

### 问：为什么用索引
加快查询。
`;
    expect(await drafts(text)).toEqual([
      { prompt: '什么是闭包？', category: '基础', referenceAnswer: '函数与其作用域。' },
      { prompt: '谈谈 `HashMap` 的原理', category: '基础', referenceAnswer: '数组加链表。' },
      { prompt: '如何排查内存泄漏', category: '进阶' },
      { prompt: '为什么用索引', category: '进阶', referenceAnswer: '加快查询。' },
    ]);
  });

  it('may have its headings underlined', async () => {
    const text = `Databases
=========

What is an index?
-----------------
A tree.
---

Text of two
lines
-----

* item
---

| a | b |
|---|---|

How does it work?
---
Fast.
`;
    expect(await read(text)).toEqual([
      {
        line: 4,
        draft: {
          prompt: 'What is an index?',
          category: 'Databases',
          referenceAnswer: 'A tree.\n---\n\nText of two\nlines\n-----\n\n* item\n---\n\n| a | b |\n|---|---|',
        },
      },
      { line: 19, draft: { prompt: 'How does it work?', category: 'Databases', referenceAnswer: 'Fast.' } },
    ]);
    const [first] = await drafts('What is it?\n===\n\nMore\n---\n\ntext\n', { headingLevel: 1 });
    expect(first).toEqual({ prompt: 'What is it?', referenceAnswer: 'More\n---\n\ntext' });
  });

  it('asks at the level that most looks like it, or at the one it is told', async () => {
    const text = `# Notes
intro
## Heaps
### What is a heap?
a
#### Is it fast?
### Explain a queue
b
## Stacks
text
## Trees
text
## Graphs
text
`;
    expect((await drafts(text)).map(({ prompt }) => prompt)).toEqual(['What is a heap?', 'Explain a queue']);
    expect((await drafts(text, { headingLevel: 2 })).map(({ prompt }) => prompt)).toEqual([
      'Heaps',
      'Stacks',
      'Trees',
      'Graphs',
    ]);
    const plain = '# A\n## One\ntext\n## Two\ntext\n### Three\ntext\n';
    expect((await drafts(plain)).map(({ prompt }) => prompt)).toEqual(['One', 'Two']);
    const answered = '# A\n## What is b?\n### Answer\nx\n### Example\ny\n## Why c?\n### Answer\nz\n';
    expect((await drafts(answered)).map(({ prompt }) => prompt)).toEqual(['What is b?', 'Why c?']);
    const statements = `## How to use this\nRead.\n${'### A thing\ntext\n'.repeat(30)}`;
    expect(await drafts(statements)).toHaveLength(30);
    expect((await drafts('# A\n## B\n## C\n')).map(({ prompt }) => prompt)).toEqual(['B', 'C']);
    expect(await unreadable(text, { headingLevel: 5 })).toMatchObject({
      en: expect.stringContaining('no heading of level 5'),
    });
  });

  it('has no headings in code, comments or raw blocks', async () => {
    const body = [
      '~~~\n## a?\n```\n## b?\n~~~',
      '````md\n```\n## c?\n````',
      '- ```\n  ## d?\n  ```',
      '> ```\n> ## e?\n\ntext',
      '    ## f?',
    ].join('\n\n');
    expect(await answerTo(body)).toBe(body);
    expect(await answerTo('a\n\n<!--\n\n## Why?\n\n-->\n\nb')).toBe('a\n\nb');
    expect(await answerTo('<pre>\n## Why &lt;b&gt;?\n\n<b>x</b>\n</pre>')).toBe('```\n## Why <b>?\n\nx\n```');
  });

  it('has no headings in what it begins with for programs', async () => {
    const text = '---\ntitle: What?\nlayout: page\n---\n\nWhat is it?\n===\n\na\n';
    expect(await read(text)).toEqual([{ line: 6, draft: { prompt: 'What is it?', referenceAnswer: 'a' } }]);
    expect(await drafts('---\ntitle: x\n# A comment\n---\n\n### Why?\n\na\n')).toEqual([
      { prompt: 'Why?', referenceAnswer: 'a' },
    ]);
    expect(await drafts('---\n\n## Why?\n\na\n\n---\n')).toEqual([{ prompt: 'Why?', referenceAnswer: 'a' }]);
  });

  it('has to be headings', async () => {
    expect(await unreadable('Just text\n')).toMatchObject({
      en: expect.stringContaining('no heading'),
      zh: expect.stringContaining('没有标题'),
    });
    expect(await unreadable('')).toMatchObject({ en: expect.stringContaining('no heading') });
    expect(await unreadable('#hashtag\n\n    # code\n')).toBeDefined();
    expect(await read('text\n\n## What is it?')).toEqual([{ line: 3, draft: { prompt: 'What is it?' } }]);
  });

  it('loses no questions behind a fence or comment that stays open', async () => {
    const entries = await read('## What is a?\n\nx\n\n## What is b?\n\n```js\ncode\n\n## What is c?\n\ny\n');
    expect(entries[0]).toEqual({ line: 1, draft: { prompt: 'What is a?', referenceAnswer: 'x' } });
    expect(entries[1]).toEqual({
      line: 5,
      problem: expect.objectContaining({ en: expect.stringContaining('opened in line 7') }),
    });
    expect(entries).toHaveLength(2);
    expect(await unreadable('## Is it?\n\na\n\n# B\n\n<!-- open\n\n## Is it?\n')).toMatchObject({ line: 7 });
  });

  it('goes on behind a question that is too long', async () => {
    const text = `## What is a?\n\n${'long line\n'.repeat(120_000)}\n## What is b?\n\nok\n`;
    const [first, second] = await read(text);
    expect(first).toEqual({ line: 1, problem: expect.objectContaining({ en: expect.stringContaining('1 MiB') }) });
    expect(second).toEqual({ line: 120_004, draft: { prompt: 'What is b?', referenceAnswer: 'ok' } });
  });

  it.each([
    ['## What is JSX? ##', 'What is JSX?'],
    ['## What is C#?', 'What is C#?'],
    ['## 12. What is it?', 'What is it?'],
    ['## 12、是什么？', '是什么？'],
    ['## 3.什么是它？', '什么是它？'],
    ['## Q3: What is it?', 'What is it?'],
    ['## Q: What is it?', 'What is it?'],
    ['## Question 7. What is it?', 'What is it?'],
    ['## 问：是什么？', '是什么？'],
    ['## 第十二题 是什么？', '是什么？'],
    ['## 3.x or 2.x?', '3.x or 2.x?'],
    ['## 404 or 410?', '404 or 410?'],
    ['## **2. What** is _this_ ~~thing~~?', 'What is this thing?'],
    ['## What is `*args` in *Python*?', 'What is `*args` in Python?'],
    ['## What are __init__ and snake_case_names?', 'What are __init__ and snake_case_names?'],
    ['## What is [JSX](https://x.y/z_(a) "t") and [a][b]?', 'What is JSX and a?'],
    ['## What is arr[0][1] and [] == []?', 'What is arr[0][1] and [] == []?'],
    ['## What is \\*this\\* &amp; that&nbsp;thing?', 'What is *this* & that thing?'],
    ['## What does &lt;br&gt; or \\<b\\> do?', 'What does `<br>` or `<b>` do?'],
    ['## What is List<String> or a < b?', 'What is List<String> or a < b?'],
    ['## <a name="x"></a>What is <code>let</code>?<!-- old -->', 'What is `let`?'],
    ['## ![logo](x.png) What is it?', 'logo What is it?'],
    ['## <https://x.y> is what?', 'https://x.y is what?'],
    ['## What is 2 * 3 * 4?', 'What is 2 * 3 * 4?'],
    ['## ', 'no question: the heading is empty'],
    ['## What does <script> do?', expect.stringMatching(/“<script>” is not taken; put it in backticks/)],
  ])('has prompts of headings: %j', async (heading, prompt) => {
    expect(await promptOf(heading)).toEqual(prompt);
  });

  it('ends answers before rules and ways back', async () => {
    const endings = [
      '**[⬆ Back to Top](#contents)**',
      '[⬆️ back to top](#)',
      '[TOC](#toc)',
      '[返回目录](#目录)',
      '[⬆](#top)',
      '---\n\n***\n\n_ _ _',
      '<div align="right"><b><a href="#">↥ back to top</a></b></div>',
      '<br/>\n\n**[Top](#a-(b))**\n\n---\n',
    ];
    for (const ending of endings) expect(await answerTo(`a\n\n---\n\nb\n\n${ending}`)).toBe('a\n\n---\n\nb');
    for (const kept of ['See [heaps](#heaps)', 'top', 'Go back to the start', '[docs](https://x.y)']) {
      expect(await answerTo(`a\n\n${kept}`)).toBe(`a\n\n${kept}`);
    }
  });

  it('does not ask its table of contents', async () => {
    const links = '- [One](#one)\n  1. [Two (b)](#two-(b))\n* Group\n\n- [x [y]](#z)';
    expect(await drafts(`## Contents\n\n${links}\n\n## What is it?\n\na\n`)).toEqual([
      { prompt: 'What is it?', referenceAnswer: 'a' },
    ]);
    expect(await answerTo(`${links}\n\nSee these.`)).toBe(`${links}\n\nSee these.`);
    expect(await answerTo('- [One](#one)\n- Two\n- Three')).toBe('- [One](#one)\n- Two\n- Three');
    expect(await answerTo('- [One](https://x.y)\n- Two')).toBe('- [One](https://x.y)\n- Two');
  });
});

describe('HTML in a document for people', () => {
  it.each([
    ['<p>a</p><p>b <b>c</b></p>', 'a\n\nb c'],
    ['a<br>b<br/>\nc', 'a\nb\nc'],
    ['<div align="center">\n  <h2>T</h2>\n    text\n</div>', 'T\n\ntext'],
    ['<ul><li>a</li><li>b</li></ul>', '- a\n\n- b'],
    ['<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>', 'a b\n\nc'],
    ['| a<br>b | <kbd>c</kbd> |\n|---|---|\n| <ul><li>d</li></ul> | e |', '| a b | c |\n|---|---|\n|   d   | e |'],
    ['H<sub>2</sub>O and E=mc<sup>2</sup>', 'H2O and E=mc2'],
    [
      'Use <code>a &lt; b</code>, <code>x`y</code> and <code>List<String></code>',
      'Use `a < b`, ``x`y`` and `List<String>`',
    ],
    ['<a href="https://x.y">text</a> <img src="x.png" alt="a picture"> <img src=x>', 'text a picture'],
    ['![alt *text*](x.png "t") and [![b](c.svg)](https://x.y) and ![d][e]', 'alt *text* and [b](https://x.y) and d'],
    ['a <!-- note --> b', 'a  b'],
    ['<details><summary>Show</summary>\n\ntext\n</details>', 'text'],
    ['x <<<b>b>b>y', 'x y'],
  ])('leaves its text: %j', async (body, answer) => {
    expect(await answerTo(body)).toBe(answer);
  });

  it.each([
    'if a < b and c > d or x<y, then Map<K, V>',
    'A List<String> of <T> and <my-element> it is',
    '`<script>alert(1)</script>` and ``<b>`</b>``',
    '```html\n<script src="x"></script>\n<!-- kept -->\n```',
    'a\n\n    <iframe>\n\n- item\n\n      <b>code</b>',
    '> ```\n> <form>\n> ```',
    '\\<script> and &lt;script&gt;',
    '<https://x.y/z> and <me@x.y> and [a](https://x.y) and [b][c]\n\n[c]: https://x.y',
    'arr[0](x) and [ ] and [x] and ![y]',
    'the `javascript:` scheme and javascript:void(0)',
  ])('is kept where it is none, or code: %j', async (body) => {
    expect(await answerTo(body)).toBe(body.trim());
  });

  it('is text where only its place would make it HTML', async () => {
    expect(await answerTo('a\n\n<String>\n\nb')).toBe('a\n\n\\<String>\n\nb');
  });

  it.each([
    ['<script>alert(1)</script>', '<script>'],
    ['text <SCRIPT src=x></SCRIPT>', '<SCRIPT src=x>'],
    ['<script>\n\nalert(1)\n\n</script>', '<script>'],
    ['<style>p {}</style>', '<style>'],
    ['<iframe src="x"></iframe>', '<iframe'],
    ['an <input> here', '<input>'],
    ['<svg><path/></svg>', '<svg>'],
    ['<object data="x">', '<object'],
    ['- item\n  <embed src="x">', '<embed'],
    ['<p onclick="x()">a</p>', 'onclick'],
    ['<x-y onmouseover=x()>', 'onmouseover'],
    ['<img src=x\nonerror=alert(1)>', 'onerror'],
    ['<img alt="`" onerror="x()">`', 'onerror'],
    ['<a href="javascript:x()">a</a>', 'javascript:'],
    ['<a href=" java&#115;cript&colon;x()">a</a>', 'java'],
    ['[a](javascript:x)', 'javascript:'],
    ['[a](<java\tscript:x>)', 'script:'],
    ['[a](JAVA&#x53;CRIPT:x)', 'JAVASCRIPT:'],
    ['![a](data:text/html,x)', 'data:text/html'],
    ['<javascript:x>', 'javascript:'],
    ['[a][b]\n\n[b]: javascript:x', 'javascript:'],
    ['<scr<b>ipt>x</scr</b>ipt>', '<script>'],
    ['a <scr<!-- -->ipt>', '<script>'],
    ['<?php echo 1 ?>', '<?php'],
    ['a <!DOCTYPE html>', '<!DOCTYPE html>'],
    ['<div class="a', '<div class="a'],
    ['> <section id=', '<section id='],
    ['<code><script></code>', '<script>'],
    ['<pre>\n<iframe src="x">\n</pre>', '<iframe'],
    ['<summary>lost', '<summary>'],
    ['`open\n\na <script>`', '<script>'],
  ])('is refused where it does something: %j', async (body, named) => {
    const problem = await answerTo(body);
    expect(problem).toContain(named);
    expect(problem).toContain('put it in backticks');
  });

  it('takes no longer than its length, whatever it is', async () => {
    const within = [
      '[',
      '![a](',
      '<a ',
      '<!-- ',
      '<?',
      '`` ` ',
      '**a',
      '<a b="',
      '&#',
      '[a](b',
      '<b>',
      '- <x ',
      '<code>',
    ];
    const lines = [
      'a\n',
      '[a]: b\n',
      '<T>\n',
      '> a\n',
      '- a\n',
      '- ```\n  ```\n',
      '```\n```\n',
      '<b>\n',
      '\n',
      '    a\n',
      '---\n',
    ];
    const tricks = [...within, '> - ', '<p>'].map((trick) => ['x ', trick] as const);
    const blocks = ['<div>\n\n', '<pre>\n</pre>\n', ...lines].map((trick) => ['x\n\n', trick] as const);
    const begun = performance.now();
    for (const [before, trick] of [...tricks, ...blocks]) {
      const body = trick.repeat(Math.floor(200_000 / trick.length));
      const [, last] = await read(`## What is a?\n\n${before}${body}\n\n## What is b?\n\nc\n`);
      expect(last).toMatchObject({ draft: { prompt: 'What is b?' } });
    }
    // Where it grew with the square, a single one of them took longer.
    expect(performance.now() - begun).toBeLessThan(15_000);
  });
});

describe('a document with fields', () => {
  const text = `# Questions for tomorrow

Some words.

## What is \`JSX\`?

\`\`\`yaml question
category: front-end
tags: [react, jsx]
difficulty: easy
time limit: 2m
locale: en
status: published
keyPoints:
  - It is compiled
  - text: It is not HTML
    weight: 2
hints: |
  - Think of XML
\`\`\`

It is <b>kept</b> as it *is*.

## A heading of the answer

\`\`\`md
## Not a question

\`\`\`

---

### 题目
~~~yaml question
prompt: |-
  第一行
    第二行
answer: "  x  "
~~~
## Bare
\`\`\`yaml question
\`\`\`
`;
  const entries = [
    {
      line: 5,
      draft: {
        prompt: 'What is `JSX`?',
        category: 'front-end',
        tags: ['react', 'jsx'],
        difficulty: 2,
        timeLimit: 120,
        locale: 'EN',
        status: 'PUBLISHED',
        keyPoints: [{ text: 'It is compiled' }, { text: 'It is not HTML', weight: 2 }],
        hints: ['Think of XML'],
        referenceAnswer:
          'It is <b>kept</b> as it *is*.\n\n## A heading of the answer\n\n```md\n## Not a question\n\n```\n\n---',
      },
    },
    { line: 33, draft: { prompt: '第一行\n  第二行', referenceAnswer: '  x  ' } },
    { line: 40, draft: { prompt: 'Bare' } },
  ];

  it('asks at its headings that have fields, and nowhere else', async () => {
    expect(await readInPieces(text)).toEqual(entries);
    expect(await read(text, { headingLevel: 1 })).toEqual(entries);
  });

  it.each([
    ['category: [a', 'not YAML'],
    ['- a\n- b', 'not YAML'],
    ['a: &x [1]\nb: *x', 'not YAML'],
    [`a: ${'['.repeat(100_000)}`, 'not YAML'],
    [`tags:\n${'- a\n'.repeat(5_000)}`, 'not YAML'],
    ['difficulty: 9', 'difficulty: “9”'],
    ['category: 7', 'category: “7”'],
    ['prompt: "a\\0b"', 'control character'],
    ['answer: a', 'two answers'],
  ])('refuses a question whose fields are wrong: %j', async (fields, problem) => {
    const question = `## Why?\n\`\`\`yaml question\n${fields}\n\`\`\`\nbody\n`;
    const [first, second] = await read(`${question}\n## Next\n\`\`\`yaml question\n\`\`\`\n`);
    expect(first).toEqual({ line: 1, problem: expect.objectContaining({ en: expect.stringContaining(problem) }) });
    expect(second).toMatchObject({ draft: { prompt: 'Next' } });
  });

  it.each([
    ['prompt: |-\n  x\n   \n', 'x\n '],
    ['prompt: |-\n    x', 'x'],
    ['prompt: |\n  x', 'x\n'],
    ["prompt: 'x'\n# note", 'x'],
    ['prompt: "x"\nhints: [1]', undefined],
    ['prompt: "x"\nprompt: "y"', undefined],
    ['prompt: "x"\nhints:\n  - "a"\n    weight: 1', undefined],
  ])('reads fields in any form of YAML: %j', async (fields, prompt) => {
    const [entry] = await read(`## Why?\n\`\`\`yaml question\n${fields}\n\`\`\`\n`);
    expect(entry && 'draft' in entry ? entry.draft.prompt : undefined).toBe(prompt);
  });

  it('refuses what is too long, and what is never closed', async () => {
    const long = `## Why?\n\`\`\`yaml question\n\`\`\`\n${'text\n'.repeat(220_000)}\n## Next\n\`\`\`yaml question\ntags: a\n`;
    const line = `## Why?\n\`\`\`yaml question\n\`\`\`\na\n${'x'.repeat(2 ** 20 + 1)}\nb\n`;
    expect(await read(line)).toEqual([
      { line: 1, problem: expect.objectContaining({ en: expect.stringContaining('1 MiB') }) },
    ]);
    expect(await read(long)).toEqual([
      { line: 1, problem: expect.objectContaining({ en: expect.stringContaining('1 MiB') }) },
      { line: 220_005, problem: expect.objectContaining({ en: expect.stringContaining('opened in line 220006') }) },
    ]);
  });
});

describe('a heading that asks nothing', () => {
  const draftsIn = async (text: string) =>
    (await read(text)).map((entry) => ('draft' in entry ? { line: entry.line, ...entry.draft } : entry));

  it('may have its questions in summaries', async () => {
    expect(
      await draftsIn(`## Pods

<details>
<summary>What is a <b>pod</b>?</summary><br>

The smallest unit.

\`\`\`html
<details><summary>Not one?</summary>x</details>
\`\`\`
</details>

<details><summary>How is it made?</summary>
</details>
`),
    ).toEqual([
      {
        line: 3,
        prompt: 'What is a pod?',
        category: 'Pods',
        referenceAnswer: 'The smallest unit.\n\n```html\n<details><summary>Not one?</summary>x</details>\n```',
      },
      { line: 13, prompt: 'How is it made?', category: 'Pods' },
    ]);
  });

  it('may have them as Q and A, in either language', async () => {
    expect(
      await draftsIn(`# Redis

**Q: What is it?**

A: A store.
In memory.

问：怎样持久化？
答：RDB 和 AOF。

Q3. Without an answer?
`),
    ).toEqual([
      { line: 3, prompt: 'What is it?', category: 'Redis', referenceAnswer: 'A store.\nIn memory.' },
      { line: 8, prompt: '怎样持久化？', category: 'Redis', referenceAnswer: 'RDB 和 AOF。' },
      { line: 11, prompt: 'Without an answer?', category: 'Redis' },
    ]);
  });

  it('may have them as a list', async () => {
    expect(await draftsIn('## General\n\n* What did you learn?\n* Why *this* one?\n  Take your time.\n')).toEqual([
      { line: 3, prompt: 'What did you learn?', category: 'General' },
      { line: 4, prompt: 'Why this one?', category: 'General', referenceAnswer: 'Take your time.' },
    ]);
  });

  it('is a question all the same where what stands beneath is an answer', async () => {
    const bodies = ['- a point\n- another?\n- a third', 'Ask yourself:\n\n- Why?\n- How?', 'A: so it is.'];
    for (const body of bodies) {
      expect(await draftsIn(`## Closures\n\n${body}\n`)).toEqual([
        { line: 1, prompt: 'Closures', referenceAnswer: body },
      ]);
    }
    const asked = '- Is it a language?\n- Is it HTML?';
    expect(await draftsIn(`## What is JSX?\n\n${asked}\n`)).toEqual([
      { line: 1, prompt: 'What is JSX?', referenceAnswer: asked },
    ]);
  });
});
