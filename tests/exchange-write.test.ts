/** Files of questions that we write: they are read back as the same questions, whatever these say. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { Draft } from '../src/exchange/entry.js';
import type { Format } from '../src/exchange/format.js';
import { readPlainFields, writeFields } from '../src/exchange/markdown/plain-fields.js';
import { readQuestions } from '../src/exchange/read.js';
import { writeQuestions } from '../src/exchange/write.js';

type Question = Required<Draft>;

const formats: Format[] = ['JSON', 'JSONL', 'CSV', 'MARKDOWN'];

async function* each<T>(items: T[]): AsyncGenerator<T> {
  yield* items;
}

const write = async (questions: Question[], format: Format): Promise<string> => {
  let text = '';
  for await (const piece of writeQuestions(each(questions), format)) text += piece;
  return text;
};

const readBack = async (text: string, format: Format, length = 65_536): Promise<unknown[]> => {
  const bytes = Buffer.from(text);
  async function* pieces() {
    for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length);
  }
  const entries: unknown[] = [];
  for await (const entry of readQuestions(pieces(), format)) entries.push('draft' in entry ? entry.draft : entry);
  return entries;
};

const question: Question = {
  prompt: 'What is a mutex?',
  category: 'operating-systems',
  tags: ['os', 'threads'],
  difficulty: 3,
  timeLimit: 120,
  locale: 'EN',
  status: 'PUBLISHED',
  referenceAnswer: 'A lock.\n\n```c\nlock(&m);\n```',
  keyPoints: [{ text: 'One holder at a time', weight: 2 }, { text: 'The others wait' }],
  hints: ['Think of a door.'],
};

describe('what is written', () => {
  it('is Markdown that people read', async () => {
    expect(
      await write(
        [question, { ...question, prompt: 'What prints\n  `1`?', keyPoints: [], hints: [], tags: [] }],
        'MARKDOWN',
      ),
    ).toBe(`## What is a mutex?
\`\`\`yaml question
category: "operating-systems"
tags: ["os", "threads"]
difficulty: 3
timeLimit: 120
locale: EN
status: PUBLISHED
keyPoints:
  - text: "One holder at a time"
    weight: 2
  - text: "The others wait"
hints:
  - "Think of a door."
\`\`\`

A lock.

\`\`\`c
lock(&m);
\`\`\`

## What prints
\`\`\`yaml question
prompt: |-
  What prints
    \`1\`?
category: "operating-systems"
tags: []
difficulty: 3
timeLimit: 120
locale: EN
status: PUBLISHED
keyPoints: []
hints: []
\`\`\`

A lock.

\`\`\`c
lock(&m);
\`\`\`

`);
  });

  it('is CSV that spreadsheets open: marked as UTF-8, and lists as people write them', async () => {
    const plain = { ...question, referenceAnswer: '=1+1', keyPoints: [{ text: 'a' }, { text: 'b' }], tags: ['a, b'] };
    expect(await write([question, plain], 'CSV')).toBe(
      [
        '\ufeffprompt,category,tags,difficulty,timeLimit,locale,status,referenceAnswer,keyPoints,hints',
        'What is a mutex?,operating-systems,"os, threads",3,120,EN,PUBLISHED,"A lock.\n\n```c\nlock(&m);\n```","[{""text"":""One holder at a time"",""weight"":2},{""text"":""The others wait""}]",Think of a door.',
        `What is a mutex?,operating-systems,"[""a, b""]",3,120,EN,PUBLISHED,'=1+1,"a\nb",Think of a door.`,
        '',
      ].join('\r\n'),
    );
  });

  it('is JSON with nothing but the fields', async () => {
    const more = { ...question, id: 'secret', keyPoints: [{ id: 'secret', text: 'a', cue: 'secret', weight: 1 }] };
    expect(JSON.parse(await write([more, question], 'JSON'))).toEqual([
      { ...question, keyPoints: [{ text: 'a', weight: 1 }] },
      question,
    ]);
    const lines = await write([more, question], 'JSONL');
    expect(lines.split('\n')).toHaveLength(3);
    for (const format of formats) expect(await write([more], format)).not.toContain('secret');
  });

  it('may be nothing', async () => {
    for (const format of ['JSON', 'JSONL', 'CSV'] as const)
      expect(await readBack(await write([], format), format)).toEqual([]);
    expect(await write([], 'MARKDOWN')).toBe('');
  });
});

/** What has a meaning in some format, beside what letters there are. */
const pieces = [
  ...['\n', '\n\n', '\n\n\n', ' ', '  ', '\t', '    ', '\u00a0', '\u3000', '\u2028', '\ufeff', '\u200b'],
  ...[
    '"',
    '""',
    "'",
    ',',
    ';',
    '|',
    '、',
    '\\',
    '\\n',
    '=1+1',
    '+1',
    '-1',
    '@x',
    '%',
    '#',
    '##',
    ' #',
    '&amp;',
    '*',
    '_',
    '!',
    '?',
  ],
  ...[
    '## x',
    '\n## x\n',
    '# ',
    '---',
    '\n---\n',
    '===',
    '> ',
    '- ',
    '* ',
    '1. ',
    '1. ## x',
    '...',
    ': ',
    ' #x',
    '|-',
    '{',
    '}',
    '[',
    ']',
  ],
  ...[
    '`',
    '``',
    '```',
    '\n```\n',
    '````',
    '~~~',
    '\n~~~\n',
    '```yaml question',
    '\n## x\n```yaml question\n',
    '\n```yaml question\n```\n',
  ],
  ...[
    '<b>',
    '</b>',
    '<script>',
    '<!--',
    '-->',
    '\n<!--\n',
    '<pre>',
    '\n<pre>\n',
    '- <script>',
    '- ```\n',
    '> ```',
    '<details>',
    '<T>',
    '](javascript:x)',
    '![a](b)',
  ],
  ...[
    'null',
    'true',
    '~',
    '0',
    '1e3',
    '.inf',
    '2001-01-01',
    'yes',
    '[]',
    '["a"]',
    '[1]',
    '什么',
    '是？',
    '😀',
    '👩‍👩‍👧',
    'é',
    'prompt:',
  ],
];

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are refused, so that no question contains them
const refused = /[\0-\x08\x0b-\x1f\x7f-\x9f]/g;

const text = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...pieces) },
      { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 6 }) },
      fc.string({ unit: 'grapheme-ascii', maxLength: 8 }),
    ),
    {
      maxLength: 8,
    },
  )
  .map((parts) => parts.join('').replace(refused, ''));

const questions: fc.Arbitrary<Question> = fc.record(
  {
    // A question that says nothing is refused.
    prompt: text.filter((prompt) => prompt.trim() !== ''),
    category: text,
    tags: fc.array(text, { maxLength: 3 }),
    difficulty: fc.integer({ min: 1, max: 5 }),
    timeLimit: fc.integer({ min: 0, max: 100_000 }),
    locale: fc.constantFrom('ZH', 'EN'),
    status: fc.constantFrom('DRAFT', 'PUBLISHED', 'ARCHIVED'),
    referenceAnswer: text,
    keyPoints: fc.array(
      fc.record(
        { text, weight: fc.double({ min: Number.MIN_VALUE, max: 1e30, noNaN: true }) },
        { requiredKeys: ['text'], noNullPrototype: true },
      ),
      { maxLength: 3 },
    ),
    hints: fc.array(text, { maxLength: 3 }),
  },
  { noNullPrototype: true },
);

describe('what is read back', () => {
  it.each(formats)('is the same question, whatever it says: %s', async (format) => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(questions, { minLength: 1, maxLength: 3 }),
        fc.integer({ min: 1, max: 80 }),
        async (list, length) => {
          expect(await readBack(await write(list, format), format)).toStrictEqual(list);
          // Far enough in that what is tried is read in pieces of its own.
          const more = [{ ...question, referenceAnswer: 'x'.repeat(5_000), keyPoints: [] }, ...list];
          expect(await readBack(await write(more, format), format, length)).toStrictEqual(more);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('is, of Markdown, what YAML says, though we read our own form without it', () => {
    fc.assert(
      fc.property(questions, fc.boolean(), ({ prompt, referenceAnswer, ...others }, isWhole) => {
        const fields = writeFields(isWhole ? { ...others, prompt, referenceAnswer } : others);
        const plain = readPlainFields(fields);
        expect(plain).toBeDefined();
        expect(plain).toEqual(parse(fields));
      }),
      { numRuns: 500 },
    );
  });

  it.each(formats)('is the same question with a long text: %s', async (format) => {
    const long = {
      ...question,
      prompt: '长\n'.repeat(100_000).trim(),
      referenceAnswer: `${'text `x` ## x\n'.repeat(20_000)}.`,
    };
    expect(await readBack(await write([long, question], format), format)).toEqual([long, question]);
  });
});
