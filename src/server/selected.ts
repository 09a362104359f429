/** What an operation asks for, so that the rules can read together what will be asked for one after another. */
import { type DocumentNode, type FieldNode, type GraphQLSchema, TypeInfo, visit, visitWithTypeInfo } from 'graphql';

/** The fields in a valid document, as `Type.field`; all its operations and fragments count. */
export const selectedIn = (schema: GraphQLSchema, document: DocumentNode): ReadonlySet<string> => {
  const found = new Set<string>();
  const types = new TypeInfo(schema);
  const note = {
    Field: ({ name }: FieldNode) => void found.add(`${types.getParentType()?.name}.${name.value}`),
  };
  visit(document, visitWithTypeInfo(types, note));
  return found;
};
