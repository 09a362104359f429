/** A page of the question bank that a search finds, with how many there are. By hand: over a FULLTEXT index of the same words. */
import type { RowDataPacket } from 'mysql2/promise';
import { matching, tokensOf } from '../bank/full-text.js';
import { pageSize } from '../bank/plain.js';
import { parsedJson } from './json.js';
import type { Operation } from './operation.js';

type Node = { id: string };
type Found = { questions: { totalCount: number; edges: { node: Node }[] } };

/** Each finds some questions, and no more than a page: what comes first among equals differs. */
const searches = [
  'transaction isolation',
  'event loop',
  'consistent hashing',
  '线程池',
  '数据库 索引',
  'garbage collection',
];

const countSql = `SELECT COUNT(*) AS count FROM plain_words WHERE ${matching}`;
const pageSql = `
SELECT q.id, q.prompt, q.difficulty, q.locale, q.time_limit AS timeLimit, q.status, q.tags, c.id AS categoryId, c.slug, c.name_en AS name
FROM (SELECT id, ${matching} AS score FROM plain_words WHERE ${matching} ORDER BY score DESC LIMIT ${pageSize + 1}) chosen
JOIN questions q ON q.id = chosen.id JOIN categories c ON c.id = q.category_id ORDER BY chosen.score DESC`;

const nodeOf = ({ categoryId, slug, name, ...row }: RowDataPacket) => ({
  ...row,
  tags: parsedJson(row.tags),
  category: { id: categoryId, slug, name },
});

export const search: Operation = {
  operationName: 'SearchPage',
  query: `query SearchPage($search: String!) {
  questions(filter: { search: $search }, first: ${pageSize}) {
    totalCount
    pageInfo { hasNextPage }
    edges { node { id prompt difficulty locale timeLimit status tags category { id slug name(locale: EN) } } }
  }
}`,
  variables: searches.map((text) => ({ search: text })),
  bare: async ({ pool, variables }) => {
    const words = tokensOf(variables.search as string);
    const [[counted], [rows]] = await Promise.all([
      pool.query<RowDataPacket[]>(countSql, [words]),
      pool.query<RowDataPacket[]>(pageSql, [words, words]),
    ]);
    const edges = rows.slice(0, pageSize).map((row) => ({ node: nodeOf(row) }));
    const pageInfo = { hasNextPage: rows.length > pageSize };
    return { questions: { totalCount: counted[0]?.count, pageInfo, edges } };
  },
  check: (data) => {
    const { totalCount, edges } = (data as Found).questions;
    if (totalCount < 1 || edges.length !== totalCount)
      throw new Error(`expected all on one page, not ${edges.length} of ${totalCount}`);
  },
  comparable: (data) => {
    const { edges, ...rest } = (data as Found).questions;
    return { ...rest, nodes: edges.map(({ node }) => node).sort((a, b) => (a.id < b.id ? -1 : 1)) };
  },
};
