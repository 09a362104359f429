/** All resolvers, as the schema is built from them. */
import type { NonEmptyArray } from 'type-graphql';
import { AnswerResolver } from './answer.js';
import { AuditResolver } from './audit.js';
import { CategoryResolver } from './category.js';
import { BankChangeConnectionResolver, BankChangeResolver } from './change.js';
import { EvaluationResolver } from './evaluation.js';
import * as events from './event.js';
import { FileResolver } from './file.js';
import { HealthResolver } from './health.js';
import * as imports from './import.js';
import { InterviewConnectionResolver, InterviewResolver } from './interview.js';
import { NodeResolver } from './node.js';
import { QuestionConnectionResolver, QuestionResolver } from './question.js';
import { RecommendationResolver } from './recommendation.js';
import { CategoryScoreResolver, ReportFindingResolver, ReportResolver } from './report.js';
import { ResumeResolver } from './resume.js';
import { SessionResolver } from './session.js';
import { StatisticResolver } from './statistic.js';
import { TurnResolver } from './turn.js';
import { UserResolver } from './user.js';
import { VerificationResolver } from './verification.js';

// biome-ignore lint/complexity/noBannedTypes: type-graphql wants classes as Function
export const resolvers: NonEmptyArray<Function> = [
  HealthResolver,
  NodeResolver,
  VerificationResolver,
  UserResolver,
  SessionResolver,
  FileResolver,
  ResumeResolver,
  AuditResolver,
  CategoryResolver,
  BankChangeResolver,
  BankChangeConnectionResolver,
  QuestionResolver,
  QuestionConnectionResolver,
  RecommendationResolver,
  StatisticResolver,
  InterviewResolver,
  InterviewConnectionResolver,
  TurnResolver,
  AnswerResolver,
  EvaluationResolver,
  ReportResolver,
  ReportFindingResolver,
  CategoryScoreResolver,
  ...Object.values(imports),
  ...Object.values(events),
];
