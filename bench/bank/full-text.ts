/** A FULLTEXT index of the database over the same words: what a search is compared with. */
import { Readable } from 'node:stream';
import type { Connection, RowDataPacket } from 'mysql2/promise';
import { searchWords, wordLevels } from '../../src/search/words.js';
import { inFull, pageSize, rowsOf } from './plain.js';

const readAtOnce = 5_000;

/** So that the parser takes every word whole, however short it is and in whatever script. */
const tokenOf = (word: string): string => `w${Buffer.from(word).toString('hex')}`;

/** Single characters are searched for by nobody: they would but make the index larger. */
const isAsked = (word: string): boolean => word.length > 1;

const lineOf = ({ id, prompt, tags }: RowDataPacket): string => {
  const words = [...wordLevels(prompt, typeof tags === 'string' ? JSON.parse(tags) : tags).keys()];
  return `${id}\t${words.filter(isAsked).map(tokenOf).join(' ')}\n`;
};

async function* linesOf(connection: Connection) {
  for (let after = 0; ; ) {
    const sql = 'SELECT number, id, prompt, tags, status FROM questions WHERE number > ? ORDER BY number LIMIT ?';
    const rows = await rowsOf(connection, sql, [after, readAtOnce]);
    if (rows.length === 0) return;
    after = rows.at(-1)?.number as number;
    // Those that are found at all: nothing else is to be asked of the index.
    const published = rows.filter(({ status }) => status === 'PUBLISHED');
    yield Buffer.from(published.map(lineOf).join(''));
  }
}

/** @returns whether it could be made within so many seconds */
export const addFullText = async (reader: Connection, writer: Connection, patience: number): Promise<boolean> => {
  const ascii = 'CHARACTER SET ascii COLLATE ascii_bin NOT NULL';
  await writer.query(`CREATE TABLE plain_words (id CHAR(30) ${ascii} PRIMARY KEY, tokens TEXT ${ascii})`);
  await writer.query({
    sql: "LOAD DATA LOCAL INFILE 'words' INTO TABLE plain_words (id, tokens)",
    infileStreamFactory: () => Readable.from(linesOf(reader)),
  });
  try {
    await writer.query(
      `SET STATEMENT max_statement_time = ${patience} FOR ALTER TABLE plain_words ADD FULLTEXT INDEX (tokens)`,
    );
    return true;
  } catch (error) {
    // ER_STATEMENT_TIMEOUT
    if ((error as { errno?: number }).errno !== 1969) throw error;
    await writer.query('DROP TABLE plain_words');
    return false;
  }
};

export const matching = 'MATCH (tokens) AGAINST (? IN BOOLEAN MODE)';
/** What matches all words of a search. */
export const tokensOf = (search: string): string =>
  searchWords(search)
    .filter(isAsked)
    .map((word) => `+${tokenOf(word)}`)
    .join(' ');

export const countByFullText = async (connection: Connection, search: string): Promise<number> => {
  const sql = `SELECT COUNT(*) AS count FROM plain_words WHERE ${matching}`;
  return Number((await rowsOf(connection, sql, [tokensOf(search)]))[0]?.count);
};

/** The most relevant first. */
export const pageByFullText = (connection: Connection, search: string): Promise<RowDataPacket[]> => {
  const sql = `SELECT id, ${matching} AS score FROM plain_words WHERE ${matching} ORDER BY score DESC LIMIT ${pageSize}`;
  const words = tokensOf(search);
  return rowsOf(connection, inFull(sql, 'ORDER BY chosen.score DESC'), [words, words]);
};
