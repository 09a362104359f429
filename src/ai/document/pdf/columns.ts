/** The reading order of a page: finds columns that stand side by side, and reads one after the other. */
import { isColumns, type Side } from './gutter.js';
import { type Piece, type Row, rowsOf } from './piece.js';

/** Pieces of one row without a wide gap between them. */
export type Segment = { left: number; right: number; baseline: number; size: number; pieces: Piece[] };

/** In relation to the letters' height: nothing narrower parts columns. */
const narrowestGutter = 0.9;

function segmentsOf(pieces: Piece[]): Segment[] {
  return rowsOf(pieces).flatMap((row) => {
    const segments: Segment[] = [];
    for (const piece of row.items) {
      const last = segments.at(-1);
      if (last && piece.left - last.right < narrowestGutter * Math.max(last.size, piece.size)) {
        last.right = Math.max(last.right, piece.right);
        last.size = Math.max(last.size, piece.size);
        last.pieces.push(piece);
      } else {
        const { left, right, baseline, size } = piece;
        segments.push({ left, right, baseline, size, pieces: [piece] });
      }
    }
    return segments;
  });
}

type Cut = { x: number; from: number; to: number; score: number };

/** Where columns may begin: at the left edges, but for those that lie within two points of another. */
function candidates(segments: Segment[]): number[] {
  const edges = segments.map((segment) => segment.left).sort((one, other) => one - other);
  return edges.filter((edge, index) => index === 0 || edge - (edges[index - 1] ?? 0) > 0.5).slice(1, 200);
}

const parts = (row: Row<Segment>, x: number) =>
  row.items.every(
    (segment) => segment.left >= x - 0.5 || segment.right <= x - narrowestGutter * Math.min(segment.size, 12),
  );

/** The runs of rows that nothing crosses `x` in. */
function runsAt(rows: Row<Segment>[], x: number): [from: number, to: number][] {
  const runs: [number, number][] = [];
  let from = 0;
  for (let index = 0; index <= rows.length; index++) {
    const row = rows[index];
    if (row && parts(row, x)) continue;
    if (index > from) runs.push([from, index]);
    from = index + 1;
  }
  return runs;
}

const sideOf = (rows: Row<Segment>[], isIn: (segment: Segment) => boolean): Side =>
  rows.flatMap((row) => {
    const items = row.items.filter(isIn);
    const first = items[0];
    return first
      ? [
          {
            baseline: row.baseline,
            left: first.left,
            right: Math.max(...items.map((item) => item.right)),
            widest: Math.max(...items.map((item) => item.right - item.left)),
            size: Math.max(...items.map((item) => item.size)),
            bold: items.every((item) => item.pieces.every((piece) => piece.bold)),
            text: items.flatMap((item) => item.pieces.map((piece) => piece.text)).join(' '),
          },
        ]
      : [];
  });

function bestCut(rows: Row<Segment>[], width: number): Cut | undefined {
  let best: Cut | undefined;
  for (const x of candidates(rows.flatMap((row) => row.items))) {
    for (const [first, to] of runsAt(rows, x)) {
      // What stands above the left column, on the right, is a header of both.
      let from = first;
      while (from < to && !rows[from]?.items.some((segment) => segment.left < x - 0.5)) from++;
      // But for what begins beside its first line, set larger.
      const top = (rows[from]?.baseline ?? 0) - (rows[from]?.size ?? 0);
      while (from > first && (rows[from - 1]?.baseline ?? 0) > top) from--;
      const band = rows.slice(from, to);
      const left = sideOf(band, (segment) => segment.left < x - 0.5);
      const right = sideOf(band, (segment) => segment.left >= x - 0.5);
      const score = Math.min(left.length, right.length);
      if (score < 3 || (best && score <= best.score) || !isColumns(left, right, width)) continue;
      best = { x, from, to, score };
    }
  }
  return best;
}

function ordered(segments: Segment[], width: number): Segment[][] {
  if (segments.length < 6) return segments.length === 0 ? [] : [segments];
  const rows = rowsOf(segments);
  const cut = bestCut(rows, width);
  if (!cut) return [segments];
  const all = (some: Row<Segment>[]) => some.flatMap((row) => row.items);
  const band = all(rows.slice(cut.from, cut.to));
  return [
    all(rows.slice(0, cut.from)),
    band.filter((segment) => segment.left < cut.x - 0.5),
    band.filter((segment) => segment.left >= cut.x - 0.5),
    all(rows.slice(cut.to)),
  ].flatMap((part) => ordered(part, width));
}

/** The pieces of a page, region by region in reading order. */
export const regionsOf = (pieces: Piece[], width: number): Piece[][] =>
  ordered(segmentsOf(pieces), width).map((region) => region.flatMap((segment) => segment.pieces));
