/** Says what is wrong with an operation's variables, each with its path. */
import {
  coerceInputValue,
  type DocumentNode,
  type GraphQLSchema,
  getOperationAST,
  isInputType,
  typeFromAST,
} from 'graphql';
import { AppError, type InputIssue } from '../errors.js';

/**
 * The mistakes in variables, in full; undefined when there is none.
 * The compiled executor finds that something is wrong but names only the innermost field.
 * @param suggests whether names of the schema that are like a wrong one may be told
 */
export const variableMistake = (
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | null | undefined,
  variables: Record<string, unknown>,
  suggests: boolean,
): AppError | undefined => {
  const issues: InputIssue[] = [];
  for (const definition of getOperationAST(document, operationName)?.variableDefinitions ?? []) {
    const name = definition.variable.name.value;
    const type = typeFromAST(schema, definition.type);
    if (!isInputType(type)) continue;
    const given = Object.hasOwn(variables, name);
    if (!given && definition.defaultValue) continue;
    if (!given && definition.type.kind === 'NonNullType') {
      issues.push({ path: name, message: `a value of type ${type} is required` });
    } else if (given) {
      const note = (path: readonly (string | number)[], _value: unknown, { message }: Error) =>
        void issues.push({ path: [name, ...path].join('.'), message });
      coerceInputValue(variables[name], type, note, !suggests);
    }
  }
  if (issues.length === 0) return undefined;
  const list = issues.map(({ path, message }) => `${path}: ${message}`).join('; ');
  return new AppError('BAD_USER_INPUT', { message: { en: list, zh: list }, issues });
};
