/* eslint-disable */
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
export type Maybe<T> = T | null;
export type InputMaybe<T> = T | null | undefined;
export type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
export type MakeOptional<T, K extends keyof T> = Omit<T, K> & { [SubKey in K]?: Maybe<T[SubKey]> };
export type MakeMaybe<T, K extends keyof T> = Omit<T, K> & { [SubKey in K]: Maybe<T[SubKey]> };
export type MakeEmpty<T extends { [key: string]: unknown }, K extends keyof T> = { [_ in K]?: never };
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** A date-time string at UTC, such as 2007-12-03T10:15:30Z, compliant with the `date-time` format outlined in section 5.6 of the RFC 3339 profile of the ISO 8601 standard for representation of dates and times using the Gregorian calendar. */
  DateTime: { input: string; output: string; }
  /** A field whose value conforms to the standard internet email address format as specified in HTML Spec: https://html.spec.whatwg.org/multipage/input.html#valid-e-mail-address. */
  EmailAddress: { input: string; output: string; }
  /** A field whose value conforms to the standard E.164 format as specified in: https://en.wikipedia.org/wiki/E.164. Basically this is +17895551234. */
  PhoneNumber: { input: string; output: string; }
};

/** One try at a turn. */
export type Answer = Node & {
  __typename?: 'Answer';
  /** Hints used, or not the first try. */
  assisted: Scalars['Boolean']['output'];
  /** Which try at its turn, from 1. */
  attempt: Scalars['Int']['output'];
  /** Its newest judgement. */
  evaluation: Evaluation;
  /** A TypeID: opaque, globally unique, sorted by creation. */
  id: Scalars['ID']['output'];
  /** When the server took it. */
  submittedAt: Scalars['DateTime']['output'];
  /** What was answered. */
  text?: Maybe<Scalars['String']['output']>;
  /** Where the text comes from. */
  transcript: TranscriptStatus;
};

/** An answer was judged. */
export type AnswerScored = InterviewEvent & {
  __typename?: 'AnswerScored';
  /** The answer. */
  answer: Answer;
  /** When it happened, by the server's clock. */
  at: Scalars['DateTime']['output'];
  /** The judgement that this event is about. */
  evaluation: Evaluation;
  /** The interview. */
  interviewId: Scalars['ID']['output'];
  /** Its number; null for what is not in the log. */
  seq?: Maybe<Scalars['Int']['output']>;
};

/** An answer was taken. */
export type AnswerSubmitted = InterviewEvent & {
  __typename?: 'AnswerSubmitted';
  /** The answer. */
  answer: Answer;
  /** When it happened, by the server's clock. */
  at: Scalars['DateTime']['output'];
  /** The interview. */
  interviewId: Scalars['ID']['output'];
  /** Its number; null for what is not in the log. */
  seq?: Maybe<Scalars['Int']['output']>;
  /** The turn as it is now. */
  turn: Turn;
};

/** A signed-in session, with its tokens. */
export type AuthPayload = {
  __typename?: 'AuthPayload';
  /** PASETO v4.public, sent as `Authorization: Bearer …`. Lives 15 minutes. */
  accessToken: Scalars['String']['output'];
  /** When the access token ends. */
  accessTokenExpiresAt: Scalars['DateTime']['output'];
  /** Opaque; good once, for refreshSession. */
  refreshToken: Scalars['String']['output'];
  /** When the refresh token ends. */
  refreshTokenExpiresAt: Scalars['DateTime']['output'];
  /** Who is signed in. */
  user: User;
};

/** A subject; subjects form a tree. */
export type Category = Node & {
  __typename?: 'Category';
  /** A TypeID: opaque, globally unique, sorted by creation. */
  id: Scalars['ID']['output'];
  /** The name in a language; by default that of the request. */
  name: Scalars['String']['output'];
  /** The category above; null at the top. */
  parent?: Maybe<Category>;
  /** How many published questions are right in it, not in those below. */
  questionCount: Scalars['Int']['output'];
  /** A stable name in kebab case. */
  slug: Scalars['String']['output'];
};


/** A subject; subjects form a tree. */
export type CategoryNameArgs = {
  locale?: InputMaybe<Locale>;
};

/** The score of one category in an interview. */
export type CategoryScore = {
  __typename?: 'CategoryScore';
  /** The category. */
  category: Category;
  /** 0 to 100, the mean over its turns. */
  score: Scalars['Float']['output'];
  /** How many turns it had. */
  turns: Scalars['Int']['output'];
};

/** Exactly one of email and phone; anything else is BAD_USER_INPUT. */
export type ContactInput = {
  /** An email address. */
  email?: InputMaybe<Scalars['EmailAddress']['input']>;
  /** A phone number in E.164. */
  phone?: InputMaybe<Scalars['PhoneNumber']['input']>;
};

/** What interview to make. */
export type CreateInterviewInput = {
  /** RANDOM: which questions to draw from. */
  filter?: InputMaybe<QuestionFilterInput>;
  /** Its language; by default that of the filter, else of the user. */
  locale?: InputMaybe<Locale>;
  /** How to choose the questions. */
  mode: InterviewMode;
  /** How to press the candidate. */
  pace?: InputMaybe<Pace>;
  /** How many to draw, 1 to 50; with CUSTOM, questionIds counts. */
  questionCount?: InputMaybe<Scalars['Int']['input']>;
  /** CUSTOM: the questions, in the order to ask them. */
  questionIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** When to show scores; by default ON_REQUEST with ZERO_PRESSURE, else AT_ONCE. */
  scores?: InputMaybe<ScoreReveal>;
  /** The role practised for, at most 200 characters. */
  targetRole?: InputMaybe<Scalars['String']['input']>;
};

/** Whether something that the server depends on is well. */
export type DependencyHealth = {
  __typename?: 'DependencyHealth';
  /** What is wrong. */
  detail?: Maybe<Scalars['String']['output']>;
  /** Whether it answered in time. */
  healthy: Scalars['Boolean']['output'];
  /** Milliseconds it took to answer. */
  latencyMs?: Maybe<Scalars['Float']['output']>;
  /** Its name. */
  name: Scalars['String']['output'];
};

/** What an answer is judged by. */
export type Dimension =
  /** Whether it is right */
  | 'ACCURACY'
  /** How many of the key points it makes */
  | 'COMPLETENESS'
  /** Whether it gives reasons, examples and trade-offs */
  | 'DEPTH'
  /** Whether it is well put */
  | 'EXPRESSION';

/** The score of one dimension. */
export type DimensionScore = {
  __typename?: 'DimensionScore';
  /** What is scored. */
  dimension: Dimension;
  /** 0 to 100. */
  score: Scalars['Float']['output'];
  /** Its share of the total, in percent. */
  weight: Scalars['Float']['output'];
};

/** What `extensions.code` of an error can be. A client may rely on the list being closed. */
export type ErrorCode =
  | 'ACCOUNT_EXISTS'
  | 'ACCOUNT_LOCKED'
  | 'BAD_USER_INPUT'
  | 'CODE_EXPIRED'
  | 'CODE_INVALID'
  | 'CONFLICT'
  | 'DEPENDENCY_UNAVAILABLE'
  | 'FORBIDDEN'
  | 'INTERNAL_SERVER_ERROR'
  | 'INTERVIEW_STATE'
  | 'INVALID_CREDENTIALS'
  | 'NOT_ENOUGH_QUESTIONS'
  | 'NOT_FOUND'
  | 'PAYLOAD_TOO_LARGE'
  | 'RATE_LIMITED'
  | 'TURN_STATE'
  | 'UNAUTHENTICATED'
  | 'UNSUPPORTED_MEDIA_TYPE';

/** A judgement of an answer. */
export type Evaluation = Node & {
  __typename?: 'Evaluation';
  /** The parts of the score; empty until there is one. */
  dimensions: Array<DimensionScore>;
  /** When it was judged. */
  evaluatedAt?: Maybe<Scalars['DateTime']['output']>;
  /** What was good and what was missing. */
  feedback?: Maybe<Scalars['String']['output']>;
  /** A TypeID: opaque, globally unique, sorted by creation. */
  id: Scalars['ID']['output'];
  /** The key points and what became of them; empty until there is a score. */
  points: Array<PointScore>;
  /** Scored while the preferred scorer was away; a later revision replaces it. */
  provisional: Scalars['Boolean']['output'];
  /** False while the interview's ScoreReveal holds it back: score, points, dimensions and texts are then null or empty. */
  revealed: Scalars['Boolean']['output'];
  /** Which judgement of this answer, from 1. */
  revision: Scalars['Int']['output'];
  /** 0 to 100, computed by the server from the dimensions' weights, never by a model. */
  score?: Maybe<Scalars['Float']['output']>;
  /** Who judged; null until then. */
  scorer?: Maybe<ScorerKind>;
  /** The scorer's version: the same one gives the same result. */
  scorerVersion?: Maybe<Scalars['String']['output']>;
  /** How far it is. */
  status: EvaluationStatus;
  /** What to do next. */
  suggestion?: Maybe<Scalars['String']['output']>;
  /** Half-width of the scorer's own 90% band. */
  uncertainty?: Maybe<Scalars['Float']['output']>;
};

/** How far the judgement of an answer is. */
export type EvaluationStatus =
  /** Could not be scored */
  | 'FAILED'
  /** Too little to judge: empty, off the topic, an echo of the question */
  | 'INSUFFICIENT'
  /** Waiting for a scorer */
  | 'QUEUED'
  /** Scored */
  | 'READY'
  /** Being scored */
  | 'RUNNING';

/** Whether the server is well. */
export type Health = {
  __typename?: 'Health';
  /** What it depends on. */
  dependencies: Array<DependencyHealth>;
  /** `ok`, or `degraded` while a dependency is away. */
  status: Scalars['String']['output'];
  /** Seconds since its start. */
  uptime: Scalars['Float']['output'];
  /** The version of the server. */
  version: Scalars['String']['output'];
};

/** A range of whole numbers, both ends included; an end left out is open. */
export type IntRangeInput = {
  /** The most. */
  max?: InputMaybe<Scalars['Int']['input']>;
  /** The least. */
  min?: InputMaybe<Scalars['Int']['input']>;
};

/** A mock interview of one candidate. */
export type Interview = Node & {
  __typename?: 'Interview';
  /** Whose interview it is. */
  candidate: User;
  /** When it was made. */
  createdAt: Scalars['DateTime']['output'];
  /** The open turn, else the newest; null before the start. */
  currentTurn?: Maybe<Turn>;
  /** When it ended. */
  finishedAt?: Maybe<Scalars['DateTime']['output']>;
  /** A TypeID: opaque, globally unique, sorted by creation. */
  id: Scalars['ID']['output'];
  /** The sequence number of the newest event; pass it as `after` to go on from here. */
  lastSeq: Scalars['Int']['output'];
  /** Its language. */
  locale: Locale;
  /** How its questions were chosen. */
  mode: InterviewMode;
  /** How it presses the candidate. */
  pace: Pace;
  /** How many questions it will ask, follow-ups apart. */
  questionCount: Scalars['Int']['output'];
  /** Null until the interview is finished and every counted answer has a final evaluation. */
  report?: Maybe<Report>;
  /** When the candidate sees scores. */
  scores: ScoreReveal;
  /** When it began. */
  startedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Its state. */
  status: InterviewStatus;
  /** The role that the candidate practises for. */
  targetRole?: Maybe<Scalars['String']['output']>;
  /** The turns so far, in the order in which they were asked. */
  turns: Array<Turn>;
};

/** A page of interviews, newest first. */
export type InterviewConnection = {
  __typename?: 'InterviewConnection';
  /** The interviews of the page. */
  edges: Array<InterviewEdge>;
  /** Where the page stands. */
  pageInfo: PageInfo;
  /** How many there are in all. */
  totalCount: Scalars['Int']['output'];
};

/** An interview in a list. */
export type InterviewEdge = {
  __typename?: 'InterviewEdge';
  /** Its place in the list, for `after` and `before`. */
  cursor: Scalars['String']['output'];
  /** The interview. */
  node: Interview;
};

/** Something that happened in an interview. Events are numbered 1, 2, 3 … without holes, in commit order. A client that lost its connection subscribes again, on any server, with `after`: the last seq it saw, and receives exactly what it missed. */
export type InterviewEvent = {
  /** When it happened, by the server's clock. */
  at: Scalars['DateTime']['output'];
  /** The interview. */
  interviewId: Scalars['ID']['output'];
  /** Its number; null for what is not in the log. */
  seq?: Maybe<Scalars['Int']['output']>;
};

/** The interview is over. */
export type InterviewFinished = InterviewEvent & {
  __typename?: 'InterviewFinished';
  /** When it happened, by the server's clock. */
  at: Scalars['DateTime']['output'];
  /** The interview as it is now. */
  interview: Interview;
  /** The interview. */
  interviewId: Scalars['ID']['output'];
  /** Its number; null for what is not in the log. */
  seq?: Maybe<Scalars['Int']['output']>;
};

/** How the questions are chosen. */
export type InterviewMode =
  /** Named one by one, asked in that order */
  | 'CUSTOM'
  /** Drawn uniformly from the questions that match the filter */
  | 'RANDOM';

/** The interview began. */
export type InterviewStarted = InterviewEvent & {
  __typename?: 'InterviewStarted';
  /** When it happened, by the server's clock. */
  at: Scalars['DateTime']['output'];
  /** The interview as it is now. */
  interview: Interview;
  /** The interview. */
  interviewId: Scalars['ID']['output'];
  /** Its number; null for what is not in the log. */
  seq?: Maybe<Scalars['Int']['output']>;
};

/** The state of an interview. */
export type InterviewStatus =
  /** Given up; there is no report */
  | 'CANCELLED'
  /** Over; a report follows once every answer is judged */
  | 'FINISHED'
  /** Under way */
  | 'LIVE'
  /** Halted by the candidate; the clock stands still */
  | 'PAUSED'
  /** Created, not started */
  | 'READY';

/** A statement that a good answer makes. */
export type KeyPoint = {
  __typename?: 'KeyPoint';
  /** Unique over all questions. */
  id: Scalars['ID']['output'];
  /** The statement. */
  text: Scalars['String']['output'];
  /** How much it matters beside the other points of its question. */
  weight: Scalars['Float']['output'];
};

/** A language that the product speaks. */
export type Locale =
  /** English */
  | 'EN'
  /** Simplified Chinese */
  | 'ZH';

/** Signs in. */
export type LoginInput = {
  /** The contact of the account. */
  contact: ContactInput;
  /** The password. */
  password?: InputMaybe<Scalars['String']['input']>;
};

export type Mutation = {
  __typename?: 'Mutation';
  /** Makes an interview and chooses its questions. Errors: NOT_ENOUGH_QUESTIONS, BAD_USER_INPUT. */
  createInterview: Interview;
  /** Ends it; an open turn counts as skipped. Errors: INTERVIEW_STATE. */
  finishInterview: Interview;
  /** Signs in by password. Errors: INVALID_CREDENTIALS. */
  login: AuthPayload;
  /** Ends the session at once; its tokens are refused from now on. */
  logout: Scalars['Boolean']['output'];
  /** Asks the next question; while one is open nothing changes. STANDARD and STRESS do so by themselves once a turn is over; ZERO_PRESSURE waits for this. Errors: INTERVIEW_STATE. */
  nextTurn: Interview;
  /** Trades a refresh token for new tokens; the old one is used up. Errors: UNAUTHENTICATED. */
  refreshSession: AuthPayload;
  /** Creates an account and signs it in. Errors: CODE_INVALID, CODE_EXPIRED, ACCOUNT_EXISTS, BAD_USER_INPUT. */
  register: AuthPayload;
  /** Shows the score of an answer where scores are shown on request. Errors: INTERVIEW_STATE. */
  revealScore: Evaluation;
  /** Sends a six-digit code, whether or not the contact has an account. Errors: RATE_LIMITED. */
  sendVerificationCode: SendVerificationCodePayload;
  /** Leaves the question unanswered. Errors: TURN_STATE, INTERVIEW_STATE. */
  skipTurn: Turn;
  /** Begins it and asks the first question. Errors: INTERVIEW_STATE. */
  startInterview: Interview;
  /** Answers the open turn. The score follows as AnswerScored. Errors: TURN_STATE, INTERVIEW_STATE, CONFLICT, BAD_USER_INPUT. */
  submitAnswer: Answer;
};


export type MutationCreateInterviewArgs = {
  input: CreateInterviewInput;
};


export type MutationFinishInterviewArgs = {
  id: Scalars['ID']['input'];
};


export type MutationLoginArgs = {
  input: LoginInput;
};


export type MutationLogoutArgs = {
  everywhere?: InputMaybe<Scalars['Boolean']['input']>;
};


export type MutationNextTurnArgs = {
  interviewId: Scalars['ID']['input'];
};


export type MutationRefreshSessionArgs = {
  refreshToken: Scalars['String']['input'];
};


export type MutationRegisterArgs = {
  input: RegisterInput;
};


export type MutationRevealScoreArgs = {
  answerId: Scalars['ID']['input'];
};


export type MutationSendVerificationCodeArgs = {
  input: SendVerificationCodeInput;
};


export type MutationSkipTurnArgs = {
  turnId: Scalars['ID']['input'];
};


export type MutationStartInterviewArgs = {
  id: Scalars['ID']['input'];
};


export type MutationSubmitAnswerArgs = {
  input: SubmitAnswerInput;
};

/** Something with a globally unique id. */
export type Node = {
  /** A TypeID: opaque, globally unique, sorted by creation. */
  id: Scalars['ID']['output'];
};

/** How an interview presses the candidate. */
export type Pace =
  /** A clock per question; the next one comes by itself */
  | 'STANDARD'
  /** A clock of six tenths of the standard one */
  | 'STRESS'
  /** No clock; the candidate says when to go on */
  | 'ZERO_PRESSURE';

/** Where a page stands in its list. */
export type PageInfo = {
  __typename?: 'PageInfo';
  /** The cursor of the last edge; null on an empty page. */
  endCursor?: Maybe<Scalars['String']['output']>;
  /** Whether there is more after this page. */
  hasNextPage: Scalars['Boolean']['output'];
  /** Whether there is more before this page. */
  hasPreviousPage: Scalars['Boolean']['output'];
  /** The cursor of the first edge; null on an empty page. */
  startCursor?: Maybe<Scalars['String']['output']>;
};

/** Whether the answer makes a key point. */
export type PointScore = {
  __typename?: 'PointScore';
  /** Where in the answer; empty when missed. */
  evidence: Array<Span>;
  /** The point, as it was when the question was asked. */
  keyPoint: KeyPoint;
  /** Made, touched upon or missed. */
  verdict: PointVerdict;
};

/** Whether an answer makes a key point. */
export type PointVerdict =
  /** Made */
  | 'COVERED'
  /** Not made */
  | 'MISSED'
  /** Touched upon */
  | 'PARTIAL';

export type Query = {
  __typename?: 'Query';
  /** All categories, by slug. */
  categories: Array<Category>;
  /** Whether the server and what it depends on are well. */
  health: Health;
  /** An interview of the signed-in user. Errors: NOT_FOUND. */
  interview?: Maybe<Interview>;
  /** The interviews of the signed-in user, newest first. */
  interviews: InterviewConnection;
  /** The signed-in user; null when nobody is. */
  me?: Maybe<User>;
  /** What an id names, if the viewer may see it. Errors: NOT_FOUND. */
  node?: Maybe<Node>;
  /** A question of the bank; null when there is none to be seen. */
  question?: Maybe<Question>;
  /** The question bank, newest first. */
  questions: QuestionConnection;
};


export type QueryInterviewArgs = {
  id: Scalars['ID']['input'];
};


export type QueryInterviewsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  status?: InputMaybe<Array<InterviewStatus>>;
};


export type QueryNodeArgs = {
  id: Scalars['ID']['input'];
};


export type QueryQuestionArgs = {
  id: Scalars['ID']['input'];
};


export type QueryQuestionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<QuestionFilterInput>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};

/** A question of the bank. */
export type Question = Node & {
  __typename?: 'Question';
  /** Its subject. */
  category: Category;
  /** When it was written. */
  createdAt: Scalars['DateTime']['output'];
  /** 1 easiest … 5 hardest. */
  difficulty: Scalars['Int']['output'];
  /** How many hints there are. */
  hintCount: Scalars['Int']['output'];
  /** A TypeID: opaque, globally unique, sorted by creation. */
  id: Scalars['ID']['output'];
  /** Null on the same terms as referenceAnswer. */
  keyPoints?: Maybe<Array<KeyPoint>>;
  /** The language that it is asked in. */
  locale: Locale;
  /** The question itself. */
  prompt: Scalars['String']['output'];
  /** Null to a candidate until a turn that asked it is over. */
  referenceAnswer?: Maybe<Scalars['String']['output']>;
  /** Whether it is asked. */
  status: QuestionStatus;
  /** Technical terms in kebab case. */
  tags: Array<Scalars['String']['output']>;
  /** Seconds, used where the pace has a clock. */
  timeLimit: Scalars['Int']['output'];
  /** When it was last changed. */
  updatedAt: Scalars['DateTime']['output'];
  /** Counts its changes, from 1. */
  version: Scalars['Int']['output'];
};

/** A question was asked. */
export type QuestionAsked = InterviewEvent & {
  __typename?: 'QuestionAsked';
  /** When it happened, by the server's clock. */
  at: Scalars['DateTime']['output'];
  /** The interview. */
  interviewId: Scalars['ID']['output'];
  /** Its number; null for what is not in the log. */
  seq?: Maybe<Scalars['Int']['output']>;
  /** The turn as it is now. */
  turn: Turn;
};

/** A page of questions, newest first. */
export type QuestionConnection = {
  __typename?: 'QuestionConnection';
  /** The questions of the page. */
  edges: Array<QuestionEdge>;
  /** Where the page stands. */
  pageInfo: PageInfo;
  /** How many match in all. */
  totalCount: Scalars['Int']['output'];
};

/** A question in a list. */
export type QuestionEdge = {
  __typename?: 'QuestionEdge';
  /** Its place in the list, for `after` and `before`. */
  cursor: Scalars['String']['output'];
  /** The question. */
  node: Question;
};

/** Which questions; what is left out does not narrow. */
export type QuestionFilterInput = {
  /** In any of these categories, or below them. */
  categoryIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** Of this difficulty. */
  difficulty?: InputMaybe<IntRangeInput>;
  /** In this language. */
  locale?: InputMaybe<Locale>;
  /** Of this status; candidates see published ones only. */
  status?: InputMaybe<Array<QuestionStatus>>;
  /** Carrying at least one of these tags. */
  tags?: InputMaybe<Array<Scalars['String']['input']>>;
};

/** The life of a question in the bank. */
export type QuestionStatus =
  /** Asked no more; past interviews keep it */
  | 'ARCHIVED'
  /** Seen by editors alone */
  | 'DRAFT'
  /** Asked in interviews */
  | 'PUBLISHED';

/** Creates an account. */
export type RegisterInput = {
  /** The code, six digits. */
  code: Scalars['String']['input'];
  /** The contact that the code was sent to. */
  contact: ContactInput;
  /** By default the language of the request. */
  locale?: InputMaybe<Locale>;
  /** The name to be addressed by, at most 100 characters. */
  name: Scalars['String']['input'];
  /** 8 to 128 characters. */
  password: Scalars['String']['input'];
};

/** What a finished interview adds up to. */
export type Report = {
  __typename?: 'Report';
  /** The share of answers that had help, 0 to 1. */
  assistedShare: Scalars['Float']['output'];
  /** The score of each category that came up. */
  categories: Array<CategoryScore>;
  /** The difference to the score of the candidate's interview before; null for the first. */
  comparedToPrevious?: Maybe<Scalars['Float']['output']>;
  /** The mean of each dimension. */
  dimensions: Array<DimensionScore>;
  /** The weightiest points that were missed. */
  improvements: Array<Scalars['String']['output']>;
  /** 0 to 100, the mean over the questions asked; a skipped one is worth 0. */
  score: Scalars['Float']['output'];
  /** The weightiest points that were made. */
  strengths: Array<Scalars['String']['output']>;
};

/** Every answer is judged; the report is there. */
export type ReportReady = InterviewEvent & {
  __typename?: 'ReportReady';
  /** When it happened, by the server's clock. */
  at: Scalars['DateTime']['output'];
  /** The interview. */
  interviewId: Scalars['ID']['output'];
  /** The report. */
  report: Report;
  /** Its number; null for what is not in the log. */
  seq?: Maybe<Scalars['Int']['output']>;
};

/** When the candidate sees a score. */
export type ScoreReveal =
  /** Once the interview is finished */
  | 'AT_END'
  /** As soon as it is there */
  | 'AT_ONCE'
  /** After revealScore, or at the end */
  | 'ON_REQUEST';

/** Who judged. */
export type ScorerKind =
  /** A language model */
  | 'LLM'
  /** The built-in scorer */
  | 'OFFLINE';

/** Asks for a verification code. */
export type SendVerificationCodeInput = {
  /** Where to send it. */
  contact: ContactInput;
  /** What it is to be good for. */
  purpose: VerificationPurpose;
};

/** A code is on its way. */
export type SendVerificationCodePayload = {
  __typename?: 'SendVerificationCodePayload';
  /** Until when the code is good. */
  expiresAt: Scalars['DateTime']['output'];
  /** When the next one may be asked for. */
  resendAfter: Scalars['DateTime']['output'];
};

/** A range of the stored answer in UTF-16 code units: text.slice(start, end) === quote, checked by the server. */
export type Span = {
  __typename?: 'Span';
  /** The code unit after the last. */
  end: Scalars['Int']['output'];
  /** What stands there. */
  quote: Scalars['String']['output'];
  /** The first code unit. */
  start: Scalars['Int']['output'];
};

/** The cursor is not one that this log can go on from (beyond its head): read the interview anew, then subscribe after head. */
export type StreamReset = InterviewEvent & {
  __typename?: 'StreamReset';
  /** When it happened, by the server's clock. */
  at: Scalars['DateTime']['output'];
  /** The number of the newest event. */
  head: Scalars['Int']['output'];
  /** The interview. */
  interviewId: Scalars['ID']['output'];
  /** Its number; null for what is not in the log. */
  seq?: Maybe<Scalars['Int']['output']>;
};

/** An answer to the open turn. */
export type SubmitAnswerInput = {
  /** Chosen by the client, unique per interview: sending it again returns the first result and changes nothing. 1 to 64 printable ASCII characters. */
  clientKey: Scalars['String']['input'];
  /** The answer, 1 to 20,000 characters. */
  text?: InputMaybe<Scalars['String']['input']>;
  /** The turn. */
  turnId: Scalars['ID']['input'];
};

export type Subscription = {
  __typename?: 'Subscription';
  /** The events of an interview after a given one, each once and in order, then those that follow, as they happen. Errors: NOT_FOUND, UNAUTHENTICATED. */
  interviewEvents: InterviewEvent;
};


export type SubscriptionInterviewEventsArgs = {
  after?: InputMaybe<Scalars['Int']['input']>;
  interviewId: Scalars['ID']['input'];
};

/** How far the transcript of a spoken answer is. */
export type TranscriptStatus =
  /** Could not be transcribed */
  | 'FAILED'
  /** The answer was typed */
  | 'NOT_NEEDED'
  /** Being transcribed */
  | 'QUEUED'
  /** Transcribed; the text is there */
  | 'READY';

/** One question put to the candidate. */
export type Turn = Node & {
  __typename?: 'Turn';
  /** The try that counts: the newest. */
  answer?: Maybe<Answer>;
  /** Every try, oldest first. */
  answers: Array<Answer>;
  /** When it was asked. */
  askedAt: Scalars['DateTime']['output'];
  /** The server's clock decides; null where the pace has none, and while paused. */
  deadlineAt?: Maybe<Scalars['DateTime']['output']>;
  /** A TypeID: opaque, globally unique, sorted by creation. */
  id: Scalars['ID']['output'];
  /** Why it came up. */
  kind: TurnKind;
  /** A follow-up: the turn that it follows. */
  parent?: Maybe<Turn>;
  /** Its place in the interview, from 1. */
  position: Scalars['Int']['output'];
  /** What was asked, as it was worded then. */
  prompt: Scalars['String']['output'];
  /** The question of the bank; null when it came from elsewhere or is no longer there. */
  question?: Maybe<Question>;
  /** Its state. */
  status: TurnStatus;
};

/** A turn is over: answered, skipped or expired. */
export type TurnClosed = InterviewEvent & {
  __typename?: 'TurnClosed';
  /** When it happened, by the server's clock. */
  at: Scalars['DateTime']['output'];
  /** The interview. */
  interviewId: Scalars['ID']['output'];
  /** Its number; null for what is not in the log. */
  seq?: Maybe<Scalars['Int']['output']>;
  /** The turn as it is now. */
  turn: Turn;
};

/** Why a turn came up. */
export type TurnKind =
  /** A question about the answer before */
  | 'FOLLOW_UP'
  /** A question of the plan */
  | 'MAIN';

/** The state of a turn. */
export type TurnStatus =
  /** Over: answered */
  | 'ANSWERED'
  /** Open */
  | 'ASKED'
  /** Over: its deadline passed */
  | 'EXPIRED'
  /** Over: left out */
  | 'SKIPPED';

/** An account. */
export type User = Node & {
  __typename?: 'User';
  /** When the account was made. */
  createdAt: Scalars['DateTime']['output'];
  /** The email address, in lower case. */
  email?: Maybe<Scalars['EmailAddress']['output']>;
  /** Whether the owner has shown that they read mail sent there. */
  emailVerified: Scalars['Boolean']['output'];
  /** A TypeID: opaque, globally unique, sorted by creation. */
  id: Scalars['ID']['output'];
  /** The user's interviews, newest first. */
  interviews: InterviewConnection;
  /** The language of messages to the user, unless a request asks for another. */
  locale: Locale;
  /** The name to be addressed by. */
  name: Scalars['String']['output'];
  /** The phone number in E.164. */
  phone?: Maybe<Scalars['PhoneNumber']['output']>;
  /** What the user may do. */
  role: UserRole;
};


/** An account. */
export type UserInterviewsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  status?: InputMaybe<Array<InterviewStatus>>;
};

/** What a user may do beyond their own interviews. */
export type UserRole =
  /** May see everything */
  | 'ADMIN'
  /** Practises interviews */
  | 'CANDIDATE'
  /** Keeps the question bank, too */
  | 'EDITOR';

/** What a verification code is good for. */
export type VerificationPurpose =
  /** Creating an account */
  | 'REGISTER';

export type SendVerificationCodeMutationVariables = Exact<{
  input: SendVerificationCodeInput;
}>;


export type SendVerificationCodeMutation = { __typename?: 'Mutation', sendVerificationCode: { __typename?: 'SendVerificationCodePayload', expiresAt: string, resendAfter: string } };

export type SessionTokensFragment = { __typename?: 'AuthPayload', accessToken: string, accessTokenExpiresAt: string, refreshToken: string, refreshTokenExpiresAt: string, user: { __typename?: 'User', id: string, email?: string | null, name: string, role: UserRole, locale: Locale } };

export type RegisterMutationVariables = Exact<{
  input: RegisterInput;
}>;


export type RegisterMutation = { __typename?: 'Mutation', register: { __typename?: 'AuthPayload', accessToken: string, accessTokenExpiresAt: string, refreshToken: string, refreshTokenExpiresAt: string, user: { __typename?: 'User', id: string, email?: string | null, name: string, role: UserRole, locale: Locale } } };

export type LoginMutationVariables = Exact<{
  input: LoginInput;
}>;


export type LoginMutation = { __typename?: 'Mutation', login: { __typename?: 'AuthPayload', accessToken: string, accessTokenExpiresAt: string, refreshToken: string, refreshTokenExpiresAt: string, user: { __typename?: 'User', id: string, email?: string | null, name: string, role: UserRole, locale: Locale } } };

export type RefreshSessionMutationVariables = Exact<{
  refreshToken: Scalars['String']['input'];
}>;


export type RefreshSessionMutation = { __typename?: 'Mutation', refreshSession: { __typename?: 'AuthPayload', accessToken: string, accessTokenExpiresAt: string, refreshToken: string, refreshTokenExpiresAt: string, user: { __typename?: 'User', id: string, email?: string | null, name: string, role: UserRole, locale: Locale } } };

export type LogoutMutationVariables = Exact<{
  everywhere?: InputMaybe<Scalars['Boolean']['input']>;
}>;


export type LogoutMutation = { __typename?: 'Mutation', logout: boolean };

export type MeQueryVariables = Exact<{ [key: string]: never; }>;


export type MeQuery = { __typename?: 'Query', me?: { __typename?: 'User', id: string, email?: string | null, emailVerified: boolean, phone?: string | null, name: string, role: UserRole, locale: Locale, createdAt: string } | null };

export type TurnViewFragment = { __typename?: 'Turn', id: string, position: number, kind: TurnKind, prompt: string, status: TurnStatus, askedAt: string, deadlineAt?: string | null, question?: { __typename?: 'Question', id: string, difficulty: number, timeLimit: number, tags: Array<string>, category: { __typename?: 'Category', id: string, slug: string, name: string } } | null };

export type EvaluationViewFragment = { __typename?: 'Evaluation', id: string, revision: number, status: EvaluationStatus, scorer?: ScorerKind | null, scorerVersion?: string | null, revealed: boolean, provisional: boolean, score?: number | null, uncertainty?: number | null, feedback?: string | null, suggestion?: string | null, evaluatedAt?: string | null, dimensions: Array<{ __typename?: 'DimensionScore', dimension: Dimension, score: number, weight: number }>, points: Array<{ __typename?: 'PointScore', verdict: PointVerdict, keyPoint: { __typename?: 'KeyPoint', id: string, text: string, weight: number }, evidence: Array<{ __typename?: 'Span', start: number, end: number, quote: string }> }> };

export type AnswerViewFragment = { __typename?: 'Answer', id: string, attempt: number, text?: string | null, assisted: boolean, submittedAt: string };

export type ReportViewFragment = { __typename?: 'Report', score: number, strengths: Array<string>, improvements: Array<string>, assistedShare: number, comparedToPrevious?: number | null, dimensions: Array<{ __typename?: 'DimensionScore', dimension: Dimension, score: number, weight: number }>, categories: Array<{ __typename?: 'CategoryScore', score: number, turns: number, category: { __typename?: 'Category', id: string, slug: string, name: string } }> };

export type InterviewViewFragment = { __typename?: 'Interview', id: string, mode: InterviewMode, pace: Pace, scores: ScoreReveal, locale: Locale, targetRole?: string | null, status: InterviewStatus, questionCount: number, createdAt: string, startedAt?: string | null, finishedAt?: string | null, lastSeq: number };

export type QuestionsQueryVariables = Exact<{
  filter?: InputMaybe<QuestionFilterInput>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
}>;


export type QuestionsQuery = { __typename?: 'Query', questions: { __typename?: 'QuestionConnection', totalCount: number, pageInfo: { __typename?: 'PageInfo', hasNextPage: boolean, hasPreviousPage: boolean, startCursor?: string | null, endCursor?: string | null }, edges: Array<{ __typename?: 'QuestionEdge', cursor: string, node: { __typename?: 'Question', id: string, locale: Locale, prompt: string, tags: Array<string>, difficulty: number, timeLimit: number, status: QuestionStatus, referenceAnswer?: string | null, hintCount: number, keyPoints?: Array<{ __typename?: 'KeyPoint', id: string, text: string, weight: number }> | null, category: { __typename?: 'Category', id: string, slug: string } } }> } };

export type CreateInterviewMutationVariables = Exact<{
  input: CreateInterviewInput;
}>;


export type CreateInterviewMutation = { __typename?: 'Mutation', createInterview: { __typename?: 'Interview', id: string, mode: InterviewMode, pace: Pace, scores: ScoreReveal, locale: Locale, targetRole?: string | null, status: InterviewStatus, questionCount: number, createdAt: string, startedAt?: string | null, finishedAt?: string | null, lastSeq: number } };

export type StartInterviewMutationVariables = Exact<{
  id: Scalars['ID']['input'];
}>;


export type StartInterviewMutation = { __typename?: 'Mutation', startInterview: { __typename?: 'Interview', id: string, mode: InterviewMode, pace: Pace, scores: ScoreReveal, locale: Locale, targetRole?: string | null, status: InterviewStatus, questionCount: number, createdAt: string, startedAt?: string | null, finishedAt?: string | null, lastSeq: number, currentTurn?: { __typename?: 'Turn', id: string, position: number, kind: TurnKind, prompt: string, status: TurnStatus, askedAt: string, deadlineAt?: string | null, question?: { __typename?: 'Question', id: string, difficulty: number, timeLimit: number, tags: Array<string>, category: { __typename?: 'Category', id: string, slug: string, name: string } } | null } | null } };

export type SubmitAnswerMutationVariables = Exact<{
  input: SubmitAnswerInput;
}>;


export type SubmitAnswerMutation = { __typename?: 'Mutation', submitAnswer: { __typename?: 'Answer', id: string, attempt: number, text?: string | null, assisted: boolean, submittedAt: string, evaluation: { __typename?: 'Evaluation', id: string, status: EvaluationStatus } } };

export type SkipTurnMutationVariables = Exact<{
  turnId: Scalars['ID']['input'];
}>;


export type SkipTurnMutation = { __typename?: 'Mutation', skipTurn: { __typename?: 'Turn', id: string, position: number, kind: TurnKind, prompt: string, status: TurnStatus, askedAt: string, deadlineAt?: string | null, question?: { __typename?: 'Question', id: string, difficulty: number, timeLimit: number, tags: Array<string>, category: { __typename?: 'Category', id: string, slug: string, name: string } } | null } };

export type NextTurnMutationVariables = Exact<{
  interviewId: Scalars['ID']['input'];
}>;


export type NextTurnMutation = { __typename?: 'Mutation', nextTurn: { __typename?: 'Interview', id: string, mode: InterviewMode, pace: Pace, scores: ScoreReveal, locale: Locale, targetRole?: string | null, status: InterviewStatus, questionCount: number, createdAt: string, startedAt?: string | null, finishedAt?: string | null, lastSeq: number, currentTurn?: { __typename?: 'Turn', id: string, position: number, kind: TurnKind, prompt: string, status: TurnStatus, askedAt: string, deadlineAt?: string | null, question?: { __typename?: 'Question', id: string, difficulty: number, timeLimit: number, tags: Array<string>, category: { __typename?: 'Category', id: string, slug: string, name: string } } | null } | null } };

export type RevealScoreMutationVariables = Exact<{
  answerId: Scalars['ID']['input'];
}>;


export type RevealScoreMutation = { __typename?: 'Mutation', revealScore: { __typename?: 'Evaluation', id: string, revision: number, status: EvaluationStatus, scorer?: ScorerKind | null, scorerVersion?: string | null, revealed: boolean, provisional: boolean, score?: number | null, uncertainty?: number | null, feedback?: string | null, suggestion?: string | null, evaluatedAt?: string | null, dimensions: Array<{ __typename?: 'DimensionScore', dimension: Dimension, score: number, weight: number }>, points: Array<{ __typename?: 'PointScore', verdict: PointVerdict, keyPoint: { __typename?: 'KeyPoint', id: string, text: string, weight: number }, evidence: Array<{ __typename?: 'Span', start: number, end: number, quote: string }> }> } };

export type FinishInterviewMutationVariables = Exact<{
  id: Scalars['ID']['input'];
}>;


export type FinishInterviewMutation = { __typename?: 'Mutation', finishInterview: { __typename?: 'Interview', id: string, mode: InterviewMode, pace: Pace, scores: ScoreReveal, locale: Locale, targetRole?: string | null, status: InterviewStatus, questionCount: number, createdAt: string, startedAt?: string | null, finishedAt?: string | null, lastSeq: number } };

export type InterviewQueryVariables = Exact<{
  id: Scalars['ID']['input'];
}>;


export type InterviewQuery = { __typename?: 'Query', interview?: { __typename?: 'Interview', id: string, mode: InterviewMode, pace: Pace, scores: ScoreReveal, locale: Locale, targetRole?: string | null, status: InterviewStatus, questionCount: number, createdAt: string, startedAt?: string | null, finishedAt?: string | null, lastSeq: number, turns: Array<{ __typename?: 'Turn', id: string, position: number, kind: TurnKind, prompt: string, status: TurnStatus, askedAt: string, deadlineAt?: string | null, answers: Array<{ __typename?: 'Answer', id: string, attempt: number, text?: string | null, assisted: boolean, submittedAt: string, evaluation: { __typename?: 'Evaluation', id: string, revision: number, status: EvaluationStatus, scorer?: ScorerKind | null, scorerVersion?: string | null, revealed: boolean, provisional: boolean, score?: number | null, uncertainty?: number | null, feedback?: string | null, suggestion?: string | null, evaluatedAt?: string | null, dimensions: Array<{ __typename?: 'DimensionScore', dimension: Dimension, score: number, weight: number }>, points: Array<{ __typename?: 'PointScore', verdict: PointVerdict, keyPoint: { __typename?: 'KeyPoint', id: string, text: string, weight: number }, evidence: Array<{ __typename?: 'Span', start: number, end: number, quote: string }> }> } }>, question?: { __typename?: 'Question', id: string, difficulty: number, timeLimit: number, tags: Array<string>, category: { __typename?: 'Category', id: string, slug: string, name: string } } | null }>, report?: { __typename?: 'Report', score: number, strengths: Array<string>, improvements: Array<string>, assistedShare: number, comparedToPrevious?: number | null, dimensions: Array<{ __typename?: 'DimensionScore', dimension: Dimension, score: number, weight: number }>, categories: Array<{ __typename?: 'CategoryScore', score: number, turns: number, category: { __typename?: 'Category', id: string, slug: string, name: string } }> } | null } | null };

export type InterviewsQueryVariables = Exact<{
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  status?: InputMaybe<Array<InterviewStatus> | InterviewStatus>;
}>;


export type InterviewsQuery = { __typename?: 'Query', interviews: { __typename?: 'InterviewConnection', totalCount: number, pageInfo: { __typename?: 'PageInfo', hasNextPage: boolean, hasPreviousPage: boolean, startCursor?: string | null, endCursor?: string | null }, edges: Array<{ __typename?: 'InterviewEdge', cursor: string, node: { __typename?: 'Interview', id: string, mode: InterviewMode, pace: Pace, scores: ScoreReveal, locale: Locale, targetRole?: string | null, status: InterviewStatus, questionCount: number, createdAt: string, startedAt?: string | null, finishedAt?: string | null, lastSeq: number } }> } };

export type InterviewHistoryQueryVariables = Exact<{
  first?: InputMaybe<Scalars['Int']['input']>;
}>;


export type InterviewHistoryQuery = { __typename?: 'Query', interviews: { __typename?: 'InterviewConnection', edges: Array<{ __typename?: 'InterviewEdge', node: { __typename?: 'Interview', id: string, mode: InterviewMode, pace: Pace, status: InterviewStatus, createdAt: string, turns: Array<{ __typename?: 'Turn', id: string, position: number, prompt: string, status: TurnStatus, question?: { __typename?: 'Question', id: string, difficulty: number, category: { __typename?: 'Category', id: string, slug: string, name: string } } | null, answer?: { __typename?: 'Answer', id: string, text?: string | null, submittedAt: string, evaluation: { __typename?: 'Evaluation', id: string, status: EvaluationStatus, score?: number | null, feedback?: string | null } } | null }> } }> } };

export type InterviewEventsSubscriptionVariables = Exact<{
  interviewId: Scalars['ID']['input'];
  after?: InputMaybe<Scalars['Int']['input']>;
}>;


export type InterviewEventsSubscription = { __typename?: 'Subscription', interviewEvents:
    | { __typename: 'AnswerScored', interviewId: string, seq?: number | null, at: string, answer: { __typename?: 'Answer', id: string, attempt: number, text?: string | null, assisted: boolean, submittedAt: string }, evaluation: { __typename?: 'Evaluation', id: string, revision: number, status: EvaluationStatus, scorer?: ScorerKind | null, scorerVersion?: string | null, revealed: boolean, provisional: boolean, score?: number | null, uncertainty?: number | null, feedback?: string | null, suggestion?: string | null, evaluatedAt?: string | null, dimensions: Array<{ __typename?: 'DimensionScore', dimension: Dimension, score: number, weight: number }>, points: Array<{ __typename?: 'PointScore', verdict: PointVerdict, keyPoint: { __typename?: 'KeyPoint', id: string, text: string, weight: number }, evidence: Array<{ __typename?: 'Span', start: number, end: number, quote: string }> }> } }
    | { __typename: 'AnswerSubmitted', interviewId: string, seq?: number | null, at: string, turn: { __typename?: 'Turn', id: string }, answer: { __typename?: 'Answer', id: string, attempt: number, text?: string | null, assisted: boolean, submittedAt: string } }
    | { __typename: 'InterviewFinished', interviewId: string, seq?: number | null, at: string, interview: { __typename?: 'Interview', id: string, mode: InterviewMode, pace: Pace, scores: ScoreReveal, locale: Locale, targetRole?: string | null, status: InterviewStatus, questionCount: number, createdAt: string, startedAt?: string | null, finishedAt?: string | null, lastSeq: number } }
    | { __typename: 'InterviewStarted', interviewId: string, seq?: number | null, at: string, interview: { __typename?: 'Interview', id: string, mode: InterviewMode, pace: Pace, scores: ScoreReveal, locale: Locale, targetRole?: string | null, status: InterviewStatus, questionCount: number, createdAt: string, startedAt?: string | null, finishedAt?: string | null, lastSeq: number } }
    | { __typename: 'QuestionAsked', interviewId: string, seq?: number | null, at: string, turn: { __typename?: 'Turn', id: string, position: number, kind: TurnKind, prompt: string, status: TurnStatus, askedAt: string, deadlineAt?: string | null, question?: { __typename?: 'Question', id: string, difficulty: number, timeLimit: number, tags: Array<string>, category: { __typename?: 'Category', id: string, slug: string, name: string } } | null } }
    | { __typename: 'ReportReady', interviewId: string, seq?: number | null, at: string, report: { __typename?: 'Report', score: number, strengths: Array<string>, improvements: Array<string>, assistedShare: number, comparedToPrevious?: number | null, dimensions: Array<{ __typename?: 'DimensionScore', dimension: Dimension, score: number, weight: number }>, categories: Array<{ __typename?: 'CategoryScore', score: number, turns: number, category: { __typename?: 'Category', id: string, slug: string, name: string } }> } }
    | { __typename: 'StreamReset', head: number, interviewId: string, seq?: number | null, at: string }
    | { __typename: 'TurnClosed', interviewId: string, seq?: number | null, at: string, turn: { __typename?: 'Turn', id: string, position: number, kind: TurnKind, prompt: string, status: TurnStatus, askedAt: string, deadlineAt?: string | null, question?: { __typename?: 'Question', id: string, difficulty: number, timeLimit: number, tags: Array<string>, category: { __typename?: 'Category', id: string, slug: string, name: string } } | null } }
   };

export type HealthQueryVariables = Exact<{ [key: string]: never; }>;


export type HealthQuery = { __typename?: 'Query', health: { __typename?: 'Health', status: string, version: string, uptime: number, dependencies: Array<{ __typename?: 'DependencyHealth', name: string, healthy: boolean, latencyMs?: number | null, detail?: string | null }> } };

export type CategoriesQueryVariables = Exact<{ [key: string]: never; }>;


export type CategoriesQuery = { __typename?: 'Query', categories: Array<{ __typename?: 'Category', id: string, slug: string, name: string, questionCount: number, parent?: { __typename?: 'Category', id: string } | null }> };

export type NodeQueryVariables = Exact<{
  id: Scalars['ID']['input'];
}>;


export type NodeQuery = { __typename?: 'Query', node?:
    | { __typename: 'Answer', id: string }
    | { __typename: 'Category', id: string }
    | { __typename: 'Evaluation', id: string }
    | { __typename: 'Interview', id: string }
    | { __typename: 'Question', id: string }
    | { __typename: 'Turn', id: string }
    | { __typename: 'User', id: string }
   | null };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const SessionTokensFragmentDoc = new TypedDocumentString(`
    fragment SessionTokens on AuthPayload {
  accessToken
  accessTokenExpiresAt
  refreshToken
  refreshTokenExpiresAt
  user {
    id
    email
    name
    role
    locale
  }
}
    `, {"fragmentName":"SessionTokens"}) as unknown as TypedDocumentString<SessionTokensFragment, unknown>;
export const TurnViewFragmentDoc = new TypedDocumentString(`
    fragment TurnView on Turn {
  id
  position
  kind
  prompt
  status
  askedAt
  deadlineAt
  question {
    id
    difficulty
    timeLimit
    tags
    category {
      id
      slug
      name
    }
  }
}
    `, {"fragmentName":"TurnView"}) as unknown as TypedDocumentString<TurnViewFragment, unknown>;
export const EvaluationViewFragmentDoc = new TypedDocumentString(`
    fragment EvaluationView on Evaluation {
  id
  revision
  status
  scorer
  scorerVersion
  revealed
  provisional
  score
  uncertainty
  dimensions {
    dimension
    score
    weight
  }
  points {
    keyPoint {
      id
      text
      weight
    }
    verdict
    evidence {
      start
      end
      quote
    }
  }
  feedback
  suggestion
  evaluatedAt
}
    `, {"fragmentName":"EvaluationView"}) as unknown as TypedDocumentString<EvaluationViewFragment, unknown>;
export const AnswerViewFragmentDoc = new TypedDocumentString(`
    fragment AnswerView on Answer {
  id
  attempt
  text
  assisted
  submittedAt
}
    `, {"fragmentName":"AnswerView"}) as unknown as TypedDocumentString<AnswerViewFragment, unknown>;
export const ReportViewFragmentDoc = new TypedDocumentString(`
    fragment ReportView on Report {
  score
  dimensions {
    dimension
    score
    weight
  }
  categories {
    category {
      id
      slug
      name
    }
    score
    turns
  }
  strengths
  improvements
  assistedShare
  comparedToPrevious
}
    `, {"fragmentName":"ReportView"}) as unknown as TypedDocumentString<ReportViewFragment, unknown>;
export const InterviewViewFragmentDoc = new TypedDocumentString(`
    fragment InterviewView on Interview {
  id
  mode
  pace
  scores
  locale
  targetRole
  status
  questionCount
  createdAt
  startedAt
  finishedAt
  lastSeq
}
    `, {"fragmentName":"InterviewView"}) as unknown as TypedDocumentString<InterviewViewFragment, unknown>;
export const SendVerificationCodeDocument = new TypedDocumentString(`
    mutation SendVerificationCode($input: SendVerificationCodeInput!) {
  sendVerificationCode(input: $input) {
    expiresAt
    resendAfter
  }
}
    `) as unknown as TypedDocumentString<SendVerificationCodeMutation, SendVerificationCodeMutationVariables>;
export const RegisterDocument = new TypedDocumentString(`
    mutation Register($input: RegisterInput!) {
  register(input: $input) {
    ...SessionTokens
  }
}
    fragment SessionTokens on AuthPayload {
  accessToken
  accessTokenExpiresAt
  refreshToken
  refreshTokenExpiresAt
  user {
    id
    email
    name
    role
    locale
  }
}`) as unknown as TypedDocumentString<RegisterMutation, RegisterMutationVariables>;
export const LoginDocument = new TypedDocumentString(`
    mutation Login($input: LoginInput!) {
  login(input: $input) {
    ...SessionTokens
  }
}
    fragment SessionTokens on AuthPayload {
  accessToken
  accessTokenExpiresAt
  refreshToken
  refreshTokenExpiresAt
  user {
    id
    email
    name
    role
    locale
  }
}`) as unknown as TypedDocumentString<LoginMutation, LoginMutationVariables>;
export const RefreshSessionDocument = new TypedDocumentString(`
    mutation RefreshSession($refreshToken: String!) {
  refreshSession(refreshToken: $refreshToken) {
    ...SessionTokens
  }
}
    fragment SessionTokens on AuthPayload {
  accessToken
  accessTokenExpiresAt
  refreshToken
  refreshTokenExpiresAt
  user {
    id
    email
    name
    role
    locale
  }
}`) as unknown as TypedDocumentString<RefreshSessionMutation, RefreshSessionMutationVariables>;
export const LogoutDocument = new TypedDocumentString(`
    mutation Logout($everywhere: Boolean) {
  logout(everywhere: $everywhere)
}
    `) as unknown as TypedDocumentString<LogoutMutation, LogoutMutationVariables>;
export const MeDocument = new TypedDocumentString(`
    query Me {
  me {
    id
    email
    emailVerified
    phone
    name
    role
    locale
    createdAt
  }
}
    `) as unknown as TypedDocumentString<MeQuery, MeQueryVariables>;
export const QuestionsDocument = new TypedDocumentString(`
    query Questions($filter: QuestionFilterInput, $first: Int, $after: String, $last: Int, $before: String) {
  questions(
    filter: $filter
    first: $first
    after: $after
    last: $last
    before: $before
  ) {
    totalCount
    pageInfo {
      hasNextPage
      hasPreviousPage
      startCursor
      endCursor
    }
    edges {
      cursor
      node {
        id
        locale
        prompt
        tags
        difficulty
        timeLimit
        status
        referenceAnswer
        keyPoints {
          id
          text
          weight
        }
        hintCount
        category {
          id
          slug
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<QuestionsQuery, QuestionsQueryVariables>;
export const CreateInterviewDocument = new TypedDocumentString(`
    mutation CreateInterview($input: CreateInterviewInput!) {
  createInterview(input: $input) {
    ...InterviewView
  }
}
    fragment InterviewView on Interview {
  id
  mode
  pace
  scores
  locale
  targetRole
  status
  questionCount
  createdAt
  startedAt
  finishedAt
  lastSeq
}`) as unknown as TypedDocumentString<CreateInterviewMutation, CreateInterviewMutationVariables>;
export const StartInterviewDocument = new TypedDocumentString(`
    mutation StartInterview($id: ID!) {
  startInterview(id: $id) {
    ...InterviewView
    currentTurn {
      ...TurnView
    }
  }
}
    fragment TurnView on Turn {
  id
  position
  kind
  prompt
  status
  askedAt
  deadlineAt
  question {
    id
    difficulty
    timeLimit
    tags
    category {
      id
      slug
      name
    }
  }
}
fragment InterviewView on Interview {
  id
  mode
  pace
  scores
  locale
  targetRole
  status
  questionCount
  createdAt
  startedAt
  finishedAt
  lastSeq
}`) as unknown as TypedDocumentString<StartInterviewMutation, StartInterviewMutationVariables>;
export const SubmitAnswerDocument = new TypedDocumentString(`
    mutation SubmitAnswer($input: SubmitAnswerInput!) {
  submitAnswer(input: $input) {
    ...AnswerView
    evaluation {
      id
      status
    }
  }
}
    fragment AnswerView on Answer {
  id
  attempt
  text
  assisted
  submittedAt
}`) as unknown as TypedDocumentString<SubmitAnswerMutation, SubmitAnswerMutationVariables>;
export const SkipTurnDocument = new TypedDocumentString(`
    mutation SkipTurn($turnId: ID!) {
  skipTurn(turnId: $turnId) {
    ...TurnView
  }
}
    fragment TurnView on Turn {
  id
  position
  kind
  prompt
  status
  askedAt
  deadlineAt
  question {
    id
    difficulty
    timeLimit
    tags
    category {
      id
      slug
      name
    }
  }
}`) as unknown as TypedDocumentString<SkipTurnMutation, SkipTurnMutationVariables>;
export const NextTurnDocument = new TypedDocumentString(`
    mutation NextTurn($interviewId: ID!) {
  nextTurn(interviewId: $interviewId) {
    ...InterviewView
    currentTurn {
      ...TurnView
    }
  }
}
    fragment TurnView on Turn {
  id
  position
  kind
  prompt
  status
  askedAt
  deadlineAt
  question {
    id
    difficulty
    timeLimit
    tags
    category {
      id
      slug
      name
    }
  }
}
fragment InterviewView on Interview {
  id
  mode
  pace
  scores
  locale
  targetRole
  status
  questionCount
  createdAt
  startedAt
  finishedAt
  lastSeq
}`) as unknown as TypedDocumentString<NextTurnMutation, NextTurnMutationVariables>;
export const RevealScoreDocument = new TypedDocumentString(`
    mutation RevealScore($answerId: ID!) {
  revealScore(answerId: $answerId) {
    ...EvaluationView
  }
}
    fragment EvaluationView on Evaluation {
  id
  revision
  status
  scorer
  scorerVersion
  revealed
  provisional
  score
  uncertainty
  dimensions {
    dimension
    score
    weight
  }
  points {
    keyPoint {
      id
      text
      weight
    }
    verdict
    evidence {
      start
      end
      quote
    }
  }
  feedback
  suggestion
  evaluatedAt
}`) as unknown as TypedDocumentString<RevealScoreMutation, RevealScoreMutationVariables>;
export const FinishInterviewDocument = new TypedDocumentString(`
    mutation FinishInterview($id: ID!) {
  finishInterview(id: $id) {
    ...InterviewView
  }
}
    fragment InterviewView on Interview {
  id
  mode
  pace
  scores
  locale
  targetRole
  status
  questionCount
  createdAt
  startedAt
  finishedAt
  lastSeq
}`) as unknown as TypedDocumentString<FinishInterviewMutation, FinishInterviewMutationVariables>;
export const InterviewDocument = new TypedDocumentString(`
    query Interview($id: ID!) {
  interview(id: $id) {
    ...InterviewView
    turns {
      ...TurnView
      answers {
        ...AnswerView
        evaluation {
          ...EvaluationView
        }
      }
    }
    report {
      ...ReportView
    }
  }
}
    fragment TurnView on Turn {
  id
  position
  kind
  prompt
  status
  askedAt
  deadlineAt
  question {
    id
    difficulty
    timeLimit
    tags
    category {
      id
      slug
      name
    }
  }
}
fragment EvaluationView on Evaluation {
  id
  revision
  status
  scorer
  scorerVersion
  revealed
  provisional
  score
  uncertainty
  dimensions {
    dimension
    score
    weight
  }
  points {
    keyPoint {
      id
      text
      weight
    }
    verdict
    evidence {
      start
      end
      quote
    }
  }
  feedback
  suggestion
  evaluatedAt
}
fragment AnswerView on Answer {
  id
  attempt
  text
  assisted
  submittedAt
}
fragment ReportView on Report {
  score
  dimensions {
    dimension
    score
    weight
  }
  categories {
    category {
      id
      slug
      name
    }
    score
    turns
  }
  strengths
  improvements
  assistedShare
  comparedToPrevious
}
fragment InterviewView on Interview {
  id
  mode
  pace
  scores
  locale
  targetRole
  status
  questionCount
  createdAt
  startedAt
  finishedAt
  lastSeq
}`) as unknown as TypedDocumentString<InterviewQuery, InterviewQueryVariables>;
export const InterviewsDocument = new TypedDocumentString(`
    query Interviews($first: Int, $after: String, $last: Int, $before: String, $status: [InterviewStatus!]) {
  interviews(
    first: $first
    after: $after
    last: $last
    before: $before
    status: $status
  ) {
    totalCount
    pageInfo {
      hasNextPage
      hasPreviousPage
      startCursor
      endCursor
    }
    edges {
      cursor
      node {
        ...InterviewView
      }
    }
  }
}
    fragment InterviewView on Interview {
  id
  mode
  pace
  scores
  locale
  targetRole
  status
  questionCount
  createdAt
  startedAt
  finishedAt
  lastSeq
}`) as unknown as TypedDocumentString<InterviewsQuery, InterviewsQueryVariables>;
export const InterviewHistoryDocument = new TypedDocumentString(`
    query InterviewHistory($first: Int) {
  interviews(first: $first) {
    edges {
      node {
        id
        mode
        pace
        status
        createdAt
        turns {
          id
          position
          prompt
          status
          question {
            id
            difficulty
            category {
              id
              slug
              name(locale: EN)
            }
          }
          answer {
            id
            text
            submittedAt
            evaluation {
              id
              status
              score
              feedback
            }
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<InterviewHistoryQuery, InterviewHistoryQueryVariables>;
export const InterviewEventsDocument = new TypedDocumentString(`
    subscription InterviewEvents($interviewId: ID!, $after: Int) {
  interviewEvents(interviewId: $interviewId, after: $after) {
    __typename
    interviewId
    seq
    at
    ... on InterviewStarted {
      interview {
        ...InterviewView
      }
    }
    ... on QuestionAsked {
      turn {
        ...TurnView
      }
    }
    ... on AnswerSubmitted {
      turn {
        id
      }
      answer {
        ...AnswerView
      }
    }
    ... on AnswerScored {
      answer {
        ...AnswerView
      }
      evaluation {
        ...EvaluationView
      }
    }
    ... on TurnClosed {
      turn {
        ...TurnView
      }
    }
    ... on InterviewFinished {
      interview {
        ...InterviewView
      }
    }
    ... on ReportReady {
      report {
        ...ReportView
      }
    }
    ... on StreamReset {
      head
    }
  }
}
    fragment TurnView on Turn {
  id
  position
  kind
  prompt
  status
  askedAt
  deadlineAt
  question {
    id
    difficulty
    timeLimit
    tags
    category {
      id
      slug
      name
    }
  }
}
fragment EvaluationView on Evaluation {
  id
  revision
  status
  scorer
  scorerVersion
  revealed
  provisional
  score
  uncertainty
  dimensions {
    dimension
    score
    weight
  }
  points {
    keyPoint {
      id
      text
      weight
    }
    verdict
    evidence {
      start
      end
      quote
    }
  }
  feedback
  suggestion
  evaluatedAt
}
fragment AnswerView on Answer {
  id
  attempt
  text
  assisted
  submittedAt
}
fragment ReportView on Report {
  score
  dimensions {
    dimension
    score
    weight
  }
  categories {
    category {
      id
      slug
      name
    }
    score
    turns
  }
  strengths
  improvements
  assistedShare
  comparedToPrevious
}
fragment InterviewView on Interview {
  id
  mode
  pace
  scores
  locale
  targetRole
  status
  questionCount
  createdAt
  startedAt
  finishedAt
  lastSeq
}`) as unknown as TypedDocumentString<InterviewEventsSubscription, InterviewEventsSubscriptionVariables>;
export const HealthDocument = new TypedDocumentString(`
    query Health {
  health {
    status
    version
    uptime
    dependencies {
      name
      healthy
      latencyMs
      detail
    }
  }
}
    `) as unknown as TypedDocumentString<HealthQuery, HealthQueryVariables>;
export const CategoriesDocument = new TypedDocumentString(`
    query Categories {
  categories {
    id
    slug
    name
    questionCount
    parent {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<CategoriesQuery, CategoriesQueryVariables>;
export const NodeDocument = new TypedDocumentString(`
    query Node($id: ID!) {
  node(id: $id) {
    __typename
    id
  }
}
    `) as unknown as TypedDocumentString<NodeQuery, NodeQueryVariables>;