/** The enums of the schema: the same constants that the columns hold. */
import { registerEnumType } from 'type-graphql';
import {
  AuditAction,
  ChangeAction,
  ChangeOrigin,
  DependencyState,
  Dimension,
  EvaluationStatus,
  FileFormat,
  FilePurpose,
  FileStatus,
  FindingKind,
  ImportStatus,
  InterviewStatus,
  Locale,
  Pace,
  PointVerdict,
  QuestionOrderField,
  QuestionStatus,
  ReportFindingKind,
  ResumeStatus,
  ScoreReveal,
  ScorerKind,
  SortDirection,
  TranscriptStatus,
  TurnKind,
  TurnStatus,
  UserRole,
  VerificationPurpose,
} from '../db/enums.js';

/** The modes that can be asked for; those of the database that no rule serves yet are not offered. */
export const InterviewMode = { RANDOM: 'RANDOM', RESUME: 'RESUME', CUSTOM: 'CUSTOM' } as const;
export {
  AuditAction,
  ChangeAction,
  ChangeOrigin,
  DependencyState,
  Dimension,
  EvaluationStatus,
  FileFormat,
  FilePurpose,
  FileStatus,
  FindingKind,
  ImportStatus,
  InterviewStatus,
  Locale,
  Pace,
  PointVerdict,
  QuestionOrderField,
  QuestionStatus,
  ReportFindingKind,
  ResumeStatus,
  ScoreReveal,
  ScorerKind,
  SortDirection,
  TranscriptStatus,
  TurnKind,
  TurnStatus,
  UserRole,
  VerificationPurpose,
};

type Values<T> = { [K in keyof T]: { description: string } };

const register = <T extends object>(values: T, name: string, description: string, each?: Values<T>): void =>
  registerEnumType(values, each ? { name, description, valuesConfig: each } : { name, description });

register(Locale, 'Locale', 'A language that the product speaks.', {
  ZH: { description: 'Simplified Chinese' },
  EN: { description: 'English' },
});
register(UserRole, 'UserRole', 'What a user may do beyond their own interviews.', {
  CANDIDATE: { description: 'Practises interviews' },
  EDITOR: { description: 'Keeps the question bank, too' },
  ADMIN: { description: 'May see everything' },
});
register(AuditAction, 'AuditAction', 'What happened to an account.', {
  REGISTERED: { description: 'It was created' },
  SIGNED_IN: { description: 'A session was opened; the detail says by password or by code' },
  SIGN_IN_FAILED: { description: 'A wrong password or code was given' },
  PROOF_FAILED: { description: 'Someone signed in gave a wrong password or code to change or delete it' },
  LOCKED: { description: 'Too many wrong ones were given' },
  SIGNED_OUT: { description: 'A session was ended by its own user; the detail says when it was all of them' },
  SESSION_REVOKED: { description: 'Another session was ended; the detail is its id' },
  TOKEN_REUSED: { description: 'A refresh token came a second time, and its session was ended' },
  PASSWORD_CHANGED: { description: 'The password was changed with the old one; the other sessions were ended' },
  PASSWORD_RESET: { description: 'The password was set with a code; all sessions were ended' },
  CONTACT_CHANGED: { description: 'Email or phone were set; the detail is the new one, masked' },
  ROLE_CHANGED: { description: 'The role was changed; the detail says from what to what' },
  ACCOUNT_DELETED: { description: 'An account was deleted; the event does not say which' },
  RESCORE_REQUESTED: { description: 'An admin had an answer judged anew; the detail is its id' },
});
register(VerificationPurpose, 'VerificationPurpose', 'What a verification code is good for.', {
  REGISTER: { description: 'Creating an account' },
  LOGIN: { description: 'Signing in without the password' },
  RESET_PASSWORD: { description: 'Setting a new password without the old one' },
  CHANGE_CONTACT: { description: 'Setting a new contact, to which it is sent; wants someone signed in' },
  DELETE_ACCOUNT: { description: 'Deleting the account, sent to a contact of it; wants someone signed in' },
});
register(QuestionStatus, 'QuestionStatus', 'The life of a question in the bank.', {
  DRAFT: { description: 'Seen by editors alone' },
  PUBLISHED: { description: 'Asked in interviews' },
  ARCHIVED: { description: 'Asked no more; past interviews keep it' },
});
register(InterviewStatus, 'InterviewStatus', 'The state of an interview.', {
  READY: { description: 'Created, not started' },
  LIVE: { description: 'Under way' },
  PAUSED: { description: 'Halted by the candidate; the clock stands still' },
  FINISHED: { description: 'Over; a report follows once every answer is judged' },
  CANCELLED: { description: 'Given up; there is no report' },
});
register(InterviewMode, 'InterviewMode', 'How the questions are chosen.', {
  RANDOM: { description: 'Drawn uniformly from the questions that match the filter' },
  RESUME: {
    description: 'Questions on the skills of the resume, and about its own projects; the filter narrows the former',
  },
  CUSTOM: { description: 'Named one by one, asked in that order' },
});
register(Pace, 'Pace', 'How an interview presses the candidate.', {
  ZERO_PRESSURE: { description: 'No clock; hints, retries and pauses are free, and the candidate says when to go on' },
  STANDARD: { description: 'A clock per question; the next one comes by itself' },
  STRESS: { description: 'A clock of six tenths of the standard one, follow-ups on what is left out, no hints' },
});
register(ScoreReveal, 'ScoreReveal', 'When the candidate sees a score.', {
  AT_ONCE: { description: 'As soon as it is there' },
  ON_REQUEST: { description: 'After revealScore, or at the end' },
  AT_END: { description: 'Once the interview is over' },
});
register(TurnKind, 'TurnKind', 'Why a turn came up.', {
  MAIN: { description: 'A question of the plan' },
  FOLLOW_UP: { description: 'A question about the answer before' },
});
register(TurnStatus, 'TurnStatus', 'The state of a turn.', {
  ASKED: { description: 'Open' },
  ANSWERED: { description: 'Over: answered' },
  SKIPPED: { description: 'Over: left out' },
  EXPIRED: { description: 'Over: its deadline passed' },
});
register(FilePurpose, 'FilePurpose', 'What a file is for.', {
  RESUME: { description: 'To be made the resume by uploadResume' },
  RECORDING: { description: 'A spoken answer, for submitAnswer' },
  AVATAR: { description: 'The picture of a user, for updateUser' },
  QUESTIONS: { description: 'Questions of the bank, for importQuestions; editors alone' },
});
register(FileStatus, 'FileStatus', 'How far an upload is.', {
  PENDING: { description: 'Announced; to be sent, then completed' },
  READY: { description: 'Taken' },
  REJECTED: { description: 'Refused; `rejection` says why' },
});
register(ResumeStatus, 'ResumeStatus', 'How far the reading of a resume is.', {
  PARSING: { description: 'Being read in the background; takes seconds' },
  READY: { description: 'Read' },
  FAILED: { description: 'Could not be read; `failure` says why' },
});
register(TranscriptStatus, 'TranscriptStatus', 'How far the transcript of a spoken answer is.', {
  NOT_NEEDED: { description: 'The answer was typed' },
  QUEUED: { description: 'Being transcribed' },
  READY: { description: 'Transcribed; the text is there' },
  FAILED: { description: 'Could not be transcribed' },
});
register(EvaluationStatus, 'EvaluationStatus', 'How far the judgement of an answer is.', {
  QUEUED: { description: 'Waiting for a scorer' },
  RUNNING: { description: 'Being scored' },
  READY: { description: 'Scored; while the score is held back also what was too little to judge' },
  INSUFFICIENT: { description: 'Too little to judge: empty, off the topic, an echo of the question' },
  FAILED: { description: 'Could not be scored' },
});
register(ScorerKind, 'ScorerKind', 'Who judged.', {
  LLM: { description: 'A language model' },
  OFFLINE: { description: 'The built-in scorer' },
});
register(Dimension, 'Dimension', 'What an answer is judged by.', {
  ACCURACY: { description: 'Whether it is right' },
  COMPLETENESS: { description: 'How many of the key points it makes' },
  DEPTH: { description: 'Whether it gives reasons, examples and trade-offs' },
  EXPRESSION: { description: 'Whether it is well put' },
});
register(PointVerdict, 'PointVerdict', 'Whether an answer makes a key point.', {
  COVERED: { description: 'Made' },
  PARTIAL: { description: 'Touched upon' },
  MISSED: { description: 'Not made' },
});
register(ReportFindingKind, 'ReportFindingKind', 'What a report says of a turn.', {
  STRENGTH: { description: 'A point that was made' },
  IMPROVEMENT: { description: 'A point that was missed, or a turn without an answer that could be scored' },
});
register(QuestionOrderField, 'QuestionOrderField', 'What questions may be ordered by.', {
  CREATED_AT: { description: 'When they came into the bank' },
  DIFFICULTY: { description: 'How hard they are; of the same difficulty the newest first' },
  RELEVANCE: { description: 'How well they fit the search; DESC alone' },
});
register(SortDirection, 'SortDirection', 'From which end an order begins.', {
  ASC: { description: 'The least, the oldest, the easiest first' },
  DESC: { description: 'The most, the newest, the hardest first' },
});
register(ChangeAction, 'ChangeAction', 'What was done to a question or a category.', {
  CREATED: { description: 'It came into the bank' },
  UPDATED: { description: 'It was changed' },
  DELETED: { description: 'It was taken out of the bank' },
});
register(ChangeOrigin, 'ChangeOrigin', 'Where a change came from.', {
  EDITOR: { description: 'From an editor, by hand or by an import' },
  CONSOLE: { description: "From the server's console" },
});
register(FileFormat, 'FileFormat', 'A form of files of questions.', {
  JSON: { description: 'An array of objects' },
  JSONL: { description: 'An object in each line' },
  CSV: { description: 'A table with a header row' },
  MARKDOWN: { description: 'Questions as headings, answers beneath' },
});
register(ImportStatus, 'ImportStatus', 'How far an import is.', {
  QUEUED: { description: 'Waits for its turn' },
  RUNNING: { description: 'Under way' },
  DONE: { description: 'Over' },
  FAILED: { description: 'Over: the file, or all of it, could not be taken; `failure` says why' },
  CANCELLED: { description: 'Over: called off' },
});
register(FindingKind, 'FindingKind', 'What is to be said of a row.', {
  REFUSED: { description: 'It is no question by the rules of the bank, and was left out' },
  DUPLICATE: { description: 'The bank, or an earlier row, asks the same: it was left out' },
  NEAR_DUPLICATE: { description: 'Imported, though another question asks nearly the same' },
  DRAFTED: { description: 'Imported as a draft, because it has no answer' },
  UNFILED: { description: 'The first row of a subject that the bank does not have' },
});
register(DependencyState, 'DependencyState', 'How something that the server depends on is doing.', {
  WORKING: { description: 'It answers' },
  AWAY: { description: 'It does not answer, and is left alone for some seconds' },
  TRYING: { description: 'It did not answer; the next that needs it tries anew, or one does so just now' },
});
