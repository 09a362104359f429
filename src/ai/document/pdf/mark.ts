/** List markers that are drawn rather than written, as browsers do. */
import type { Box, Piece } from './piece.js';

export type Matrix = [a: number, b: number, c: number, d: number, e: number, f: number];

/** First `other`, then `one`. */
export const multiplied = (one: Matrix, other: Matrix): Matrix => {
  const [a, b, c, d, e, f] = one;
  const [g, h, i, j, k, l] = other;
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f];
};

export const matrixOf = (values: unknown): Matrix | undefined =>
  Array.isArray(values) && values.length === 6 && values.every(Number.isFinite) ? (values as Matrix) : undefined;

/** The numbers of the drawing instructions that matter here. */
export type Operators = {
  save: number;
  restore: number;
  transform: number;
  paintFormXObjectBegin: number;
  paintFormXObjectEnd: number;
  constructPath: number;
  endPath: number;
  showText: number;
};

const largest = 8;

function boxOf(bounds: unknown, matrix: Matrix): Box | undefined {
  if (!(bounds instanceof Float32Array) || bounds.length !== 4) return undefined;
  const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = bounds;
  const [a, b, c, d, e, f] = matrix;
  const xs = [a * x1 + c * y1 + e, a * x2 + c * y2 + e];
  const ys = [b * x1 + d * y1 + f, b * x2 + d * y2 + f];
  return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
}

/** The small shapes of a page that are about as wide as high. `view` is from the page's own units to points from above. */
export function marksOf(list: { fnArray: number[]; argsArray: unknown[] }, operators: Operators, view: Matrix): Box[] {
  const marks: Box[] = [];
  const saved: Matrix[] = [];
  let matrix = view;
  for (const [index, operator] of list.fnArray.entries()) {
    const given = list.argsArray[index];
    const values = Array.isArray(given) ? (given as unknown[]) : [];
    if (operator === operators.save) saved.push(matrix);
    else if (operator === operators.restore || operator === operators.paintFormXObjectEnd) matrix = saved.pop() ?? view;
    else if (operator === operators.transform) matrix = multiplied(matrix, matrixOf(values) ?? [1, 0, 0, 1, 0, 0]);
    else if (operator === operators.paintFormXObjectBegin) {
      saved.push(matrix);
      matrix = multiplied(matrix, matrixOf(values[0]) ?? [1, 0, 0, 1, 0, 0]);
    } else if (operator === operators.constructPath && values[0] !== operators.endPath) {
      const box = boxOf(values[2], matrix);
      if (!box) continue;
      const width = box.right - box.left;
      const height = box.bottom - box.top;
      if (width > 0 && width <= largest && height <= largest && width < height * 1.5 && height < width * 1.5)
        marks.push(box);
    }
  }
  return marks;
}

/** The marks that stand before text as list markers do, as pieces. */
export function markersOf(marks: Box[], pieces: Piece[]): Piece[] {
  return marks.flatMap((mark) => {
    const middle = (mark.top + mark.bottom) / 2;
    const beside = pieces.filter(
      ({ baseline, size, left, right }) =>
        middle < baseline &&
        middle > baseline - 0.75 * size &&
        right > mark.left - 3 * size &&
        left < mark.right + 1.8 * size,
    );
    const [item] = beside.sort((one, other) => one.left - other.left);
    if (!item || item.left < mark.right || mark.right - mark.left > 0.55 * item.size) return [];
    const { baseline, size } = item;
    return [{ text: '•', left: mark.left, right: mark.right, baseline, size, bold: false, symbol: false }];
  });
}
