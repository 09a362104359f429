/** What an operation is told that is larger than the server will bear: which limit it breaks, and not where that lies. */
import { type ASTNode, GraphQLError } from 'graphql';
import { AppError, type Bilingual } from '../errors.js';

/** The limits of a single operation. */
export type OperationLimit = 'bytes' | 'tokens' | 'fields' | 'depth' | 'aliases' | 'directives' | 'repeats' | 'cost';

const messages: Record<OperationLimit, Bilingual> = {
  bytes: { en: 'The operation is too long.', zh: '操作文本过长。' },
  tokens: { en: 'The operation has too many tokens.', zh: '操作包含的词法单元过多。' },
  fields: { en: 'The operation has too many fields.', zh: '操作包含的字段过多。' },
  depth: { en: 'The operation is nested too deeply.', zh: '操作嵌套过深。' },
  aliases: { en: 'The operation has too many aliases.', zh: '操作使用的别名过多。' },
  directives: { en: 'The operation has too many directives.', zh: '操作使用的指令过多。' },
  repeats: { en: 'The operation repeats a field too often.', zh: '操作重复同一字段的次数过多。' },
  cost: {
    en: 'The operation costs too much: ask for shorter lists, or for less of each item.',
    zh: '操作开销过大：请缩短列表，或减少每项的字段。',
  },
};

export const limitError = (limit: OperationLimit, nodes?: ASTNode): GraphQLError => {
  const originalError = new AppError('BAD_USER_INPUT', { message: messages[limit] });
  return new GraphQLError(originalError.message, { nodes, originalError });
};
