/** What an operation must be before it runs: valid, and no larger than the server will bear; the same on both transports. */
import {
  type ASTVisitor,
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  NoSchemaIntrospectionCustomRule,
  parse,
  type SelectionSetNode,
  specifiedRules,
  type ValidationContext,
  validate,
} from 'graphql';
import { LRUCache } from 'lru-cache';

/** Tokens of a document; enough for any that a person writes and for the explorers' introspection. */
export const maxTokens = 2_000;
/** Fields once all fragments are spread: a short document can spread to millions, each compiled on its own. */
const maxFields = 1_000;
/** Levels of fields; the explorers' introspection has 15. */
const maxDepth = 16;

type Size = { fields: number; depth: number };

/** Refuses operations that spread to too many fields or levels. Each fragment is measured once, so this stays linear. */
export const sizeRule = (context: ValidationContext): ASTVisitor => {
  const measured = new Map<string, Size>();
  const sizeOf = (set: SelectionSetNode): Size => {
    const total: Size = { fields: 0, depth: 0 };
    for (const selection of set.selections) {
      const inner = sizeOfSelection(selection);
      total.fields += inner.fields;
      total.depth = Math.max(total.depth, inner.depth);
    }
    return total;
  };
  const sizeOfSelection = (selection: SelectionSetNode['selections'][number]): Size => {
    if (selection.kind === Kind.INLINE_FRAGMENT) return sizeOf(selection.selectionSet);
    if (selection.kind === Kind.FIELD) {
      const inner = selection.selectionSet ? sizeOf(selection.selectionSet) : { fields: 0, depth: 0 };
      return { fields: inner.fields + 1, depth: inner.depth + 1 };
    }
    return sizeOfFragment(context.getFragment(selection.name.value));
  };
  const sizeOfFragment = (fragment: FragmentDefinitionNode | null | undefined): Size => {
    if (!fragment) return { fields: 0, depth: 0 };
    const name = fragment.name.value;
    const known = measured.get(name);
    if (known) return known;
    // A cycle is refused by a rule of its own; here it must only come to an end.
    measured.set(name, { fields: 0, depth: 0 });
    const size = sizeOf(fragment.selectionSet);
    measured.set(name, size);
    return size;
  };
  return {
    OperationDefinition: (node) => {
      const { fields, depth } = sizeOf(node.selectionSet);
      if (fields > maxFields)
        context.reportError(new GraphQLError('The operation has too many fields.', { nodes: node }));
      if (depth > maxDepth)
        context.reportError(new GraphQLError('The operation is nested too deeply.', { nodes: node }));
    },
  };
};

/** Bytes of documents that are kept parsed. */
const keptDocuments = 4 * 1024 * 1024;

/**
 * Parses and checks operations; what was found valid is kept.
 * @param introspection whether the schema may be read, and named in what is wrong with an operation
 */
export const createValidator = (schema: GraphQLSchema, introspection: boolean) => {
  const documents = new LRUCache<string, DocumentNode>({
    maxSize: keptDocuments,
    sizeCalculation: (_document, query) => query.length + 1,
  });
  const rules = [...specifiedRules, ...(introspection ? [] : [NoSchemaIntrospectionCustomRule])];
  const shown = (mistake: GraphQLError): GraphQLError =>
    introspection ? mistake : new GraphQLError(mistake.message.replace(/ ?Did you mean .*\?$/, ''), mistake);

  return (query: unknown): DocumentNode | readonly GraphQLError[] => {
    if (typeof query !== 'string') return [new GraphQLError('The operation has no query.')];
    const known = documents.get(query);
    if (known) return known;
    try {
      const document = parse(query, { maxTokens });
      // The size first: other rules take long over an operation that is too large.
      const oversized = validate(schema, document, [sizeRule]);
      if (oversized.length > 0) return oversized;
      const mistakes = validate(schema, document, rules);
      if (mistakes.length > 0) return mistakes.map(shown);
      documents.set(query, document);
      return document;
    } catch (error) {
      return [error as GraphQLError];
    }
  };
};
