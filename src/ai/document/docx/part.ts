/** What reading a part of the document needs to know of the rest. */
import type { Look, Styles } from './style.js';

export type Part = {
  styles: Styles;
  characterLooks: Map<string, Look>;
  /** Targets of this part's relations to the outside, by their ids. */
  targets: Map<string, string>;
  /** Takes the target of a hyperlink. */
  link(target: string): void;
};
