/** Global ids: the prefix tells the noun, whose own permission then applies. */
import type { Context } from '../context.js';
import { type Noun, nounOf } from '../db/id.js';
import { AppError } from '../errors.js';
import { findAnswer } from './answer/read.js';
import { findEvent } from './audit.js';
import { findEvaluation } from './evaluation/read.js';
import { findFile } from './file/read.js';
import { findChange } from './history.js';
import { findImport } from './import/read.js';
import { findInterview } from './interview/read.js';
import { findQuestion } from './question/read.js';
import { findResume } from './resume/read.js';
import { findSession } from './session/read.js';
import { findTurn } from './turn/read.js';
import { findUser } from './user/read.js';
import { isEditor } from './viewer.js';

type Found = { id: string } | null | undefined;

const finders: Partial<Record<Noun, { typename: string; find: (ctx: Context, id: string) => Promise<Found> }>> = {
  user: { typename: 'User', find: findUser },
  session: { typename: 'Session', find: findSession },
  audit: { typename: 'AuditEvent', find: findEvent },
  file: { typename: 'File', find: findFile },
  resume: { typename: 'Resume', find: findResume },
  category: { typename: 'Category', find: (ctx, id) => ctx.loaders.categoryById.load(id) },
  import: {
    typename: 'QuestionImport',
    find: async (ctx, id) => (isEditor(ctx.viewer) ? findImport(ctx, id) : undefined),
  },
  change: { typename: 'BankChange', find: findChange },
  question: { typename: 'Question', find: findQuestion },
  interview: { typename: 'Interview', find: findInterview },
  turn: { typename: 'Turn', find: findTurn },
  answer: { typename: 'Answer', find: findAnswer },
  evaluation: { typename: 'Evaluation', find: findEvaluation },
};

/** What an id names, if the viewer may see it. @throws AppError NOT_FOUND otherwise */
export const findNode = async (ctx: Context, id: string): Promise<{ id: string; __typename: string }> => {
  const noun = nounOf(id);
  const finder = noun && finders[noun];
  const found = await finder?.find(ctx, id);
  if (!finder || !found) throw new AppError('NOT_FOUND');
  return { ...found, __typename: finder.typename };
};
