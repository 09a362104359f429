/** All loaders: their statements prepared once a process, their caches made anew for each operation. */
import type { Database, Tally } from '../db/connection.js';
import { createAnswerLoaders } from './answer.js';
import { createAuditLoaders } from './audit.js';
import { createCategoryLoaders } from './category.js';
import { createEvaluationLoaders } from './evaluation.js';
import { createFileLoaders } from './file.js';
import { createInterviewLoaders } from './interview.js';
import { createQuestionLoaders } from './question.js';
import { createReportLoaders } from './report.js';
import { createResumeLoaders } from './resume.js';
import { createSessionLoaders } from './session.js';
import { createStatisticLoaders } from './statistic.js';
import { createTurnLoaders } from './turn.js';
import { createUserLoaders } from './user.js';

const prepare = (database: Database) => ({
  ...createUserLoaders(database),
  ...createSessionLoaders(database),
  ...createAuditLoaders(database.db),
  ...createFileLoaders(database.db),
  ...createResumeLoaders(database.db),
  ...createCategoryLoaders(database),
  ...createQuestionLoaders(database),
  ...createStatisticLoaders(database.db),
  ...createInterviewLoaders(database),
  ...createTurnLoaders(database),
  ...createAnswerLoaders(database),
  ...createEvaluationLoaders(database),
  ...createReportLoaders(database),
});

const counted = Symbol('counted');
type Counted = { [counted]: Tally };

type Factories = ReturnType<typeof prepare>;

/** The loaders of one operation: rows are read once within it and never shared with another. */
export type Loaders = { [K in keyof Factories]: ReturnType<Factories[K]> };

/** Prepares the statements; what it returns makes the loaders of an operation, which count what they send. */
export const prepareLoaders = (database: Database): ((tally: Tally) => Loaders) => {
  // Most operations use a few: each is made when it is first asked for, and is then a property of its own.
  const lazily = Object.entries(prepare(database)).map(([name, create]): [string, PropertyDescriptor] => [
    name,
    {
      get(this: Counted) {
        const value = create(this[counted]);
        Object.defineProperty(this, name, { value });
        return value;
      },
    },
  ]);
  const prototype = Object.defineProperties({}, Object.fromEntries(lazily));
  return (tally) => Object.assign(Object.create(prototype), { [counted]: tally }) as Loaders;
};
