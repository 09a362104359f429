/** Text boxes, in the order in which they are read. */
import { attribute, childrenOf, find, findDeep, numberAt } from './xml.js';

type Placed = { content: Element; x: number; y: number; width: number };

const offset = (anchor: Element, name: string): number =>
  Number.parseFloat(find(anchor, name, 'posOffset')?.textContent ?? '') || 0;

/** Lengths of old drawings, such as `12.5pt`; other units are rare and only the order counts. */
const styled = (shape: Element, name: string): number =>
  (Number.parseFloat(
    new RegExp(`(?:^|;)\\s*${name}:\\s*(-?[\\d.]+)`).exec(attribute(shape, 'style') ?? '')?.[1] ?? '',
  ) || 0) * 12_700;

function collect(element: Element, x: number, y: number, width: number, found: Placed[]): void {
  for (const child of childrenOf(element)) {
    switch (child.localName) {
      case 'txbxContent':
        found.push({ content: child, x, y, width });
        break;
      case 'anchor':
        collect(
          child,
          x + offset(child, 'positionH'),
          y + offset(child, 'positionV'),
          numberAt(find(child, 'extent'), 'cx') ?? 0,
          found,
        );
        break;
      case 'wsp': {
        const shape = find(child, 'spPr', 'xfrm');
        const parent = child.parentNode;
        // In a group, shapes say where in it they stand; alone, it is their drawing that does.
        const isGrouped = parent !== null && 'localName' in parent && /^(?:wgp|grpSp)$/.test(String(parent.localName));
        const at = (axis: string) => (isGrouped ? (numberAt(find(shape, 'off'), axis) ?? 0) : 0);
        const own = isGrouped ? (numberAt(find(shape, 'ext'), 'cx') ?? width) : width;
        collect(child, x + at('x'), y + at('y'), own, found);
        break;
      }
      case 'shape':
      case 'rect':
      case 'roundrect':
        collect(
          child,
          x + styled(child, 'margin-left'),
          y + styled(child, 'margin-top'),
          styled(child, 'width'),
          found,
        );
        break;
      case 'AlternateContent': {
        const choice = find(child, 'Choice');
        const chosen = choice && findDeep(choice, 'txbxContent') ? choice : (find(child, 'Fallback') ?? choice);
        if (chosen) collect(chosen, x, y, width, found);
        break;
      }
      default:
        collect(child, x, y, width, found);
    }
  }
}

/** A quarter of an inch: edges that differ by less are level. */
const level = 228_600;

const fromAbove = (boxes: Placed[]) =>
  [...boxes].sort((one, other) => (Math.abs(one.y - other.y) < level ? one.x - other.x : one.y - other.y));

/** The boxes of two columns, one after the other; from top to bottom where there are none. */
function inColumns(boxes: Placed[]): Placed[] {
  const edges = [...boxes].sort((one, other) => one.x - other.x);
  let end = Number.NEGATIVE_INFINITY;
  for (const [index, box] of edges.entries()) {
    if (index > 1 && boxes.length - index > 1 && box.x >= end - level) {
      return [...fromAbove(edges.slice(0, index)), ...inColumns(edges.slice(index))];
    }
    end = Math.max(end, box.x + box.width);
  }
  return fromAbove(boxes);
}

/** The contents of all text boxes in these drawings in reading order. Boxes as wide as two thirds of all part what is above and below. */
export function boxesOf(drawings: Element[]): Element[] {
  const found: Placed[] = [];
  for (const drawing of drawings) collect(drawing, 0, 0, 0, found);
  const left = Math.min(...found.map(({ x }) => x));
  const right = Math.max(...found.map(({ x, width }) => x + width));
  const ordered: Placed[] = [];
  let beside: Placed[] = [];
  for (const box of fromAbove(found)) {
    if (box.width > 0 && box.width * 3 < (right - left) * 2) beside.push(box);
    else {
      ordered.push(...inColumns(beside), box);
      beside = [];
    }
  }
  return [...ordered, ...inColumns(beside)].map(({ content }) => content);
}
