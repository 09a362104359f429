/** How large a document is, and which of its limits an operation breaks. */
import {
  type ASTVisitor,
  type DirectiveNode,
  type FragmentDefinitionNode,
  type GraphQLError,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
  type ValidationContext,
} from 'graphql';
import type { RequestLimits } from '../limits.js';
import { limitError } from './limit.js';

/** All but `repeats` are counted once the fragments are spread: a short document can spread to millions of fields. */
export type Size = {
  fields: number;
  /** Levels of fields. */
  depth: number;
  aliases: number;
  directives: number;
  /** How often the same selection set has the same name, at most. */
  repeats: number;
};

const nothing: Size = { fields: 0, depth: 0, aliases: 0, directives: 0, repeats: 0 };

const join = (one: Size, other: Size): Size => ({
  fields: one.fields + other.fields,
  depth: Math.max(one.depth, other.depth),
  aliases: one.aliases + other.aliases,
  directives: one.directives + other.directives,
  repeats: Math.max(one.repeats, other.repeats),
});

const directivesOf = ({ directives }: { directives?: readonly DirectiveNode[] }): number => directives?.length ?? 0;

/** What a selection is called in the response; fragments by name, those without one are for different types. */
const nameOf = (selection: SelectionNode): string | undefined => {
  if (selection.kind === Kind.FIELD) return (selection.alias ?? selection.name).value;
  return selection.kind === Kind.FRAGMENT_SPREAD ? `...${selection.name.value}` : undefined;
};

const repeatsIn = ({ selections }: SelectionSetNode): number => {
  const times = new Map<string, number>();
  let most = 0;
  for (const selection of selections) {
    const name = nameOf(selection);
    if (name === undefined) continue;
    const count = (times.get(name) ?? 0) + 1;
    times.set(name, count);
    most = Math.max(most, count);
  }
  return most;
};

/** Measures the selections of a document. Each fragment is measured once, so this stays linear. */
const createMeasure = (fragmentOf: (name: string) => FragmentDefinitionNode | null | undefined) => {
  const measured = new Map<string, Size>();

  const sizeOf = (set: SelectionSetNode | undefined): Size =>
    set ? set.selections.map(sizeOfSelection).reduce(join, { ...nothing, repeats: repeatsIn(set) }) : nothing;

  const sizeOfSelection = (selection: SelectionNode): Size => {
    const inner =
      selection.kind === Kind.FRAGMENT_SPREAD ? sizeOfFragment(selection.name.value) : sizeOf(selection.selectionSet);
    const directives = inner.directives + directivesOf(selection);
    if (selection.kind !== Kind.FIELD) return { ...inner, directives };
    const aliases = inner.aliases + Number(selection.alias !== undefined);
    return { ...inner, directives, aliases, fields: inner.fields + 1, depth: inner.depth + 1 };
  };

  const sizeOfFragment = (name: string): Size => {
    const known = measured.get(name);
    if (known) return known;
    const fragment = fragmentOf(name);
    if (!fragment) return nothing;
    // A cycle is refused by a rule of its own; here it must only come to an end.
    measured.set(name, nothing);
    const inner = sizeOf(fragment.selectionSet);
    const size = { ...inner, directives: inner.directives + directivesOf(fragment) };
    measured.set(name, size);
    return size;
  };

  return sizeOf;
};

/** Refuses operations that are larger than the limits allow. */
export const createSizeRule =
  (limits: RequestLimits) =>
  (context: ValidationContext): ASTVisitor => {
    const sizeOf = createMeasure((name) => context.getFragment(name));
    let errors = 0;
    const report = (error: GraphQLError) => {
      // One is enough of a document of many operations.
      if (errors++ === 0) context.reportError(error);
    };
    return {
      OperationDefinition: (node) => {
        const size = sizeOf(node.selectionSet);
        const variables = node.variableDefinitions?.reduce((sum, variable) => sum + directivesOf(variable), 0) ?? 0;
        const directives = size.directives + directivesOf(node) + variables;
        const found = { ...size, directives };
        for (const name of ['fields', 'depth', 'aliases', 'directives', 'repeats'] as const) {
          if (found[name] > limits[name]) return report(limitError(name, node));
        }
        return undefined;
      },
    };
  };
