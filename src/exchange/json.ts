/** Reads JSON: a list of questions, or an object that has one. */
import { entryOfJson } from './draft.js';
import { type Entry, longestRecord, UnreadableFile } from './entry.js';
import { createJsonSource, type JsonSource } from './json-source.js';
import { countLineEnds } from './lines.js';
import { tooLong } from './refusal.js';
import { brokenText } from './syntax.js';

/** Under which an object's list of questions is known, whatever other lists it has. */
const listNames = new Set(['questions', 'data', 'items', 'rows']);

const unexpected = (source: JsonSource, found: string | undefined, en: string, zh: string): UnreadableFile => {
  const place =
    found === undefined ? { en: 'the end of the file', zh: '文件结尾' } : { en: `“${found}”`, zh: `“${found}”` };
  return new UnreadableFile(
    { en: `${place.en} stands where ${en} belongs`, zh: `此处为${place.zh}，应为${zh}` },
    source.line(),
  );
};

/** About what an entry takes, however short its text is. */
const leastHeld = 200;

type Element = { entry: Entry; length: number };

const elementOf = (line: number, text: string): Element => {
  if (text.length > longestRecord) return { entry: { line, problem: tooLong }, length: 0 };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const { problem, at, isContained } = brokenText(text, error);
    if (isContained) return { entry: { line, problem }, length: text.length };
    throw new UnreadableFile(problem, line + countLineEnds(text.slice(0, at)));
  }
  return { entry: entryOfJson(line, value), length: text.length };
};

/** Passes what parts members from another. @returns false behind the last */
const goOn = async (source: JsonSource, end: string): Promise<boolean> => {
  const found = await source.peek();
  if (found !== ',' && found !== end) throw unexpected(source, found, `a comma or ${end}`, `逗号或 ${end}`);
  source.skip();
  if (found === end) return false;
  const following = await source.peek();
  if (following === end) throw unexpected(source, following, 'something after the comma', '逗号之后的内容');
  return true;
};

/** The elements of a list, whose bracket was passed. */
async function* elements(source: JsonSource): AsyncGenerator<Element> {
  if ((await source.peek()) === ']') return source.skip();
  do {
    const line = source.line();
    const text = await source.value();
    if (text === '') throw unexpected(source, await source.peek(), 'a question', '题目');
    yield elementOf(line, text);
  } while (await goOn(source, ']'));
}

async function* keys(source: JsonSource): AsyncGenerator<string> {
  if ((await source.peek()) === '}') return source.skip();
  do {
    const found = await source.peek();
    if (found !== '"') throw unexpected(source, found, 'the name of a property in quotes', '带引号的属性名');
    const key = await source.value();
    const colon = await source.peek();
    if (colon !== ':') throw unexpected(source, colon, 'a colon', '冒号');
    source.skip();
    yield key;
  } while (await goOn(source, '}'));
}

/** The list of questions among an object's properties: the one of objects under a known name, or else the first that may be it. */
async function* listIn(source: JsonSource): AsyncGenerator<Entry> {
  let isFound = false;
  // One that may be it waits for one that is, for as long as it is short.
  let waiting: Entry[] | undefined;
  for await (const key of keys(source)) {
    const isNamed = listNames.has(key.slice(1, -1).toLowerCase());
    if ((await source.peek()) !== '[') {
      await source.value({ isHeld: false });
      continue;
    }
    source.skip();
    const isOfObjects = (await source.peek()) === '{';
    const isSure = isNamed && isOfObjects;
    if (isFound && isSure) {
      throw new UnreadableFile(
        { en: 'a second list of questions begins here', zh: '此处开始了第二个题目列表' },
        source.line(),
      );
    }
    if (isFound || !(isSure || ((isNamed || isOfObjects) && waiting === undefined))) {
      await source.value({ isHeld: false, depth: 1 });
      continue;
    }
    isFound = isSure;
    waiting = isSure ? undefined : [];
    let length = 0;
    for await (const element of elements(source)) {
      length += element.length + leastHeld;
      waiting?.push(element.entry);
      if (length > longestRecord) isFound = true;
      if (!isFound) continue;
      yield* waiting ?? [element.entry];
      waiting = undefined;
    }
  }
  if (!isFound && waiting === undefined) {
    throw new UnreadableFile({
      en: 'no list of questions: give [{"question": "…"}, …] or {"questions": […]}; one object a line is JSON Lines (.jsonl)',
      zh: '没有题目列表：应为 [{"question": "…"}, …] 或 {"questions": […]}；每行一个对象请用 JSON Lines（.jsonl）',
    });
  }
  yield* waiting ?? [];
}

export async function* readJson(texts: AsyncIterable<string>): AsyncGenerator<Entry> {
  const source = createJsonSource(texts);
  try {
    const first = await source.peek();
    if (first !== '[' && first !== '{') throw unexpected(source, first, '[ or {', ' [ 或 {');
    source.skip();
    if (first === '[') for await (const { entry } of elements(source)) yield entry;
    else yield* listIn(source);
    const more = await source.peek();
    if (more !== undefined) throw unexpected(source, more, 'the end of the file', '文件结尾');
  } finally {
    await source.close();
  }
}
