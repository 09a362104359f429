/** What a role is asked about, from its name: known skills in it, subjects of that name, and otherwise its words. */
import type { Topics } from '../../../ai/resume/resume.js';
import type { CategoryRow } from '../../../db/tables/index.js';
import { searchWords } from '../../../search/words.js';

/** What every other title holds, and no question is about. */
const titles = new Set(
  `senior junior lead principal staff chief head intern trainee graduate associate assistant engineer engineering developer
  development programmer programming software specialist expert consultant manager management director officer team remote`.split(
    /\s+/,
  ),
);
const chineseTitles =
  /高级|资深|中级|初级|首席|助理|见习|实习生?|应届生?|软件|研发|开发|工程师|程序员|专家|顾问|经理|主管|总监|负责人|岗位?|方向/gu;

/** What a role is asked about though its name does not say so: subjects of the bank that is seeded. */
const known: [name: RegExp, slugs: string[]][] = [
  [/back.?end|server.?side|后端|后台|服务端/iu, ['databases', 'distributed-systems', 'networks', 'system-design']],
  [/full.?stack|全栈/iu, ['front-end', 'databases', 'networks', 'software-design']],
  [/architect|架构/iu, ['system-design', 'distributed-systems', 'software-design']],
  [/\bdata\b|数据/iu, ['databases', 'distributed-systems', 'algorithms']],
  [/machine learning|\b(ai|ml)\b|机器学习|人工智能|大模型/iu, ['algorithms', 'programming-languages']],
  [/platform|infrastructure|\bops\b|平台|基础设施|运维/iu, ['devops', 'operating-systems', 'networks']],
  [/mobile|client|移动端|客户端/iu, ['front-end', 'programming-languages', 'networks']],
  [/\btest(er|ing)?\b|测试/iu, ['testing']],
  [/manager|\blead\b|head of|经理|主管|负责人/iu, ['project-experience', 'behavioural']],
];

const longestPhrase = 3;

/** Parts of a title, each of one script. */
const partsOf = (role: string): string[] =>
  role.replace(chineseTitles, ' ').match(/\p{Script=Han}+|[\p{L}\p{N}](?:[\p{L}\p{N}+#.]*[\p{L}\p{N}+#])?/gu) ?? [];

/** @returns what is known of phrases of a title, the longest first, and the parts of it of which nothing is */
const phrasesOf = (
  parts: string[],
  topicsOf: (phrase: string) => Topics | undefined,
): { topics: Topics[]; rest: string[] } => {
  const used = new Set<number>();
  const topics: Topics[] = [];
  for (let length = longestPhrase; length > 0; length--) {
    for (let from = 0; from + length <= parts.length; from++) {
      const places = Array.from({ length }, (_, at) => from + at);
      const found = places.some((at) => used.has(at))
        ? undefined
        : topicsOf(parts.slice(from, from + length).join(' '));
      if (!found) continue;
      topics.push(found);
      for (const at of places) used.add(at);
    }
  }
  return { topics, rest: parts.filter((_, at) => !used.has(at)) };
};

export type RoleTopics = Topics & { words: string[] };

export const topicsOfRole = (
  role: string,
  topicsOf: (phrase: string) => Topics | undefined,
  categories: CategoryRow[],
): RoleTopics => {
  const { topics, rest } = phrasesOf(partsOf(role), topicsOf);
  const words = searchWords(rest.filter((part) => !titles.has(part.toLowerCase())).join(' '));
  const named = categories.filter(({ nameEn, nameZh }) =>
    searchWords(`${nameEn} ${nameZh}`).some((word) => words.includes(word)),
  );
  return {
    words,
    tags: topics.flatMap(({ tags }) => tags),
    categorySlugs: [
      ...topics.flatMap(({ categorySlugs }) => categorySlugs),
      ...known.flatMap(([name, slugs]) => (name.test(role) ? slugs : [])),
      ...named.map(({ slug }) => slug),
    ],
  };
};
