/** Searching the bank: in both languages, the fittest first, and nothing that is not to be found. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { transaction } from '../src/db/connection.js';
import { newId } from '../src/db/id.js';
import { readSeedBank } from '../src/db/seed.js';
import { categories, questions } from '../src/db/tables/index.js';
import { seedBank } from '../src/domain/question/seed.js';
import { insertQuestions, type NewQuestion } from '../src/domain/question/write.js';
import { overHttp, type Send, type WireResult } from './support/wire.js';
import { createWorld, type Person, type World } from './support/world.js';

let world: World;
let candidate: Person;
let editor: Person;
let send: Send;

beforeAll(async () => {
  // A database of its own: what else is there makes words common.
  world = await createWorld({ env: { ROLE: 'api' }, stores: 'search' });
  candidate = await world.person();
  editor = await world.person('Editor', 'EDITOR');
  send = overHttp(world.url);
});
afterAll(() => world.dispose());

type Filter = Record<string, unknown>;

const query = `query ($filter: QuestionFilterInput!, $first: Int) {
  questions(filter: $filter, first: $first) { totalCount edges { node { id prompt } } }
}`;
const request = (filter: Filter, { token }: Person = candidate): Promise<WireResult> =>
  send(query, { filter, first: 100 }, token);

const category = async (parentId: string | null = null): Promise<string> => {
  const id = newId('category');
  await world.app.services.db.insert(categories).values({ id, parentId, slug: id, nameZh: id, nameEn: id });
  return id;
};

type Given = Partial<NewQuestion> & { prompt: string };

const publish = async (categoryId: string, list: (Given | string)[]): Promise<void> => {
  const contents = list.map(
    (given): NewQuestion => ({
      locale: 'EN',
      categoryId,
      tags: [],
      difficulty: 3,
      timeLimit: 120,
      status: 'PUBLISHED',
      referenceAnswer: 'x',
      keyPoints: [],
      hints: [],
      ...(typeof given === 'string' ? { prompt: given } : given),
    }),
  );
  const author = { editorId: null, now: world.clock.now() };
  await transaction(world.app.services.db, (tx) => insertQuestions(tx, contents, author));
};

/** A subject of its own with some questions: what a search finds of them, in order. */
const subjectOf = async (list: (Given | string)[]) => {
  const id = await category();
  await publish(id, list);
  return async (search: string, filter: Filter = {}, person = candidate): Promise<string[]> => {
    const { data, errors } = await request({ categoryIds: [id], search, ...filter }, person);
    expect(errors).toBeUndefined();
    expect(data.questions.totalCount).toBe(data.questions.edges.length);
    return data.questions.edges.map(({ node }: { node: { prompt: string } }) => node.prompt);
  };
};

describe('English', () => {
  it('is found in all its forms, whatever its case, width, accents and punctuation', async () => {
    const index = 'How does indexing speed up queries?';
    const bayes = 'Explain naïve Bayes at the café.';
    const race = 'What is a race-condition (and a data race)?';
    const find = await subjectOf([index, bayes, race]);
    for (const search of [
      'index',
      'indexes',
      'indexed',
      'INDEXING',
      'ｉｎｄｅｘ',
      ' "index" ',
      'index!',
      '(indexing)',
    ]) {
      expect([search, await find(search)]).toEqual([search, [index]]);
    }
    for (const search of ['naive', 'naïve', 'NAÏVE', 'nai\u0308ve', 'cafe', 'café', 'Bayes’']) {
      expect([search, await find(search)]).toEqual([search, [bayes]]);
    }
    for (const search of ['race condition', 'race-condition', 'conditions, races', 'RACE/CONDITION', 'data   races?']) {
      expect([search, await find(search)]).toEqual([search, [race]]);
    }
    // Whole words only.
    expect(await find('ind')).toEqual([]);
    expect(await find('condit')).toEqual([race]);
  });

  it('is found with the marks that belong to its words, and not without', async () => {
    const list = {
      cpp: 'Destructors in C++',
      cppVersion: 'What came with C++11?',
      csharp: 'Properties in C#',
      fsharp: 'Types in F#.',
      c: 'Pointers in C',
      node: 'Streams of Node.js',
      nodejs: 'Clusters in NodeJS',
      net: 'The runtime of .NET 8',
      tcp: 'Layers of TCP/IP',
      io: 'Non-blocking I/O, and its costs',
      async: 'Async IO in depth',
      ab: 'How long should an A/B test run?',
      version: 'What is new in Python 3.11?',
      snake: 'Thousands of sockets are in TIME_WAIT',
    };
    const find = await subjectOf(Object.values(list));
    const expected: [string, (keyof typeof list)[]][] = [
      ['C++', ['cpp', 'cppVersion']],
      ['c＋＋', ['cpp', 'cppVersion']],
      ['C++11', ['cppVersion']],
      ['C#', ['csharp']],
      ['c', ['c']],
      ['F#', ['fsharp']],
      ['Node.js', ['node', 'nodejs']],
      ['nodejs', ['node', 'nodejs']],
      ['node', ['node']],
      ['.NET', ['net']],
      ['net', ['net']],
      ['TCP/IP', ['tcp']],
      ['IP', ['tcp']],
      ['I/O', ['io', 'async']],
      ['io', ['io', 'async']],
      ['A/B testing', ['ab']],
      ['Python 3.11', ['version']],
      ['time_wait', ['snake']],
    ];
    for (const [search, keys] of expected) {
      expect([search, (await find(search)).sort()]).toEqual([search, keys.map((key) => list[key]).sort()]);
    }
  });

  it('is found without the words that hold it together', async () => {
    const cache = 'Why does a cache need an expiry?';
    const find = await subjectOf([cache, 'What is this?', 'How do you test a queue?']);
    for (const search of [
      'the cache',
      'what is a cache',
      'How does the expiry of a cache work?',
      'expiry for caches',
    ]) {
      expect([search, (await find(search))[0]]).toEqual([search, cache]);
    }
    expect(await find('Explain caches')).toEqual([cache]);
    expect(await find('how do you do')).toEqual(['How do you test a queue?']);
    expect(await find('this')).toEqual(['What is this?']);
  });
});

describe('Chinese', () => {
  it('is found within longer words, by one character or by several', async () => {
    const ipc = '进程间通信有哪些方式？';
    const thread = '线程与进程的区别是什么？';
    const lock = '乐观锁和悲观锁分别适合什么场景？';
    const find = await subjectOf([ipc, thread, lock, '为什么程序会卡顿，进度条停住不动？']);
    expect((await find('进程')).sort()).toEqual([ipc, thread].sort());
    expect(await find('通信')).toEqual([ipc]);
    expect(await find('进程间通信')).toEqual([ipc]);
    expect(await find('锁')).toEqual([lock]);
    expect(await find('悲观锁')).toEqual([lock]);
    expect(await find('乐观锁？')).toEqual([lock]);
    // The same characters in another order are another word: nothing has it.
    expect(await find('信通')).toEqual([]);
  });

  it('is found without the words that hold a question together', async () => {
    const thread = '线程与进程有何不同，它们的区别在哪里？';
    const request = 'HTTP 请求头里通常有哪些字段？';
    const find = await subjectOf([
      thread,
      request,
      '需求评审时你会提出什么要求？',
      '如何了解一个新的代码库？',
      '这样做的目的是什么？',
    ]);
    for (const search of [
      '什么是进程和线程的区别',
      '请问进程与线程的区别是什么？',
      '进程、线程的区别',
      '请介绍一下线程和进程',
      '为什么进程和线程有区别呢',
    ]) {
      expect([search, await find(search)]).toEqual([search, [thread]]);
    }
    // What holds together is part of other words.
    expect(await find('请求')).toEqual([request]);
    expect(await find('请求头')).toEqual([request]);
    expect(await find('了解')).toEqual(['如何了解一个新的代码库？']);
    expect(await find('目的')).toEqual(['这样做的目的是什么？']);
  });

  it('is found beside English, with a space between them or without', async () => {
    const redis = 'Redis的持久化机制有哪些？';
    const spaced = '讲讲 Redis 的缓存穿透';
    const mixed = 'K8s集群里Pod一直Pending怎么办？';
    const find = await subjectOf([redis, spaced, mixed, 'MySQL 的持久化依赖什么日志？']);
    for (const search of [
      'Redis 持久化',
      'redis持久化',
      'Redis的持久化',
      '持久化 redis',
      '持久化redis',
      'ＲＥＤＩＳ　持久化',
    ]) {
      expect([search, await find(search)]).toEqual([search, [redis]]);
    }
    expect((await find('redis')).sort()).toEqual([redis, spaced].sort());
    expect(await find('pod')).toEqual([mixed]);
    expect(await find('k8s 集群')).toEqual([mixed]);
    expect(await find('集群')).toEqual([mixed]);
  });
});

describe('of several words', () => {
  it('all are wanted; where no question has them all, any, the fullest first', async () => {
    const list = ['alpha beta', 'beta gamma delta', 'gamma', 'alpha epsilon', 'zeta'];
    const find = await subjectOf(list);
    expect(await find('alpha beta')).toEqual(['alpha beta']);
    expect(await find('beta alpha')).toEqual(['alpha beta']);
    const [first, ...others] = await find('beta gamma alpha');
    expect(['alpha beta', 'beta gamma delta']).toContain(first);
    expect(others).toHaveLength(3);
    expect((await find('delta gamma beta epsilon nowhere'))[0]).toBe('beta gamma delta');
    expect(await find('alpha nowhere')).toHaveLength(2);
    expect(await find('nowhere nothing')).toEqual([]);
  });

  it('only so many count', async () => {
    const find = await subjectOf(['alpha beta']);
    expect(await find('alpha beta '.repeat(40))).toEqual(['alpha beta']);
    const many = Array.from({ length: 100 }, (_, at) => `n${at}`);
    expect(await find(['alpha', ...many].join(' '))).toEqual(['alpha beta']);
    expect(await find([...many, 'alpha'].join(' '))).toEqual([]);
  });
});

describe('the fittest', () => {
  it('has the rarer word', async () => {
    const common = Array.from({ length: 20 }, (_, at) => `common filler number${at}`);
    // The oldest of them: of two that fit alike the newest is first.
    const find = await subjectOf(['scarce filler words here', ...common]);
    expect((await find('common scarce'))[0]).toBe('scarce filler words here');
  });

  it('is mainly about the word: it says it more often, in fewer words, or bears it as a tag', async () => {
    const aside = `What would you tell a colleague about kafka ${'and many other things besides '.repeat(10)}`;
    const often = `How does kafka keep order, and where does kafka keep what ${'consumers have read so far '.repeat(4)}`;
    const tagged = { prompt: 'How does kafka keep messages in order?', tags: ['kafka', 'ordering'] };
    const onlyTagged = { prompt: 'How would you order messages in a log?', tags: ['apache-kafka'] };
    const find = await subjectOf([tagged, onlyTagged, often, aside]);
    const found = await find('kafka');
    expect(found[0]).toBe(tagged.prompt);
    expect(found.indexOf(often)).toBeLessThan(found.indexOf(aside));
    expect(found).toContain(onlyTagged.prompt);
    // Words of the prompt and of the tags are words of one question.
    expect(await find('kafka messages log')).toEqual([onlyTagged.prompt]);
  });

  it('is the newest of two that fit alike', async () => {
    const find = await subjectOf(['omega one', 'omega two', 'omega six']);
    expect(await find('omega')).toEqual(['omega six', 'omega two', 'omega one']);
  });
});

describe('with a filter', () => {
  it('both hold', async () => {
    const [parent, other] = [await category(), await category()];
    const child = await category(parent);
    const prompt = 'sigma';
    const base = { prompt, categoryId: child, tags: ['go'], difficulty: 2, locale: 'EN' as const };
    const variants: Given[] = [
      base,
      { ...base, tags: ['rust', 'message-queue'] },
      { ...base, difficulty: 4 },
      { ...base, locale: 'ZH' },
      { ...base, categoryId: other },
      { ...base, status: 'DRAFT' },
      { ...base, status: 'ARCHIVED' },
      { ...base, prompt: 'tau' },
    ];
    await publish(
      parent,
      variants.map((given, at) => ({ ...given, prompt: `${given.prompt} variant${at}` })),
    );
    const find = async (filter: Filter, person = candidate): Promise<number[]> => {
      const { data, errors } = await request({ search: prompt, ...filter }, person);
      expect(errors).toBeUndefined();
      return data.questions.edges
        .map(({ node }: { node: { prompt: string } }) => Number(/\d+$/.exec(node.prompt)?.[0]))
        .sort();
    };
    expect(await find({})).toEqual([0, 1, 2, 3, 4]);
    expect(await find({ categoryIds: [parent] })).toEqual([0, 1, 2, 3]);
    expect(await find({ categoryIds: [child] })).toEqual([0, 1, 2, 3]);
    expect(await find({ categoryIds: [other] })).toEqual([4]);
    expect(await find({ categoryIds: [other, child] })).toEqual([0, 1, 2, 3, 4]);
    for (const tag of ['go', 'GO', ' Go ', 'ｇｏ'])
      expect([tag, await find({ tags: [tag] })]).toEqual([tag, [0, 2, 3, 4]]);
    for (const tag of ['message-queue', 'Message Queue', 'message_queue  ']) {
      expect([tag, await find({ tags: [tag] })]).toEqual([tag, [1]]);
    }
    expect(await find({ tags: ['go', 'rust'] })).toEqual([0, 1, 2, 3, 4]);
    expect(await find({ tags: ['none'] })).toEqual([]);
    expect(await find({ tags: [] })).toEqual([]);
    expect(await find({ difficulty: { min: 3 } })).toEqual([2]);
    expect(await find({ difficulty: { max: 3 } })).toEqual([0, 1, 3, 4]);
    expect(await find({ difficulty: { min: 2, max: 2 } })).toEqual([0, 1, 3, 4]);
    expect(await find({ difficulty: { min: 6 } })).toEqual([]);
    expect(await find({ difficulty: {} })).toEqual([0, 1, 2, 3, 4]);
    expect(await find({ locale: 'ZH' })).toEqual([3]);
    expect(
      await find({
        categoryIds: [parent],
        tags: ['go'],
        difficulty: { min: 1, max: 3 },
        locale: 'EN',
        status: ['PUBLISHED'],
      }),
    ).toEqual([0]);
    // What is not published is found by editors who ask for it, and by nobody else.
    const all = { status: ['DRAFT', 'PUBLISHED', 'ARCHIVED'] };
    expect(await find({}, editor)).toEqual([0, 1, 2, 3, 4]);
    expect(await find({ status: [] }, editor)).toEqual([0, 1, 2, 3, 4]);
    expect(await find(all, editor)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(await find({ status: ['DRAFT'] }, editor)).toEqual([5]);
    for (const filter of [all, { status: ['DRAFT'] }, { status: ['ARCHIVED'] }]) {
      expect(await find(filter)).toEqual([0, 1, 2, 3, 4]);
    }
  });

  it('of a category that is not there, nothing is found', async () => {
    await subjectOf(['upsilon']);
    for (const id of [newId('category'), 'nonsense', '', newId('question')]) {
      const { data, errors } = await request({ search: 'upsilon', categoryIds: [id] });
      expect([id, errors, data.questions.totalCount]).toEqual([id, undefined, 0]);
    }
  });
});

describe('what must not be found', () => {
  it('is what answers are judged by, by anyone', async () => {
    const find = await subjectOf([
      {
        prompt: 'phi',
        referenceAnswer: 'secretreference 参考答案',
        keyPoints: [{ id: newId('keyPoint'), text: 'secretpoint 要点', weight: 1 }],
        hints: ['secrethint 提示'],
      },
    ]);
    for (const person of [candidate, editor]) {
      for (const search of ['secretreference', '参考答案', 'secretpoint', '要点', 'secrethint', '提示']) {
        expect([search, await find(search, {}, person)]).toEqual([search, []]);
      }
      expect(await find('phi', {}, person)).toEqual(['phi']);
    }
  });

  it('leaves no trace in how common a word is, either', async () => {
    const id = await category();
    const cursor = async () => {
      const { data } = await send(
        '{ questions(filter: { search: "chi psi" }, first: 1) { pageInfo { endCursor } } }',
        {},
        candidate.token,
      );
      return data.questions.pageInfo.endCursor as string;
    };
    await publish(id, ['chi', 'chi plain']);
    const before = await cursor();
    await publish(
      id,
      [1, 2, 3].map((at) => ({ prompt: `psi ${at}`, status: 'DRAFT' as const })),
    );
    expect(await cursor()).toBe(before);
  });
});

describe('a hostile search', () => {
  it('is refused when it is too long, or names too much', async () => {
    const codes = async (filter: Filter) => {
      const { errors } = await request(filter);
      return errors?.map(({ extensions }) => [extensions.code, extensions.issues?.[0]?.path]);
    };
    expect(await codes({ search: 'x'.repeat(500) })).toBeUndefined();
    expect(await codes({ search: 'x'.repeat(501) })).toEqual([['BAD_USER_INPUT', 'filter.search']]);
    expect(await codes({ search: '锁'.repeat(20_000) })).toEqual([['BAD_USER_INPUT', 'filter.search']]);
    const ids = (count: number) => Array.from({ length: count }, () => newId('category'));
    expect(await codes({ categoryIds: ids(100) })).toBeUndefined();
    expect(await codes({ categoryIds: ids(101) })).toEqual([['BAD_USER_INPUT', 'filter.categoryIds']]);
    expect(await codes({ tags: ids(100) })).toBeUndefined();
    expect(await codes({ tags: ids(101) })).toEqual([['BAD_USER_INPUT', 'filter.tags']]);
    expect(await codes({ difficulty: { min: 3, max: 2 } })).toEqual([['BAD_USER_INPUT', 'filter.difficulty']]);
  });

  const gothic = '\u{10330}';

  it('finds nothing, and breaks nothing', async () => {
    const find = await subjectOf(['plain']);
    for (const search of [
      "' OR 1=1 -- ",
      '"; DROP TABLE questions; #',
      "\\' OR '1'='1",
      '%_%',
      '.*',
      '^$',
      '(a+)+$',
      '[',
      '\\',
      '*',
      '+-><()~*"@',
      '🙂',
      '👩‍👩‍👧‍👦 🏳️‍🌈',
      '\ud800',
      '\udc00x',
      `a${gothic.repeat(30)}`,
      gothic.repeat(30),
      `${'y'.repeat(39)}\ud83d\ude00`,
      '！？，。、；：“”（）【】《》……——',
      '...',
      '/',
      'a/',
      '/b',
      '#',
      '++',
      '\u0000',
      '\u0000\u0001\u001f',
      '\u200b\u200d\ufeff',
      '\u202e',
      '\ufdfa'.repeat(500),
      'ǆ'.repeat(500),
      '\u0301'.repeat(500),
      `${'a.'.repeat(249)}a`,
      'constructor __proto__ toString',
      'zzz'.repeat(166),
    ]) {
      expect([search, await find(search)]).toEqual([search, []]);
    }
    expect(await find('plain\u0000')).toEqual(['plain']);
    expect(await find('🙂 plain 🙂')).toEqual(['plain']);
    expect(await find('\ud800plain')).toEqual(['plain']);
    for (const blank of ['', ' ', '\t\n', '\u3000']) expect([blank, await find(blank)]).toEqual([blank, ['plain']]);
    // Nothing is an internal error that was masked.
    expect(world.log.filter(({ level }) => Number(level) >= 50)).toEqual([]);
  });

  it('finds what is written in the same way', async () => {
    const long = `a${gothic.repeat(45)}`;
    const find = await subjectOf([long, 'constructor', 'データベース', 'Индексы базы', '\u{20000}\u{20001}']);
    expect(await find(long)).toEqual([long]);
    expect(await find('constructor')).toEqual(['constructor']);
    expect(await find('データベース')).toEqual(['データベース']);
    expect(await find('индексы')).toEqual(['Индексы базы']);
    expect(await find('\u{20000}\u{20001}')).toEqual(['\u{20000}\u{20001}']);
    expect(await find('\u{20001}')).toEqual(['\u{20000}\u{20001}']);
  });

  it('in tags is no more than a tag', async () => {
    const find = await subjectOf([{ prompt: 'tagged', tags: ['redis'] }]);
    for (const tag of [
      "' OR 1=1 -- ",
      '%',
      '\ud800',
      '\u0000',
      'redis\u0000',
      '',
      ' ',
      'x'.repeat(10_000),
      'redi',
      '__proto__',
    ]) {
      expect([tag.slice(0, 20), await find('', { tags: [tag] })]).toEqual([tag.slice(0, 20), []]);
    }
    expect(await find('', { tags: ['redis\t '] })).toEqual(['tagged']);
    expect(await find('', { tags: ['redis', 'redis', 'REDIS'] })).toEqual(['tagged']);
  });

  it.each([2 ** 31 - 1, -(2 ** 31)])('in difficulty is no more than a number: %s', async (extreme) => {
    const find = await subjectOf(['hard']);
    expect(await find('', { difficulty: { min: extreme } })).toEqual(extreme > 0 ? [] : ['hard']);
    expect(await find('', { difficulty: { max: extreme } })).toEqual(extreme > 0 ? ['hard'] : []);
  });
});

describe('in the bank that comes with it', () => {
  let slugs: Map<string, string>;
  let subjects: string[];

  beforeAll(async () => {
    const { db } = world.app.services;
    const bank = await readSeedBank();
    await seedBank(db, bank, world.clock.now());
    const rows = await db.select({ id: questions.id, slug: questions.seedSlug }).from(questions);
    slugs = new Map(rows.flatMap(({ id, slug }) => (slug === null ? [] : [[id, slug]])));
    const known = new Set(bank.categories.map(({ slug }) => slug));
    subjects = (await db.select().from(categories)).filter(({ slug }) => known.has(slug)).map(({ id }) => id);
  });

  it.each([
    ['composite index column order', 'db-composite-index-column-order-en'],
    ['What is write skew?', 'db-write-skew-snapshot-en'],
    ['how does HyperLogLog work', 'algo-hyperloglog-en'],
    ['kubernetes liveness probes', 'devops-liveness-probe-cascade-en'],
    ['exactly once vs at least once delivery', 'ds-at-least-once-duplicates-en'],
    ['distributed locks', 'ds-lock-fencing-token-en'],
    ['CSS z-index not working', 'fe-stacking-context-z-index-en'],
    ['TCP vs UDP', 'net-voice-over-udp-en'],
    ['non-blocking I/O', 'os-epoll-edge-triggered-zh'],
    ['C++ destructors', 'pl-cpp-destructors-vs-finalizers-en'],
    ['Python GIL', 'pl-python-locks-despite-gil-en'],
    ['how to store passwords', 'sec-what-salt-does-not-do-en'],
    ['design a chat system', 'sd-group-chat-delivery-en'],
    ['flaky tests', 'test-flaky-browser-e2e-en'],
    ['Tell me about a mistake of yours', 'bh-own-production-mistake-en'],
    ['Node.js docker image size', 'devops-docker-build-cache-en'],
    ['什么是并查集', 'algo-union-find-zh'],
    ['跳表和红黑树的区别', 'algo-skiplist-vs-balanced-tree-zh'],
    ['redis缓存击穿', 'db-hot-key-expire-stampede-zh'],
    ['MySQL 索引失效', 'db-implicit-conversion-index-zh'],
    ['redo log 和 binlog 的区别', 'db-redo-binlog-two-phase-zh'],
    ['死锁怎么排查', 'os-hang-deadlock-diagnosis-zh'],
    ['一致性哈希', 'ds-consistent-hashing-zh'],
    ['Kafka 消息顺序', 'ds-kafka-ordering-zh'],
    ['TCP 粘包怎么解决', 'net-tcp-message-framing-zh'],
    ['如何设计秒杀系统', 'sd-flash-sale-inventory-zh'],
    ['订单超时自动关闭', 'sd-order-timeout-close-zh'],
    ['短信验证码', 'sec-sms-code-login-zh'],
    ['请介绍一下HTTP请求重定向', 'net-redirect-post-becomes-get-zh'],
    ['和产品经理有分歧', 'bh-conflict-with-pm-zh'],
  ])('%s: what one expects is among the first three', async (search, expected) => {
    const { data } = await request({ search, categoryIds: subjects });
    const found = data.questions.edges.map(({ node }: { node: { id: string } }) => slugs.get(node.id));
    expect(found.slice(0, 3)).toContain(expected);
  });
});
