/** How the server of a bank is asked: drawing, pages of lists and searches, as clients send them. */
import type { Request } from '../servers/load.js';
import { ask } from '../subject.js';
import type { Asked } from './asked.js';
import { drawCount, pageSize } from './plain.js';

export type Door = { url: string; headers: Record<string, string> };

type Page = {
  totalCount: number;
  edges: { cursor: string; node: { id: string } }[];
  pageInfo: { endCursor: string | null };
};

const shown = 'id locale prompt tags difficulty category { id slug name }';
const drawing = `query Draw($input: DrawQuestionsInput!) { drawQuestions(input: $input) { ${shown} } }`;
const listing = `query List($filter: QuestionFilterInput, $first: Int, $after: String) {
  questions(filter: $filter, first: $first, after: $after) {
    totalCount
    edges { cursor node { ${shown} } }
    pageInfo { hasNextPage endCursor }
  }
}`;

export const drawBody = ({ filter }: Asked): string =>
  JSON.stringify({ query: drawing, variables: { input: { count: drawCount, filter } } });

export const listBody = (filter: object, after?: string, first = pageSize): string =>
  JSON.stringify({ query: listing, variables: { filter, first, after } });

const dataOf = async (door: Door, body: string): Promise<unknown> => {
  const request: Request = { ...door, bodies: [body] };
  const text = await ask(request);
  const { data, errors } = JSON.parse(text) as { data?: unknown; errors?: unknown };
  if (errors || !data) throw new Error(`the server answers with errors: ${text.slice(0, 500)}`);
  return data;
};

/** @returns ids */
export const drawnBy = async (door: Door, asked: Asked): Promise<string[]> => {
  const { drawQuestions } = (await dataOf(door, drawBody(asked))) as { drawQuestions: { id: string }[] };
  return drawQuestions.map(({ id }) => id);
};

export const pageOf = async (door: Door, filter: object, after?: string, first?: number): Promise<Page> =>
  ((await dataOf(door, listBody(filter, after, first))) as { questions: Page }).questions;

/** A place deep inside a list, and the question that stands there. */
export type Depth = { asked: Asked; cursor: string; id: string };

const deepest = 5_000;
const largestPage = 100;

/** Goes on from page to page, as a client does: 5,000 places, or half of the list. */
export const goDeep = async (door: Door, asked: Asked): Promise<Depth> => {
  let page = await pageOf(door, asked.filter, undefined, largestPage);
  const pages = Math.floor(Math.min(deepest, page.totalCount / 2) / largestPage);
  for (let turned = 1; turned < pages; turned++) {
    page = await pageOf(door, asked.filter, page.pageInfo.endCursor as string, largestPage);
  }
  // In the middle of the page, so that a small bank has an inside, too.
  const edge = page.edges[Math.floor(page.edges.length / 2)] as Page['edges'][number];
  return { asked, cursor: edge.cursor, id: edge.node.id };
};
