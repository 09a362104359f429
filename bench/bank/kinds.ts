/** What is measured of a bank: an operation as clients send it, with the SQL that it is compared with. */
import { rounds } from '../measure.js';
import type { Request } from '../servers/load.js';
import { ask } from '../subject.js';
import type { Asked } from './asked.js';
import type { Bank } from './bank.js';
import { countByFullText, pageByFullText } from './full-text.js';
import { countMatches, drawByRand, drawCount, pageOfMatches, pageSize } from './plain.js';

/** How the server of a bank is asked. */
export type Door = { url: string; headers: Record<string, string> };

export type Kind = {
  name: string;
  /** What it is compared with. */
  plainName: string;
  /** How many times as long the largest bank may take as the smallest. */
  bar: number;
  /** Texts that every answer holds. */
  includes: string[];
  /** What is sent in each round, the warm-up being the first; nothing is sent twice where the answer would be remembered. */
  bodies: string[][];
  /** Runs the SQL that answers the same. */
  plain?(at: number): Promise<unknown>;
};

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

const bodyOf = (query: string, variables: object): string => JSON.stringify({ query, variables });
const drawBody = ({ filter }: Asked): string => bodyOf(drawing, { input: { count: drawCount, filter } });
const listBody = (filter: object, after?: string, first = pageSize): string =>
  bodyOf(listing, { filter, first, after });

const dataOf = async (door: Door, body: string): Promise<unknown> => {
  const request: Request = { ...door, bodies: [body] };
  const text = await ask(request);
  const { data, errors } = JSON.parse(text) as { data?: unknown; errors?: unknown };
  if (errors || !data) throw new Error(`the server answers with errors: ${text.slice(0, 500)}`);
  return data;
};

export const drawnBy = async (door: Door, asked: Asked): Promise<string[]> => {
  const { drawQuestions } = (await dataOf(door, drawBody(asked))) as { drawQuestions: { id: string }[] };
  return drawQuestions.map(({ id }) => id);
};

export const pageOf = async (door: Door, filter: object, after?: string, first?: number): Promise<Page> =>
  ((await dataOf(door, listBody(filter, after, first))) as { questions: Page }).questions;

/** A place deep inside a list: where a client gets that goes on and on. */
export type Depth = { asked: Asked; cursor: string /** The question that it stands for. */; id: string };

const deepest = 5_000;
const largestPage = 100;

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

/** The same in every round: what is asked does not depend on what was asked before. */
const inTurn = (bodies: string[]): string[][] => Array.from({ length: rounds + 1 }, () => bodies);

export const kindsOf = (bank: Bank, depths: Depth[]): Kind[] => {
  const { connection, filters, searches, seen } = bank;
  const of = <T>(list: T[], at: number): T => list[at % list.length] as T;
  const share = Math.floor(searches.length / (rounds + 1));
  return [
    {
      name: `draw ${drawCount}, filtered, ${seen.length} seen`,
      plainName: 'ORDER BY RAND()',
      bar: 2,
      includes: ['{"data":{"drawQuestions":[{"id":"'],
      bodies: inTurn(filters.map(drawBody)),
      plain: (at) => drawByRand(connection, of(filters, at), seen),
    },
    {
      name: `filtered list, first ${pageSize} and count`,
      plainName: 'COUNT(*), ORDER BY',
      bar: 5,
      includes: ['{"data":{"questions":{"totalCount":', '"edges":[{"cursor":"'],
      bodies: inTurn(filters.map(({ filter }) => listBody(filter))),
      plain: async (at) => {
        await countMatches(connection, of(filters, at));
        await pageOfMatches(connection, of(filters, at));
      },
    },
    {
      name: `filtered list, ${pageSize} deep inside and count`,
      plainName: 'COUNT(*), ORDER BY',
      bar: 5,
      includes: ['{"data":{"questions":{"totalCount":', '"edges":[{"cursor":"'],
      bodies: inTurn(depths.map(({ asked, cursor }) => listBody(asked.filter, cursor))),
      plain: async (at) => {
        const { asked, id } = of(depths, at);
        await countMatches(connection, asked);
        await pageOfMatches(connection, asked, id);
      },
    },
    {
      name: `search, first ${pageSize} by relevance and count`,
      plainName: 'FULLTEXT',
      bar: 5,
      includes: ['{"data":{"questions":{"totalCount":', '"edges":[{"cursor":"'],
      bodies: Array.from({ length: rounds + 1 }, (_, round) =>
        searches.slice(round * share, (round + 1) * share).map((search) => listBody({ search })),
      ),
      plain: bank.fullText
        ? async (at) => {
            await countByFullText(connection, of(searches, at));
            await pageByFullText(connection, of(searches, at));
          }
        : undefined,
    },
  ];
};
