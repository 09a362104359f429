/** The operations that are for anyone: a token that has run out does not stand in their way. */
import { Kind, type OperationDefinitionNode } from 'graphql';

/** Root fields. A test goes through the schema: every other one wants someone signed in. */
export const publicFields: ReadonlySet<string> = new Set([
  'health',
  'sendVerificationCode',
  'register',
  'login',
  'refreshSession',
  'resetPassword',
]);

/** Whether an operation asks for nothing else. */
export const isPublic = ({ selectionSet }: OperationDefinitionNode): boolean =>
  selectionSet.selections.every((field) => field.kind === Kind.FIELD && publicFields.has(field.name.value));
