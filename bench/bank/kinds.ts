/** What is measured of a bank: an operation as clients send it, with the SQL that it is compared with. */
import { rounds } from '../measure.js';
import type { Bank } from './bank.js';
import { type Depth, drawBody, listBody } from './door.js';
import { countByFullText, pageByFullText } from './full-text.js';
import { countMatches, drawByRand, drawCount, pageOfMatches, pageSize } from './plain.js';

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

const listIncludes = ['{"data":{"questions":{"totalCount":', '"edges":[{"cursor":"'];

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
      includes: listIncludes,
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
      includes: listIncludes,
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
      includes: listIncludes,
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
