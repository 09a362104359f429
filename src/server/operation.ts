/** An operation as both transports have it: a valid document, which of its operations is meant, and the variables. */
import { type DocumentNode, getOperationAST, type OperationDefinitionNode } from 'graphql';
import { AppError } from '../errors.js';

export type Operation = {
  document: DocumentNode;
  operationName?: string | null;
  variables?: Record<string, unknown> | null;
};

const unclear = new AppError('BAD_USER_INPUT', {
  message: {
    en: 'The document has no operation of that name, or several and none is named.',
    zh: '文档中没有该名称的操作，或包含多个操作但未指定名称。',
  },
});

/** The operation that is meant. @throws AppError BAD_USER_INPUT when that is not clear */
export const requireOperation = ({ document, operationName }: Operation): OperationDefinitionNode => {
  const operation = getOperationAST(document, operationName);
  if (!operation) throw unclear;
  return operation;
};
