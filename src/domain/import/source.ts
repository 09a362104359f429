/** The file of an import: its rows, some at a time, and how far it has been read. */
import { setImmediate as turn } from 'node:timers/promises';
import type { FileFormat } from '../../db/enums.js';
import type { ImportOptions } from '../../db/tables/index.js';
import { readQuestions } from '../../exchange/read.js';
import type { Catalogue } from './catalogue.js';
import { checkEntry, type Row } from './check.js';

export type Source = {
  format: FileFormat;
  /** The bytes from the start; called once for each time that they are read. */
  open(): AsyncIterable<Uint8Array>;
};

/** Rows of one transaction: so many that words which they share are written once, so few that others need not wait long. */
const batchSize = 2_000;

const rowsAtOnce = 50;

export type Batch = { rows: Row[]; bytesRead: number };

/** @throws UnreadableFile where the file as a whole cannot be read on */
export async function* readBatches(
  source: Source,
  catalogue: Catalogue,
  options: ImportOptions,
  signal?: AbortSignal,
): AsyncGenerator<Batch> {
  let bytesRead = 0;
  async function* counted() {
    for await (const chunk of source.open()) {
      signal?.throwIfAborted();
      bytesRead += chunk.length;
      yield chunk;
    }
  }
  let rows: Row[] = [];
  const { headingLevel } = options;
  for await (const entry of readQuestions(counted(), source.format, headingLevel === null ? {} : { headingLevel })) {
    rows.push(checkEntry(entry, catalogue, options));
    // So that whoever else this process serves gets a turn.
    if (rows.length % rowsAtOnce === 0) await turn();
    if (rows.length < batchSize) continue;
    yield { rows, bytesRead };
    rows = [];
  }
  yield { rows, bytesRead };
}
