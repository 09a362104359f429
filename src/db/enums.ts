/** The enum values that columns hold, the GraphQL enums expose and the rules decide on. */

const values = <const T extends string>(...names: T[]): { readonly [K in T]: K } =>
  Object.fromEntries(names.map((name) => [name, name])) as { [K in T]: K };

export const Locale = values('ZH', 'EN');
export type Locale = keyof typeof Locale;

export const UserRole = values('CANDIDATE', 'EDITOR', 'ADMIN');
export type UserRole = keyof typeof UserRole;

export const QuestionStatus = values('DRAFT', 'PUBLISHED', 'ARCHIVED');
export type QuestionStatus = keyof typeof QuestionStatus;

/** What happened to a question or a category. */
export const ChangeAction = values('CREATED', 'UPDATED', 'DELETED');
export type ChangeAction = keyof typeof ChangeAction;

/** Who was at it. */
export const ChangeOrigin = values('EDITOR', 'CONSOLE');
export type ChangeOrigin = keyof typeof ChangeOrigin;

/** The kinds of files that questions are read from and written to. */
export const FileFormat = values('JSON', 'JSONL', 'CSV', 'MARKDOWN');
export type FileFormat = keyof typeof FileFormat;

export const ImportStatus = values('QUEUED', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED');
export type ImportStatus = keyof typeof ImportStatus;

/** What may be said of a row of a file. */
export const FindingKind = values('REFUSED', 'DUPLICATE', 'NEAR_DUPLICATE', 'DRAFTED', 'UNFILED');
export type FindingKind = keyof typeof FindingKind;

export const QuestionOrderField = values('CREATED_AT', 'DIFFICULTY', 'RELEVANCE');
export type QuestionOrderField = keyof typeof QuestionOrderField;

export const SortDirection = values('ASC', 'DESC');
export type SortDirection = keyof typeof SortDirection;

export const InterviewStatus = values('READY', 'LIVE', 'PAUSED', 'FINISHED', 'CANCELLED');
export type InterviewStatus = keyof typeof InterviewStatus;

export const InterviewMode = values('RANDOM', 'ADAPTIVE', 'RESUME', 'CUSTOM');
export type InterviewMode = keyof typeof InterviewMode;

export const Pace = values('ZERO_PRESSURE', 'STANDARD', 'STRESS');
export type Pace = keyof typeof Pace;

export const ScoreReveal = values('AT_ONCE', 'ON_REQUEST', 'AT_END');
export type ScoreReveal = keyof typeof ScoreReveal;

export const TurnKind = values('MAIN', 'FOLLOW_UP');
export type TurnKind = keyof typeof TurnKind;

export const TurnStatus = values('ASKED', 'ANSWERED', 'SKIPPED', 'EXPIRED');
export type TurnStatus = keyof typeof TurnStatus;

export const TranscriptStatus = values('NOT_NEEDED', 'QUEUED', 'READY', 'FAILED');
export type TranscriptStatus = keyof typeof TranscriptStatus;

/** Why a recording has no transcript. */
export const TranscriptFailure = values(
  'NOT_CONFIGURED',
  'TOO_LARGE',
  'UNSUPPORTED',
  'NOTHING_SAID',
  'DELETED',
  'UNAVAILABLE',
);
export type TranscriptFailure = keyof typeof TranscriptFailure;

export const FilePurpose = values('RESUME', 'RECORDING', 'AVATAR', 'QUESTIONS');
export type FilePurpose = keyof typeof FilePurpose;

export const FileStatus = values('PENDING', 'READY', 'REJECTED');
export type FileStatus = keyof typeof FileStatus;

export const ResumeStatus = values('PARSING', 'READY', 'FAILED');
export type ResumeStatus = keyof typeof ResumeStatus;

export const EvaluationStatus = values('QUEUED', 'RUNNING', 'READY', 'INSUFFICIENT', 'FAILED');
export type EvaluationStatus = keyof typeof EvaluationStatus;

/** What a report says of a turn. */
export const ReportFindingKind = values('STRENGTH', 'IMPROVEMENT');
export type ReportFindingKind = keyof typeof ReportFindingKind;

export const ScorerKind = values('LLM', 'OFFLINE');
export type ScorerKind = keyof typeof ScorerKind;

export const Dimension = values('ACCURACY', 'COMPLETENESS', 'DEPTH', 'EXPRESSION');
export type Dimension = keyof typeof Dimension;

export const PointVerdict = values('COVERED', 'PARTIAL', 'MISSED');
export type PointVerdict = keyof typeof PointVerdict;

/** The kinds of numbered events of an interview; each is a GraphQL type of the same name. */
export const EventType = values(
  'InterviewStarted',
  'QuestionAsked',
  'HintRevealed',
  'AnswerSubmitted',
  'AnswerTranscribed',
  'AnswerScored',
  'TurnClosed',
  'InterviewPaused',
  'InterviewResumed',
  'InterviewFinished',
  'InterviewCancelled',
  'ReportReady',
);
export type EventType = keyof typeof EventType;

export const OutboxTopic = values(
  'SCORE_ANSWER',
  'SEND_MESSAGE',
  'PARSE_RESUME',
  'TRANSCRIBE_ANSWER',
  'REMOVE_FILE',
  'COUNT_TURN',
  'IMPORT_QUESTIONS',
  'RESCORE_ANSWER',
);
export type OutboxTopic = keyof typeof OutboxTopic;

export const VerificationPurpose = values('REGISTER', 'LOGIN', 'RESET_PASSWORD', 'CHANGE_CONTACT', 'DELETE_ACCOUNT');
export type VerificationPurpose = keyof typeof VerificationPurpose;

export const MessageKind = values('CODE', 'CONTACT_CHANGED', 'PASSWORD_CHANGED', 'ACCOUNT_DELETED');
export type MessageKind = keyof typeof MessageKind;

export const AuditAction = values(
  'REGISTERED',
  'SIGNED_IN',
  'SIGN_IN_FAILED',
  'PROOF_FAILED',
  'LOCKED',
  'SIGNED_OUT',
  'SESSION_REVOKED',
  'TOKEN_REUSED',
  'PASSWORD_CHANGED',
  'PASSWORD_RESET',
  'CONTACT_CHANGED',
  'ROLE_CHANGED',
  'ACCOUNT_DELETED',
  'RESCORE_REQUESTED',
);
export type AuditAction = keyof typeof AuditAction;

/** How a service that we depend on is doing. */
export const DependencyState = values('WORKING', 'AWAY', 'TRYING');
export type DependencyState = keyof typeof DependencyState;
