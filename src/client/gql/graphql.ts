/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** What happened to an account. */
export type AuditAction =
  /** An account was deleted; the event does not say which */
  | 'ACCOUNT_DELETED'
  /** Email or phone were set; the detail is the new one, masked */
  | 'CONTACT_CHANGED'
  /** Too many wrong ones were given */
  | 'LOCKED'
  /** The password was changed with the old one; the other sessions were ended */
  | 'PASSWORD_CHANGED'
  /** The password was set with a code; all sessions were ended */
  | 'PASSWORD_RESET'
  /** Someone signed in gave a wrong password or code to change or delete it */
  | 'PROOF_FAILED'
  /** It was created */
  | 'REGISTERED'
  /** An admin had an answer judged anew; the detail is its id */
  | 'RESCORE_REQUESTED'
  /** The role was changed; the detail says from what to what */
  | 'ROLE_CHANGED'
  /** Another session was ended; the detail is its id */
  | 'SESSION_REVOKED'
  /** A session was opened; the detail says by password or by code */
  | 'SIGNED_IN'
  /** A session was ended by its own user; the detail says when it was all of them */
  | 'SIGNED_OUT'
  /** A wrong password or code was given */
  | 'SIGN_IN_FAILED'
  /** A refresh token came a second time, and its session was ended */
  | 'TOKEN_REUSED';

/** What was done to a question or a category. */
export type ChangeAction =
  /** It came into the bank */
  | 'CREATED'
  /** It was taken out of the bank */
  | 'DELETED'
  /** It was changed */
  | 'UPDATED';

/** Sets a new contact. */
export type ChangeContactInput = {
  /** A code for CHANGE_CONTACT that was sent to it. */
  code: string;
  /** The new email address or phone number. */
  contact: ContactInput;
};

/** Where a change came from. */
export type ChangeOrigin =
  /** From the server's console */
  | 'CONSOLE'
  /** From an editor, by hand or by an import */
  | 'EDITOR';

/** Changes the password. */
export type ChangePasswordInput = {
  /** The password so far. */
  currentPassword: string;
  /** 8 to 128 characters, and none that anyone would guess first. */
  newPassword: string;
};

/** Exactly one of email and phone; anything else is BAD_USER_INPUT. */
export type ContactInput = {
  /** An email address. */
  email?: string | null | undefined;
  /** A mobile number in E.164; without a country it is taken as a Chinese one. */
  phone?: string | null | undefined;
};

/** A new subject. */
export type CreateCategoryInput = {
  /** Its name in English. */
  nameEn: string;
  /** Its name in Chinese. */
  nameZh: string;
  /** The category above; at the top without it. */
  parentId?: string | number | null | undefined;
  /** A stable name in kebab case, up to 80 characters; no other category has it. */
  slug: string;
};

/** What interview to make. */
export type CreateInterviewInput = {
  /** Chosen by the client, unique per user: sending it again returns the interview that it made. 1 to 64 printable ASCII characters. */
  clientKey?: string | null | undefined;
  /** RANDOM, RESUME: which questions to draw from. */
  filter?: QuestionFilterInput | null | undefined;
  /** Whether to ask further about an answer that leaves something out, at most twice a question, before the next one; always under STRESS. A spoken answer is asked about once it is transcribed. */
  followUps?: boolean | null | undefined;
  /** Its language; by default that of the filter, else of the user. */
  locale?: Locale | null | undefined;
  /** How to choose the questions. */
  mode: InterviewMode;
  /** How to press the candidate. */
  pace?: Pace | null | undefined;
  /** How many to draw, 1 to 50; with CUSTOM, questionIds counts. */
  questionCount?: number | null | undefined;
  /** CUSTOM: the questions, in the order to ask them. */
  questionIds?: Array<string | number> | null | undefined;
  /** When to show scores; by default ON_REQUEST with ZERO_PRESSURE, else AT_ONCE. */
  scores?: ScoreReveal | null | undefined;
  /** The role practised for, at most 200 characters. */
  targetRole?: string | null | undefined;
};

/** A new question. */
export type CreateQuestionInput = {
  /** Its subject. */
  categoryId: string | number;
  /** 1 easiest … 5 hardest. */
  difficulty: number;
  /** From the faintest to the plainest; up to 10. */
  hints?: Array<string> | null | undefined;
  /** What a good answer says; up to 20. */
  keyPoints?: Array<KeyPointInput> | null | undefined;
  /** The language that it is asked in. */
  locale: Locale;
  /** The question itself, up to 4,000 characters of plain text or Markdown. */
  prompt: string;
  /** A good answer, up to 16,000 characters; may be empty in a draft. */
  referenceAnswer: string;
  /** DRAFT by default. */
  status?: QuestionStatus | null | undefined;
  /** Up to 12 technical terms; kept in kebab case. */
  tags?: Array<string> | null | undefined;
  /** Seconds, 10 to 3,600; 180 by default. */
  timeLimit?: number | null | undefined;
};

/** Deletes the account: one of password and code. */
export type DeleteAccountInput = {
  /** A code for DELETE_ACCOUNT that was sent to a contact of it. */
  code?: string | null | undefined;
  /** The password. */
  password?: string | null | undefined;
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

/** How far the judgement of an answer is. */
export type EvaluationStatus =
  /** Could not be scored */
  | 'FAILED'
  /** Too little to judge: empty, off the topic, an echo of the question */
  | 'INSUFFICIENT'
  /** Waiting for a scorer */
  | 'QUEUED'
  /** Scored; while the score is held back also what was too little to judge */
  | 'READY'
  /** Being scored */
  | 'RUNNING';

/** A form of files of questions. */
export type FileFormat =
  /** A table with a header row */
  | 'CSV'
  /** An array of objects */
  | 'JSON'
  /** An object in each line */
  | 'JSONL'
  /** Questions as headings, answers beneath */
  | 'MARKDOWN';

/** What a file is for. */
export type FilePurpose =
  /** The picture of a user, for updateUser */
  | 'AVATAR'
  /** Questions of the bank, for importQuestions; editors alone */
  | 'QUESTIONS'
  /** A spoken answer, for submitAnswer */
  | 'RECORDING'
  /** To be made the resume by uploadResume */
  | 'RESUME';

/** How far an upload is. */
export type FileStatus =
  /** Announced; to be sent, then completed */
  | 'PENDING'
  /** Taken */
  | 'READY'
  /** Refused; `rejection` says why */
  | 'REJECTED';

/** What is to be said of a row. */
export type FindingKind =
  /** Imported as a draft, because it has no answer */
  | 'DRAFTED'
  /** The bank, or an earlier row, asks the same: it was left out */
  | 'DUPLICATE'
  /** Imported, though another question asks nearly the same */
  | 'NEAR_DUPLICATE'
  /** It is no question by the rules of the bank, and was left out */
  | 'REFUSED'
  /** The first row of a subject that the bank does not have */
  | 'UNFILED';

/** How an uploaded file of questions is to be taken into the bank. */
export type ImportQuestionsInput = {
  /** All or nothing: one refused row, and nothing is imported. */
  atomic?: boolean | null | undefined;
  /** Where questions go whose subject the bank does not have; by default to Uncategorised. */
  categoryId?: string | number | null | undefined;
  /** Makes categories that rows name and the bank does not have. */
  createCategories?: boolean | null | undefined;
  /** Only says what would come of it. */
  dryRun?: boolean | null | undefined;
  /** An own upload with the purpose QUESTIONS, completed. */
  fileId: string | number;
  /** What it is; by default what its name says. */
  format?: FileFormat | null | undefined;
  /** Markdown: the level of the headings that are questions, 1 to 6; by default found out. */
  headingLevel?: number | null | undefined;
  /** Of rows that do not say; by default what their script says. */
  locale?: Locale | null | undefined;
  /** Of rows that do not say; by default PUBLISHED. One without an answer becomes a DRAFT. */
  status?: QuestionStatus | null | undefined;
};

/** How far an import is. */
export type ImportStatus =
  /** Over: called off */
  | 'CANCELLED'
  /** Over */
  | 'DONE'
  /** Over: the file, or all of it, could not be taken; `failure` says why */
  | 'FAILED'
  /** Waits for its turn */
  | 'QUEUED'
  /** Under way */
  | 'RUNNING';

/** A range of whole numbers, both ends included; an end left out is open. */
export type IntRangeInput = {
  /** The most. */
  max?: number | null | undefined;
  /** The least. */
  min?: number | null | undefined;
};

/** How the questions are chosen. */
export type InterviewMode =
  /** Named one by one, asked in that order */
  | 'CUSTOM'
  /** Drawn uniformly from the questions that match the filter */
  | 'RANDOM'
  /** Questions on the skills of the resume, and about its own projects; the filter narrows the former */
  | 'RESUME';

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
export type KeyPointInput = {
  /** The statement, up to 1,000 characters. */
  text: string;
  /** How much it matters beside the others: above 0, up to 100. */
  weight?: number | null | undefined;
};

/** A language that the product speaks. */
export type Locale =
  /** English */
  | 'EN'
  /** Simplified Chinese */
  | 'ZH';

/** Signs in. */
export type LoginInput = {
  /** A code for LOGIN that was sent to the contact. */
  code?: string | null | undefined;
  /** The contact of the account. */
  contact: ContactInput;
  /** The password; this or the code. */
  password?: string | null | undefined;
};

/** How an interview presses the candidate. */
export type Pace =
  /** A clock per question; the next one comes by itself */
  | 'STANDARD'
  /** A clock of six tenths of the standard one, follow-ups on what is left out, no hints */
  | 'STRESS'
  /** No clock; hints, retries and pauses are free, and the candidate says when to go on */
  | 'ZERO_PRESSURE';

/** Whether an answer makes a key point. */
export type PointVerdict =
  /** Made */
  | 'COVERED'
  /** Not made */
  | 'MISSED'
  /** Touched upon */
  | 'PARTIAL';

/** Which questions; what is left out does not narrow. */
export type QuestionFilterInput = {
  /** In any of these categories, or below them; at most 100. */
  categoryIds?: Array<string | number> | null | undefined;
  /** Of this difficulty. */
  difficulty?: IntRangeInput | null | undefined;
  /** In this language. */
  locale?: Locale | null | undefined;
  /** With all of these words in prompt or tags, or, where no question has them all, any. English words in all their forms, Chinese by each two neighbouring characters; case, width and filling words make no difference. At most 500 characters. */
  search?: string | null | undefined;
  /** Of this status, by default PUBLISHED; candidates see published ones only. */
  status?: Array<QuestionStatus> | null | undefined;
  /** Carrying at least one of these tags; at most 100. */
  tags?: Array<string> | null | undefined;
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
  code: string;
  /** The contact that the code was sent to. */
  contact: ContactInput;
  /** By default the language of the request. */
  locale?: Locale | null | undefined;
  /** The name to be addressed by, at most 100 characters. */
  name: string;
  /** 8 to 128 characters, and none that anyone would guess first. */
  password: string;
};

/** What a report says of a turn. */
export type ReportFindingKind =
  /** A point that was missed, or a turn without an answer that could be scored */
  | 'IMPROVEMENT'
  /** A point that was made */
  | 'STRENGTH';

/** Announces an upload. */
export type RequestUploadInput = {
  /** Its exact size in bytes: at most 10 MB, 200 MB, 5 MB and 200 MB. */
  byteSize: number;
  /** RESUME: PDF, DOCX, plain text, Markdown. RECORDING: WebM, MP3, MP4/M4A, WAV, Ogg. AVATAR: JPEG, PNG, WebP. QUESTIONS: JSON, JSON Lines, CSV, Markdown. */
  contentType: string;
  /** Its name, 1 to 255 characters, without a path. */
  filename: string;
  /** What the file is for. */
  purpose: FilePurpose;
};

/** Sets a new password by a code. */
export type ResetPasswordInput = {
  /** A code for RESET_PASSWORD that was sent to it. */
  code: string;
  /** A contact of the account. */
  contact: ContactInput;
  /** 8 to 128 characters, and none that anyone would guess first. */
  newPassword: string;
};

/** How far the reading of a resume is. */
export type ResumeStatus =
  /** Could not be read; `failure` says why */
  | 'FAILED'
  /** Being read in the background; takes seconds */
  | 'PARSING'
  /** Read */
  | 'READY';

/** When the candidate sees a score. */
export type ScoreReveal =
  /** Once the interview is over */
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

/** An answer to the open turn. */
export type SubmitAnswerInput = {
  /** Chosen by the client, unique per interview: sending it again returns the first result and changes nothing. 1 to 64 printable ASCII characters. */
  clientKey: string;
  /** A READY file for RECORDING that belongs to no other answer. */
  recordingFileId?: string | number | null | undefined;
  /** The answer, 1 to 20,000 characters; without it, what is said in the recording. */
  text?: string | null | undefined;
  /** The turn. */
  turnId: string | number;
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

/** A change of a subject: what is left out stays as it is. */
export type UpdateCategoryInput = {
  /** The version that was edited; CONFLICT if it has another by now. */
  expectedVersion?: number | null | undefined;
  /** Which. */
  id: string | number;
  /** Its name in English. */
  nameEn?: string | null | undefined;
  /** Its name in Chinese. */
  nameZh?: string | null | undefined;
  /** The category above; null moves it to the top. */
  parentId?: string | number | null | undefined;
};

/** A change of a question: what is left out, or null, stays as it is. */
export type UpdateQuestionInput = {
  /** Its subject. */
  categoryId?: string | number | null | undefined;
  /** 1 easiest … 5 hardest. */
  difficulty?: number | null | undefined;
  /** The version that was edited; CONFLICT if it has another by now. */
  expectedVersion: number;
  /** Replace those before. */
  hints?: Array<string> | null | undefined;
  /** Which. */
  id: string | number;
  /** Replace those before; a point whose text stays keeps its id. */
  keyPoints?: Array<KeyPointInput> | null | undefined;
  /** The question itself. */
  prompt?: string | null | undefined;
  /** A good answer. */
  referenceAnswer?: string | null | undefined;
  /** Whether it is asked. */
  status?: QuestionStatus | null | undefined;
  /** Technical terms; replace those before. */
  tags?: Array<string> | null | undefined;
  /** Seconds. */
  timeLimit?: number | null | undefined;
};

/** Changes of the profile; what is not given stays. */
export type UpdateUserInput = {
  /** A READY file for AVATAR; null takes the picture away. */
  avatarFileId?: string | number | null | undefined;
  /** The language of messages to the user. */
  locale?: Locale | null | undefined;
  /** The name to be addressed by, at most 100 characters. */
  name?: string | null | undefined;
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
  /** Setting a new contact, to which it is sent; wants someone signed in */
  | 'CHANGE_CONTACT'
  /** Deleting the account, sent to a contact of it; wants someone signed in */
  | 'DELETE_ACCOUNT'
  /** Signing in without the password */
  | 'LOGIN'
  /** Creating an account */
  | 'REGISTER'
  /** Setting a new password without the old one */
  | 'RESET_PASSWORD';

export type SendVerificationCodeMutationVariables = Exact<{
  input: SendVerificationCodeInput;
}>;


export type SendVerificationCodeMutation = { sendVerificationCode: { expiresAt: string, resendAfter: string } };

export type SessionTokensFragment = { accessToken: string, accessTokenExpiresAt: string, refreshToken: string, refreshTokenExpiresAt: string, user: { id: string, email: string | null, name: string, role: UserRole, locale: Locale } };

export type RegisterMutationVariables = Exact<{
  input: RegisterInput;
}>;


export type RegisterMutation = { register: { accessToken: string, accessTokenExpiresAt: string, refreshToken: string, refreshTokenExpiresAt: string, user: { id: string, email: string | null, name: string, role: UserRole, locale: Locale } } };

export type LoginMutationVariables = Exact<{
  input: LoginInput;
}>;


export type LoginMutation = { login: { accessToken: string, accessTokenExpiresAt: string, refreshToken: string, refreshTokenExpiresAt: string, user: { id: string, email: string | null, name: string, role: UserRole, locale: Locale } } };

export type RefreshSessionMutationVariables = Exact<{
  refreshToken: string;
}>;


export type RefreshSessionMutation = { refreshSession: { accessToken: string, accessTokenExpiresAt: string, refreshToken: string, refreshTokenExpiresAt: string, user: { id: string, email: string | null, name: string, role: UserRole, locale: Locale } } };

export type LogoutMutationVariables = Exact<{
  everywhere?: boolean | null | undefined;
}>;


export type LogoutMutation = { logout: boolean };

export type MeQueryVariables = Exact<{ [key: string]: never; }>;


export type MeQuery = { me: { id: string, email: string | null, emailVerified: boolean, phone: string | null, name: string, role: UserRole, locale: Locale, createdAt: string } | null };

export type RevokeSessionMutationVariables = Exact<{
  id: string | number;
}>;


export type RevokeSessionMutation = { revokeSession: boolean };

export type UpdateUserMutationVariables = Exact<{
  input: UpdateUserInput;
}>;


export type UpdateUserMutation = { updateUser: { id: string, name: string, locale: Locale, avatar: { thumbnailUrl: string | null, id: string, purpose: FilePurpose, status: FileStatus, filename: string, contentType: string, byteSize: number, rejection: string | null, downloadUrl: string | null } | null } };

export type ChangePasswordMutationVariables = Exact<{
  input: ChangePasswordInput;
}>;


export type ChangePasswordMutation = { changePassword: boolean };

export type ResetPasswordMutationVariables = Exact<{
  input: ResetPasswordInput;
}>;


export type ResetPasswordMutation = { resetPassword: boolean };

export type ChangeContactMutationVariables = Exact<{
  input: ChangeContactInput;
}>;


export type ChangeContactMutation = { changeContact: { id: string, email: string | null, emailVerified: boolean, phone: string | null } };

export type DeleteAccountMutationVariables = Exact<{
  input: DeleteAccountInput;
}>;


export type DeleteAccountMutation = { deleteAccount: boolean };

export type SessionsQueryVariables = Exact<{ [key: string]: never; }>;


export type SessionsQuery = { me: { id: string, sessions: Array<{ id: string, userAgent: string | null, ip: string | null, createdAt: string, lastUsedAt: string, current: boolean }> } | null };

export type UsersQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  search?: string | null | undefined;
}>;


export type UsersQuery = { users: { edges: Array<{ cursor: string, node: { id: string, email: string | null, phone: string | null, name: string, role: UserRole } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type AuditEventsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  userId?: string | number | null | undefined;
}>;


export type AuditEventsQuery = { auditEvents: { edges: Array<{ node: { id: string, action: AuditAction, userId: string | null, actorId: string | null, sessionId: string | null, ip: string | null, userAgent: string | null, detail: string | null, at: string } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type QuestionContentFragment = { id: string, locale: Locale, prompt: string, tags: Array<string>, difficulty: number, timeLimit: number, status: QuestionStatus, referenceAnswer: string | null, hints: Array<string> | null, hintCount: number, lastAskedAt: string | null, createdAt: string, updatedAt: string, version: number, keyPoints: Array<{ id: string, text: string, weight: number }> | null, category: { id: string, slug: string } };

export type CategoryContentFragment = { id: string, slug: string, questionCount: number, version: number, nameZh: string, nameEn: string, parent: { id: string, slug: string } | null };

export type BankQuestionQueryVariables = Exact<{
  id: string | number;
}>;


export type BankQuestionQuery = { question: { id: string, locale: Locale, prompt: string, tags: Array<string>, difficulty: number, timeLimit: number, status: QuestionStatus, referenceAnswer: string | null, hints: Array<string> | null, hintCount: number, lastAskedAt: string | null, createdAt: string, updatedAt: string, version: number, keyPoints: Array<{ id: string, text: string, weight: number }> | null, category: { id: string, slug: string } } | null };

export type CreateQuestionMutationVariables = Exact<{
  input: CreateQuestionInput;
}>;


export type CreateQuestionMutation = { createQuestion: { id: string, locale: Locale, prompt: string, tags: Array<string>, difficulty: number, timeLimit: number, status: QuestionStatus, referenceAnswer: string | null, hints: Array<string> | null, hintCount: number, lastAskedAt: string | null, createdAt: string, updatedAt: string, version: number, keyPoints: Array<{ id: string, text: string, weight: number }> | null, category: { id: string, slug: string } } };

export type UpdateQuestionMutationVariables = Exact<{
  input: UpdateQuestionInput;
}>;


export type UpdateQuestionMutation = { updateQuestion: { id: string, locale: Locale, prompt: string, tags: Array<string>, difficulty: number, timeLimit: number, status: QuestionStatus, referenceAnswer: string | null, hints: Array<string> | null, hintCount: number, lastAskedAt: string | null, createdAt: string, updatedAt: string, version: number, keyPoints: Array<{ id: string, text: string, weight: number }> | null, category: { id: string, slug: string } } };

export type DeleteQuestionMutationVariables = Exact<{
  id: string | number;
  expectedVersion?: number | null | undefined;
}>;


export type DeleteQuestionMutation = { deleteQuestion: boolean };

export type BankCategoriesQueryVariables = Exact<{ [key: string]: never; }>;


export type BankCategoriesQuery = { categories: Array<{ id: string, slug: string, questionCount: number, version: number, nameZh: string, nameEn: string, parent: { id: string, slug: string } | null }> };

export type CreateCategoryMutationVariables = Exact<{
  input: CreateCategoryInput;
}>;


export type CreateCategoryMutation = { createCategory: { id: string, slug: string, questionCount: number, version: number, nameZh: string, nameEn: string, parent: { id: string, slug: string } | null } };

export type UpdateCategoryMutationVariables = Exact<{
  input: UpdateCategoryInput;
}>;


export type UpdateCategoryMutation = { updateCategory: { id: string, slug: string, questionCount: number, version: number, nameZh: string, nameEn: string, parent: { id: string, slug: string } | null } };

export type DeleteCategoryMutationVariables = Exact<{
  id: string | number;
}>;


export type DeleteCategoryMutation = { deleteCategory: boolean };

export type BankChangesQueryVariables = Exact<{
  subjectId?: string | number | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}>;


export type BankChangesQuery = { bankChanges: { totalCount: number, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null }, edges: Array<{ cursor: string, node: { id: string, action: ChangeAction, subjectId: string, version: number, origin: ChangeOrigin, editorName: string | null, at: string, fields: Array<{ field: string, before: unknown, after: unknown }> } }> } };

export type FileViewFragment = { id: string, purpose: FilePurpose, status: FileStatus, filename: string, contentType: string, byteSize: number, rejection: string | null, downloadUrl: string | null };

export type ResumeViewFragment = { id: string, version: number, status: ResumeStatus, failure: string | null, skills: Array<string>, document: Record<string, unknown> | null };

export type RequestUploadMutationVariables = Exact<{
  input: RequestUploadInput;
}>;


export type RequestUploadMutation = { requestUpload: { method: string, url: string, expiresAt: string, file: { id: string, purpose: FilePurpose, status: FileStatus, filename: string, contentType: string, byteSize: number, rejection: string | null, downloadUrl: string | null }, headers: Array<{ name: string, value: string }>, fields: Array<{ name: string, value: string }> } };

export type CompleteUploadMutationVariables = Exact<{
  fileId: string | number;
}>;


export type CompleteUploadMutation = { completeUpload: { id: string, purpose: FilePurpose, status: FileStatus, filename: string, contentType: string, byteSize: number, rejection: string | null, downloadUrl: string | null } };

export type DeleteFileMutationVariables = Exact<{
  id: string | number;
}>;


export type DeleteFileMutation = { deleteFile: boolean };

export type UploadResumeMutationVariables = Exact<{
  fileId: string | number;
}>;


export type UploadResumeMutation = { uploadResume: { id: string, version: number, status: ResumeStatus, failure: string | null, skills: Array<string>, document: Record<string, unknown> | null } };

export type DeleteResumeMutationVariables = Exact<{ [key: string]: never; }>;


export type DeleteResumeMutation = { deleteResume: boolean };

export type ResumeQueryVariables = Exact<{ [key: string]: never; }>;


export type ResumeQuery = { me: { resume: { text: string | null, id: string, version: number, status: ResumeStatus, failure: string | null, skills: Array<string>, document: Record<string, unknown> | null, file: { id: string, purpose: FilePurpose, status: FileStatus, filename: string, contentType: string, byteSize: number, rejection: string | null, downloadUrl: string | null } } | null } | null };

export type ImportViewFragment = { id: string, filename: string, format: FileFormat, status: ImportStatus, failure: string | null, dryRun: boolean, atomic: boolean, rowCount: number | null, rowsRead: number, imported: number, drafted: number, duplicates: number, nearDuplicates: number, refused: number, createdAt: string, finishedAt: string | null, findings: { totalCount: number, edges: Array<{ node: { kind: FindingKind, line: number, reason: string, questionId: string | null } }> } };

export type ImportQuestionsMutationVariables = Exact<{
  input: ImportQuestionsInput;
}>;


export type ImportQuestionsMutation = { importQuestions: { id: string, filename: string, format: FileFormat, status: ImportStatus, failure: string | null, dryRun: boolean, atomic: boolean, rowCount: number | null, rowsRead: number, imported: number, drafted: number, duplicates: number, nearDuplicates: number, refused: number, createdAt: string, finishedAt: string | null, findings: { totalCount: number, edges: Array<{ node: { kind: FindingKind, line: number, reason: string, questionId: string | null } }> } } };

export type CancelImportMutationVariables = Exact<{
  id: string | number;
}>;


export type CancelImportMutation = { cancelImport: { id: string, filename: string, format: FileFormat, status: ImportStatus, failure: string | null, dryRun: boolean, atomic: boolean, rowCount: number | null, rowsRead: number, imported: number, drafted: number, duplicates: number, nearDuplicates: number, refused: number, createdAt: string, finishedAt: string | null, findings: { totalCount: number, edges: Array<{ node: { kind: FindingKind, line: number, reason: string, questionId: string | null } }> } } };

export type QuestionImportQueryVariables = Exact<{
  id: string | number;
}>;


export type QuestionImportQuery = { questionImport: { id: string, filename: string, format: FileFormat, status: ImportStatus, failure: string | null, dryRun: boolean, atomic: boolean, rowCount: number | null, rowsRead: number, imported: number, drafted: number, duplicates: number, nearDuplicates: number, refused: number, createdAt: string, finishedAt: string | null, findings: { totalCount: number, edges: Array<{ node: { kind: FindingKind, line: number, reason: string, questionId: string | null } }> } } };

export type QuestionImportsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type QuestionImportsQuery = { questionImports: { totalCount: number, edges: Array<{ node: { id: string, filename: string, format: FileFormat, status: ImportStatus, failure: string | null, dryRun: boolean, atomic: boolean, rowCount: number | null, rowsRead: number, imported: number, drafted: number, duplicates: number, nearDuplicates: number, refused: number, createdAt: string, finishedAt: string | null, findings: { totalCount: number, edges: Array<{ node: { kind: FindingKind, line: number, reason: string, questionId: string | null } }> } } }> } };

export type TurnViewFragment = { id: string, position: number, kind: TurnKind, prompt: string, status: TurnStatus, askedAt: string, deadlineAt: string | null, timeLimit: number | null, remainingTime: number | null, hints: Array<string>, hintCount: number, question: { id: string, difficulty: number, timeLimit: number, tags: Array<string>, category: { id: string, slug: string, name: string } } | null };

export type EvaluationViewFragment = { id: string, revision: number, status: EvaluationStatus, scorer: ScorerKind | null, scorerVersion: string | null, revealed: boolean, provisional: boolean, score: number | null, uncertainty: number | null, droppedEvidence: number | null, feedback: string | null, suggestion: string | null, evaluatedAt: string | null, dimensions: Array<{ dimension: Dimension, score: number, weight: number }>, points: Array<{ verdict: PointVerdict, keyPoint: { id: string, text: string, weight: number }, evidence: Array<{ start: number, end: number, quote: string }> }> };

export type AnswerViewFragment = { id: string, attempt: number, text: string | null, transcript: TranscriptStatus, transcriptFailure: string | null, assisted: boolean, submittedAt: string };

export type ReportViewFragment = { score: number, uncertainty: number | null, provisional: boolean, strengths: Array<string>, improvements: Array<string>, assistedShare: number, unassistedScore: number | null, assistedScore: number | null, comparedToPrevious: number | null, dimensions: Array<{ dimension: Dimension, score: number, weight: number }>, categories: Array<{ score: number, uncertainty: number | null, provisional: boolean, turns: number, comparedToPrevious: number | null, category: { id: string, slug: string, name: string }, previousInterview: { id: string, finishedAt: string | null } | null }>, findings: Array<{ kind: ReportFindingKind, text: string, turn: { id: string }, keyPoint: { id: string, text: string, weight: number } | null, evidence: Array<{ start: number, end: number, quote: string }> }>, evaluations: Array<{ id: string, revision: number, provisional: boolean }> };

export type InterviewViewFragment = { id: string, mode: InterviewMode, pace: Pace, scores: ScoreReveal, locale: Locale, targetRole: string | null, status: InterviewStatus, followUps: boolean, questionCount: number, createdAt: string, startedAt: string | null, finishedAt: string | null, pausedAt: string | null, pausedTime: number, lastSeq: number };

export type QuestionsQueryVariables = Exact<{
  filter?: QuestionFilterInput | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}>;


export type QuestionsQuery = { questions: { totalCount: number, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null }, edges: Array<{ cursor: string, node: { id: string, locale: Locale, prompt: string, tags: Array<string>, difficulty: number, timeLimit: number, status: QuestionStatus, referenceAnswer: string | null, hintCount: number, keyPoints: Array<{ id: string, text: string, weight: number }> | null, category: { id: string, slug: string } } }> } };

export type CreateInterviewMutationVariables = Exact<{
  input: CreateInterviewInput;
}>;


export type CreateInterviewMutation = { createInterview: { id: string, mode: InterviewMode, pace: Pace, scores: ScoreReveal, locale: Locale, targetRole: string | null, status: InterviewStatus, followUps: boolean, questionCount: number, createdAt: string, startedAt: string | null, finishedAt: string | null, pausedAt: string | null, pausedTime: number, lastSeq: number } };

export type StartInterviewMutationVariables = Exact<{
  id: string | number;
}>;


export type StartInterviewMutation = { startInterview: { id: string, mode: InterviewMode, pace: Pace, scores: ScoreReveal, locale: Locale, targetRole: string | null, status: InterviewStatus, followUps: boolean, questionCount: number, createdAt: string, startedAt: string | null, finishedAt: string | null, pausedAt: string | null, pausedTime: number, lastSeq: number, currentTurn: { id: string, position: number, kind: TurnKind, prompt: string, status: TurnStatus, askedAt: string, deadlineAt: string | null, timeLimit: number | null, remainingTime: number | null, hints: Array<string>, hintCount: number, question: { id: string, difficulty: number, timeLimit: number, tags: Array<string>, category: { id: string, slug: string, name: string } } | null } | null } };

export type SubmitAnswerMutationVariables = Exact<{
  input: SubmitAnswerInput;
}>;


export type SubmitAnswerMutation = { submitAnswer: { id: string, attempt: number, text: string | null, transcript: TranscriptStatus, transcriptFailure: string | null, assisted: boolean, submittedAt: string, evaluation: { id: string, status: EvaluationStatus } } };

export type SkipTurnMutationVariables = Exact<{
  turnId: string | number;
}>;


export type SkipTurnMutation = { skipTurn: { id: string, position: number, kind: TurnKind, prompt: string, status: TurnStatus, askedAt: string, deadlineAt: string | null, timeLimit: number | null, remainingTime: number | null, hints: Array<string>, hintCount: number, question: { id: string, difficulty: number, timeLimit: number, tags: Array<string>, category: { id: string, slug: string, name: string } } | null } };

export type RetryTurnMutationVariables = Exact<{
  turnId: string | number;
}>;


export type RetryTurnMutation = { retryTurn: { id: string, position: number, kind: TurnKind, prompt: string, status: TurnStatus, askedAt: string, deadlineAt: string | null, timeLimit: number | null, remainingTime: number | null, hints: Array<string>, hintCount: number, question: { id: string, difficulty: number, timeLimit: number, tags: Array<string>, category: { id: string, slug: string, name: string } } | null } };

export type RevealHintMutationVariables = Exact<{
  turnId: string | number;
  number?: number | null | undefined;
}>;


export type RevealHintMutation = { revealHint: { id: string, position: number, kind: TurnKind, prompt: string, status: TurnStatus, askedAt: string, deadlineAt: string | null, timeLimit: number | null, remainingTime: number | null, hints: Array<string>, hintCount: number, question: { id: string, difficulty: number, timeLimit: number, tags: Array<string>, category: { id: string, slug: string, name: string } } | null } };

export type PauseInterviewMutationVariables = Exact<{
  id: string | number;
}>;


export type PauseInterviewMutation = { pauseInterview: { id: string, mode: InterviewMode, pace: Pace, scores: ScoreReveal, locale: Locale, targetRole: string | null, status: InterviewStatus, followUps: boolean, questionCount: number, createdAt: string, startedAt: string | null, finishedAt: string | null, pausedAt: string | null, pausedTime: number, lastSeq: number, currentTurn: { id: string, position: number, kind: TurnKind, prompt: string, status: TurnStatus, askedAt: string, deadlineAt: string | null, timeLimit: number | null, remainingTime: number | null, hints: Array<string>, hintCount: number, question: { id: string, difficulty: number, timeLimit: number, tags: Array<string>, category: { id: string, slug: string, name: string } } | null } | null } };

export type ResumeInterviewMutationVariables = Exact<{
  id: string | number;
}>;


export type ResumeInterviewMutation = { resumeInterview: { id: string, mode: InterviewMode, pace: Pace, scores: ScoreReveal, locale: Locale, targetRole: string | null, status: InterviewStatus, followUps: boolean, questionCount: number, createdAt: string, startedAt: string | null, finishedAt: string | null, pausedAt: string | null, pausedTime: number, lastSeq: number, currentTurn: { id: string, position: number, kind: TurnKind, prompt: string, status: TurnStatus, askedAt: string, deadlineAt: string | null, timeLimit: number | null, remainingTime: number | null, hints: Array<string>, hintCount: number, question: { id: string, difficulty: number, timeLimit: number, tags: Array<string>, category: { id: string, slug: string, name: string } } | null } | null } };

export type CancelInterviewMutationVariables = Exact<{
  id: string | number;
}>;


export type CancelInterviewMutation = { cancelInterview: { id: string, mode: InterviewMode, pace: Pace, scores: ScoreReveal, locale: Locale, targetRole: string | null, status: InterviewStatus, followUps: boolean, questionCount: number, createdAt: string, startedAt: string | null, finishedAt: string | null, pausedAt: string | null, pausedTime: number, lastSeq: number } };

export type NextTurnMutationVariables = Exact<{
  interviewId: string | number;
}>;


export type NextTurnMutation = { nextTurn: { id: string, mode: InterviewMode, pace: Pace, scores: ScoreReveal, locale: Locale, targetRole: string | null, status: InterviewStatus, followUps: boolean, questionCount: number, createdAt: string, startedAt: string | null, finishedAt: string | null, pausedAt: string | null, pausedTime: number, lastSeq: number, currentTurn: { id: string, position: number, kind: TurnKind, prompt: string, status: TurnStatus, askedAt: string, deadlineAt: string | null, timeLimit: number | null, remainingTime: number | null, hints: Array<string>, hintCount: number, question: { id: string, difficulty: number, timeLimit: number, tags: Array<string>, category: { id: string, slug: string, name: string } } | null } | null } };

export type RevealScoreMutationVariables = Exact<{
  answerId: string | number;
}>;


export type RevealScoreMutation = { revealScore: { id: string, revision: number, status: EvaluationStatus, scorer: ScorerKind | null, scorerVersion: string | null, revealed: boolean, provisional: boolean, score: number | null, uncertainty: number | null, droppedEvidence: number | null, feedback: string | null, suggestion: string | null, evaluatedAt: string | null, dimensions: Array<{ dimension: Dimension, score: number, weight: number }>, points: Array<{ verdict: PointVerdict, keyPoint: { id: string, text: string, weight: number }, evidence: Array<{ start: number, end: number, quote: string }> }> } };

export type RescoreAnswerMutationVariables = Exact<{
  answerId: string | number;
}>;


export type RescoreAnswerMutation = { rescoreAnswer: { id: string, revision: number, status: EvaluationStatus, scorer: ScorerKind | null, scorerVersion: string | null, revealed: boolean, provisional: boolean, score: number | null, uncertainty: number | null, droppedEvidence: number | null, feedback: string | null, suggestion: string | null, evaluatedAt: string | null, dimensions: Array<{ dimension: Dimension, score: number, weight: number }>, points: Array<{ verdict: PointVerdict, keyPoint: { id: string, text: string, weight: number }, evidence: Array<{ start: number, end: number, quote: string }> }> } };

export type FinishInterviewMutationVariables = Exact<{
  id: string | number;
}>;


export type FinishInterviewMutation = { finishInterview: { id: string, mode: InterviewMode, pace: Pace, scores: ScoreReveal, locale: Locale, targetRole: string | null, status: InterviewStatus, followUps: boolean, questionCount: number, createdAt: string, startedAt: string | null, finishedAt: string | null, pausedAt: string | null, pausedTime: number, lastSeq: number } };

export type InterviewQueryVariables = Exact<{
  id: string | number;
}>;


export type InterviewQuery = { interview: { id: string, mode: InterviewMode, pace: Pace, scores: ScoreReveal, locale: Locale, targetRole: string | null, status: InterviewStatus, followUps: boolean, questionCount: number, createdAt: string, startedAt: string | null, finishedAt: string | null, pausedAt: string | null, pausedTime: number, lastSeq: number, turns: Array<{ id: string, position: number, kind: TurnKind, prompt: string, status: TurnStatus, askedAt: string, deadlineAt: string | null, timeLimit: number | null, remainingTime: number | null, hints: Array<string>, hintCount: number, answers: Array<{ id: string, attempt: number, text: string | null, transcript: TranscriptStatus, transcriptFailure: string | null, assisted: boolean, submittedAt: string, evaluation: { id: string, revision: number, status: EvaluationStatus, scorer: ScorerKind | null, scorerVersion: string | null, revealed: boolean, provisional: boolean, score: number | null, uncertainty: number | null, droppedEvidence: number | null, feedback: string | null, suggestion: string | null, evaluatedAt: string | null, dimensions: Array<{ dimension: Dimension, score: number, weight: number }>, points: Array<{ verdict: PointVerdict, keyPoint: { id: string, text: string, weight: number }, evidence: Array<{ start: number, end: number, quote: string }> }> } }>, question: { id: string, difficulty: number, timeLimit: number, tags: Array<string>, category: { id: string, slug: string, name: string } } | null }>, report: { score: number, uncertainty: number | null, provisional: boolean, strengths: Array<string>, improvements: Array<string>, assistedShare: number, unassistedScore: number | null, assistedScore: number | null, comparedToPrevious: number | null, dimensions: Array<{ dimension: Dimension, score: number, weight: number }>, categories: Array<{ score: number, uncertainty: number | null, provisional: boolean, turns: number, comparedToPrevious: number | null, category: { id: string, slug: string, name: string }, previousInterview: { id: string, finishedAt: string | null } | null }>, findings: Array<{ kind: ReportFindingKind, text: string, turn: { id: string }, keyPoint: { id: string, text: string, weight: number } | null, evidence: Array<{ start: number, end: number, quote: string }> }>, evaluations: Array<{ id: string, revision: number, provisional: boolean }> } | null } | null };

export type InterviewsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
  status?: Array<InterviewStatus> | InterviewStatus | null | undefined;
}>;


export type InterviewsQuery = { interviews: { totalCount: number, pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null }, edges: Array<{ cursor: string, node: { id: string, mode: InterviewMode, pace: Pace, scores: ScoreReveal, locale: Locale, targetRole: string | null, status: InterviewStatus, followUps: boolean, questionCount: number, createdAt: string, startedAt: string | null, finishedAt: string | null, pausedAt: string | null, pausedTime: number, lastSeq: number } }> } };

export type InterviewHistoryQueryVariables = Exact<{
  first?: number | null | undefined;
}>;


export type InterviewHistoryQuery = { interviews: { edges: Array<{ node: { id: string, mode: InterviewMode, pace: Pace, status: InterviewStatus, createdAt: string, turns: Array<{ id: string, position: number, prompt: string, status: TurnStatus, question: { id: string, difficulty: number, category: { id: string, slug: string, name: string } } | null, answer: { id: string, text: string | null, submittedAt: string, evaluation: { id: string, status: EvaluationStatus, score: number | null, feedback: string | null } } | null }> } }> } };

export type InterviewEventsSubscriptionVariables = Exact<{
  interviewId: string | number;
  after?: number | null | undefined;
}>;


export type InterviewEventsSubscription = { interviewEvents:
    | { __typename: 'AnswerScored', interviewId: string, seq: number | null, at: string, serverTime: string, answer: { id: string, attempt: number, text: string | null, transcript: TranscriptStatus, transcriptFailure: string | null, assisted: boolean, submittedAt: string }, evaluation: { id: string, revision: number, status: EvaluationStatus, scorer: ScorerKind | null, scorerVersion: string | null, revealed: boolean, provisional: boolean, score: number | null, uncertainty: number | null, droppedEvidence: number | null, feedback: string | null, suggestion: string | null, evaluatedAt: string | null, dimensions: Array<{ dimension: Dimension, score: number, weight: number }>, points: Array<{ verdict: PointVerdict, keyPoint: { id: string, text: string, weight: number }, evidence: Array<{ start: number, end: number, quote: string }> }> } }
    | { __typename: 'AnswerSubmitted', interviewId: string, seq: number | null, at: string, serverTime: string, turn: { id: string }, answer: { id: string, attempt: number, text: string | null, transcript: TranscriptStatus, transcriptFailure: string | null, assisted: boolean, submittedAt: string } }
    | { __typename: 'AnswerTranscribed', interviewId: string, seq: number | null, at: string, serverTime: string, answer: { id: string, attempt: number, text: string | null, transcript: TranscriptStatus, transcriptFailure: string | null, assisted: boolean, submittedAt: string } }
    | { __typename: 'HintRevealed', hint: string, interviewId: string, seq: number | null, at: string, serverTime: string, turn: { id: string, position: number, kind: TurnKind, prompt: string, status: TurnStatus, askedAt: string, deadlineAt: string | null, timeLimit: number | null, remainingTime: number | null, hints: Array<string>, hintCount: number, question: { id: string, difficulty: number, timeLimit: number, tags: Array<string>, category: { id: string, slug: string, name: string } } | null } }
    | { __typename: 'InterviewCancelled', interviewId: string, seq: number | null, at: string, serverTime: string, interview: { id: string, mode: InterviewMode, pace: Pace, scores: ScoreReveal, locale: Locale, targetRole: string | null, status: InterviewStatus, followUps: boolean, questionCount: number, createdAt: string, startedAt: string | null, finishedAt: string | null, pausedAt: string | null, pausedTime: number, lastSeq: number } }
    | { __typename: 'InterviewFinished', interviewId: string, seq: number | null, at: string, serverTime: string, interview: { id: string, mode: InterviewMode, pace: Pace, scores: ScoreReveal, locale: Locale, targetRole: string | null, status: InterviewStatus, followUps: boolean, questionCount: number, createdAt: string, startedAt: string | null, finishedAt: string | null, pausedAt: string | null, pausedTime: number, lastSeq: number } }
    | { __typename: 'InterviewPaused', interviewId: string, seq: number | null, at: string, serverTime: string, interview: { id: string, mode: InterviewMode, pace: Pace, scores: ScoreReveal, locale: Locale, targetRole: string | null, status: InterviewStatus, followUps: boolean, questionCount: number, createdAt: string, startedAt: string | null, finishedAt: string | null, pausedAt: string | null, pausedTime: number, lastSeq: number, currentTurn: { id: string, position: number, kind: TurnKind, prompt: string, status: TurnStatus, askedAt: string, deadlineAt: string | null, timeLimit: number | null, remainingTime: number | null, hints: Array<string>, hintCount: number, question: { id: string, difficulty: number, timeLimit: number, tags: Array<string>, category: { id: string, slug: string, name: string } } | null } | null } }
    | { __typename: 'InterviewResumed', interviewId: string, seq: number | null, at: string, serverTime: string, interview: { id: string, mode: InterviewMode, pace: Pace, scores: ScoreReveal, locale: Locale, targetRole: string | null, status: InterviewStatus, followUps: boolean, questionCount: number, createdAt: string, startedAt: string | null, finishedAt: string | null, pausedAt: string | null, pausedTime: number, lastSeq: number, currentTurn: { id: string, position: number, kind: TurnKind, prompt: string, status: TurnStatus, askedAt: string, deadlineAt: string | null, timeLimit: number | null, remainingTime: number | null, hints: Array<string>, hintCount: number, question: { id: string, difficulty: number, timeLimit: number, tags: Array<string>, category: { id: string, slug: string, name: string } } | null } | null } }
    | { __typename: 'InterviewStarted', interviewId: string, seq: number | null, at: string, serverTime: string, interview: { id: string, mode: InterviewMode, pace: Pace, scores: ScoreReveal, locale: Locale, targetRole: string | null, status: InterviewStatus, followUps: boolean, questionCount: number, createdAt: string, startedAt: string | null, finishedAt: string | null, pausedAt: string | null, pausedTime: number, lastSeq: number } }
    | { __typename: 'QuestionAsked', interviewId: string, seq: number | null, at: string, serverTime: string, turn: { id: string, position: number, kind: TurnKind, prompt: string, status: TurnStatus, askedAt: string, deadlineAt: string | null, timeLimit: number | null, remainingTime: number | null, hints: Array<string>, hintCount: number, question: { id: string, difficulty: number, timeLimit: number, tags: Array<string>, category: { id: string, slug: string, name: string } } | null } }
    | { __typename: 'ReportReady', interviewId: string, seq: number | null, at: string, serverTime: string, report: { score: number, uncertainty: number | null, provisional: boolean, strengths: Array<string>, improvements: Array<string>, assistedShare: number, unassistedScore: number | null, assistedScore: number | null, comparedToPrevious: number | null, dimensions: Array<{ dimension: Dimension, score: number, weight: number }>, categories: Array<{ score: number, uncertainty: number | null, provisional: boolean, turns: number, comparedToPrevious: number | null, category: { id: string, slug: string, name: string }, previousInterview: { id: string, finishedAt: string | null } | null }>, findings: Array<{ kind: ReportFindingKind, text: string, turn: { id: string }, keyPoint: { id: string, text: string, weight: number } | null, evidence: Array<{ start: number, end: number, quote: string }> }>, evaluations: Array<{ id: string, revision: number, provisional: boolean }> } }
    | { __typename: 'ScoreProgress', answerId: string, offset: number, delta: string, interviewId: string, seq: number | null, at: string, serverTime: string }
    | { __typename: 'StreamReset', head: number, interviewId: string, seq: number | null, at: string, serverTime: string }
    | { __typename: 'TurnClosed', interviewId: string, seq: number | null, at: string, serverTime: string, turn: { id: string, position: number, kind: TurnKind, prompt: string, status: TurnStatus, askedAt: string, deadlineAt: string | null, timeLimit: number | null, remainingTime: number | null, hints: Array<string>, hintCount: number, question: { id: string, difficulty: number, timeLimit: number, tags: Array<string>, category: { id: string, slug: string, name: string } } | null } }
   };

export type HealthQueryVariables = Exact<{ [key: string]: never; }>;


export type HealthQuery = { health: { status: string, version: string, uptime: number, dependencies: Array<{ name: string, healthy: boolean, latencyMs: number | null, detail: string | null }> } };

export type CategoriesQueryVariables = Exact<{ [key: string]: never; }>;


export type CategoriesQuery = { categories: Array<{ id: string, slug: string, name: string, questionCount: number, parent: { id: string } | null }> };

export type NodeQueryVariables = Exact<{
  id: string | number;
}>;


export type NodeQuery = { node:
    | { __typename: 'Answer', id: string }
    | { __typename: 'AuditEvent', id: string }
    | { __typename: 'BankChange', id: string }
    | { __typename: 'Category', id: string }
    | { __typename: 'Evaluation', id: string }
    | { __typename: 'File', id: string }
    | { __typename: 'Interview', id: string }
    | { __typename: 'Question', id: string }
    | { __typename: 'QuestionImport', id: string }
    | { __typename: 'Resume', id: string }
    | { __typename: 'Session', id: string }
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
export const QuestionContentFragmentDoc = new TypedDocumentString(`
    fragment QuestionContent on Question {
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
  hints
  hintCount
  lastAskedAt
  createdAt
  updatedAt
  version
  category {
    id
    slug
  }
}
    `, {"fragmentName":"QuestionContent"}) as unknown as TypedDocumentString<QuestionContentFragment, unknown>;
export const CategoryContentFragmentDoc = new TypedDocumentString(`
    fragment CategoryContent on Category {
  id
  slug
  nameZh: name(locale: ZH)
  nameEn: name(locale: EN)
  questionCount
  version
  parent {
    id
    slug
  }
}
    `, {"fragmentName":"CategoryContent"}) as unknown as TypedDocumentString<CategoryContentFragment, unknown>;
export const FileViewFragmentDoc = new TypedDocumentString(`
    fragment FileView on File {
  id
  purpose
  status
  filename
  contentType
  byteSize
  rejection
  downloadUrl
}
    `, {"fragmentName":"FileView"}) as unknown as TypedDocumentString<FileViewFragment, unknown>;
export const ResumeViewFragmentDoc = new TypedDocumentString(`
    fragment ResumeView on Resume {
  id
  version
  status
  failure
  skills
  document
}
    `, {"fragmentName":"ResumeView"}) as unknown as TypedDocumentString<ResumeViewFragment, unknown>;
export const ImportViewFragmentDoc = new TypedDocumentString(`
    fragment ImportView on QuestionImport {
  id
  filename
  format
  status
  failure
  dryRun
  atomic
  rowCount
  rowsRead
  imported
  drafted
  duplicates
  nearDuplicates
  refused
  createdAt
  finishedAt
  findings(first: 100) {
    totalCount
    edges {
      node {
        kind
        line
        reason
        questionId
      }
    }
  }
}
    `, {"fragmentName":"ImportView"}) as unknown as TypedDocumentString<ImportViewFragment, unknown>;
export const TurnViewFragmentDoc = new TypedDocumentString(`
    fragment TurnView on Turn {
  id
  position
  kind
  prompt
  status
  askedAt
  deadlineAt
  timeLimit
  remainingTime
  hints
  hintCount
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
  droppedEvidence
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
  transcript
  transcriptFailure
  assisted
  submittedAt
}
    `, {"fragmentName":"AnswerView"}) as unknown as TypedDocumentString<AnswerViewFragment, unknown>;
export const ReportViewFragmentDoc = new TypedDocumentString(`
    fragment ReportView on Report {
  score
  uncertainty
  provisional
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
    uncertainty
    provisional
    turns
    comparedToPrevious
    previousInterview {
      id
      finishedAt
    }
  }
  strengths
  improvements
  findings {
    kind
    text
    turn {
      id
    }
    keyPoint {
      id
      text
      weight
    }
    evidence {
      start
      end
      quote
    }
  }
  evaluations {
    id
    revision
    provisional
  }
  assistedShare
  unassistedScore
  assistedScore
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
  followUps
  questionCount
  createdAt
  startedAt
  finishedAt
  pausedAt
  pausedTime
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
export const RevokeSessionDocument = new TypedDocumentString(`
    mutation RevokeSession($id: ID!) {
  revokeSession(id: $id)
}
    `) as unknown as TypedDocumentString<RevokeSessionMutation, RevokeSessionMutationVariables>;
export const UpdateUserDocument = new TypedDocumentString(`
    mutation UpdateUser($input: UpdateUserInput!) {
  updateUser(input: $input) {
    id
    name
    locale
    avatar {
      ...FileView
      thumbnailUrl
    }
  }
}
    fragment FileView on File {
  id
  purpose
  status
  filename
  contentType
  byteSize
  rejection
  downloadUrl
}`) as unknown as TypedDocumentString<UpdateUserMutation, UpdateUserMutationVariables>;
export const ChangePasswordDocument = new TypedDocumentString(`
    mutation ChangePassword($input: ChangePasswordInput!) {
  changePassword(input: $input)
}
    `) as unknown as TypedDocumentString<ChangePasswordMutation, ChangePasswordMutationVariables>;
export const ResetPasswordDocument = new TypedDocumentString(`
    mutation ResetPassword($input: ResetPasswordInput!) {
  resetPassword(input: $input)
}
    `) as unknown as TypedDocumentString<ResetPasswordMutation, ResetPasswordMutationVariables>;
export const ChangeContactDocument = new TypedDocumentString(`
    mutation ChangeContact($input: ChangeContactInput!) {
  changeContact(input: $input) {
    id
    email
    emailVerified
    phone
  }
}
    `) as unknown as TypedDocumentString<ChangeContactMutation, ChangeContactMutationVariables>;
export const DeleteAccountDocument = new TypedDocumentString(`
    mutation DeleteAccount($input: DeleteAccountInput!) {
  deleteAccount(input: $input)
}
    `) as unknown as TypedDocumentString<DeleteAccountMutation, DeleteAccountMutationVariables>;
export const SessionsDocument = new TypedDocumentString(`
    query Sessions {
  me {
    id
    sessions {
      id
      userAgent
      ip
      createdAt
      lastUsedAt
      current
    }
  }
}
    `) as unknown as TypedDocumentString<SessionsQuery, SessionsQueryVariables>;
export const UsersDocument = new TypedDocumentString(`
    query Users($first: Int, $after: String, $search: String) {
  users(first: $first, after: $after, search: $search) {
    edges {
      cursor
      node {
        id
        email
        phone
        name
        role
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<UsersQuery, UsersQueryVariables>;
export const AuditEventsDocument = new TypedDocumentString(`
    query AuditEvents($first: Int, $after: String, $userId: ID) {
  auditEvents(first: $first, after: $after, userId: $userId) {
    edges {
      node {
        id
        action
        userId
        actorId
        sessionId
        ip
        userAgent
        detail
        at
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    `) as unknown as TypedDocumentString<AuditEventsQuery, AuditEventsQueryVariables>;
export const BankQuestionDocument = new TypedDocumentString(`
    query BankQuestion($id: ID!) {
  question(id: $id) {
    ...QuestionContent
  }
}
    fragment QuestionContent on Question {
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
  hints
  hintCount
  lastAskedAt
  createdAt
  updatedAt
  version
  category {
    id
    slug
  }
}`) as unknown as TypedDocumentString<BankQuestionQuery, BankQuestionQueryVariables>;
export const CreateQuestionDocument = new TypedDocumentString(`
    mutation CreateQuestion($input: CreateQuestionInput!) {
  createQuestion(input: $input) {
    ...QuestionContent
  }
}
    fragment QuestionContent on Question {
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
  hints
  hintCount
  lastAskedAt
  createdAt
  updatedAt
  version
  category {
    id
    slug
  }
}`) as unknown as TypedDocumentString<CreateQuestionMutation, CreateQuestionMutationVariables>;
export const UpdateQuestionDocument = new TypedDocumentString(`
    mutation UpdateQuestion($input: UpdateQuestionInput!) {
  updateQuestion(input: $input) {
    ...QuestionContent
  }
}
    fragment QuestionContent on Question {
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
  hints
  hintCount
  lastAskedAt
  createdAt
  updatedAt
  version
  category {
    id
    slug
  }
}`) as unknown as TypedDocumentString<UpdateQuestionMutation, UpdateQuestionMutationVariables>;
export const DeleteQuestionDocument = new TypedDocumentString(`
    mutation DeleteQuestion($id: ID!, $expectedVersion: Int) {
  deleteQuestion(id: $id, expectedVersion: $expectedVersion)
}
    `) as unknown as TypedDocumentString<DeleteQuestionMutation, DeleteQuestionMutationVariables>;
export const BankCategoriesDocument = new TypedDocumentString(`
    query BankCategories {
  categories {
    ...CategoryContent
  }
}
    fragment CategoryContent on Category {
  id
  slug
  nameZh: name(locale: ZH)
  nameEn: name(locale: EN)
  questionCount
  version
  parent {
    id
    slug
  }
}`) as unknown as TypedDocumentString<BankCategoriesQuery, BankCategoriesQueryVariables>;
export const CreateCategoryDocument = new TypedDocumentString(`
    mutation CreateCategory($input: CreateCategoryInput!) {
  createCategory(input: $input) {
    ...CategoryContent
  }
}
    fragment CategoryContent on Category {
  id
  slug
  nameZh: name(locale: ZH)
  nameEn: name(locale: EN)
  questionCount
  version
  parent {
    id
    slug
  }
}`) as unknown as TypedDocumentString<CreateCategoryMutation, CreateCategoryMutationVariables>;
export const UpdateCategoryDocument = new TypedDocumentString(`
    mutation UpdateCategory($input: UpdateCategoryInput!) {
  updateCategory(input: $input) {
    ...CategoryContent
  }
}
    fragment CategoryContent on Category {
  id
  slug
  nameZh: name(locale: ZH)
  nameEn: name(locale: EN)
  questionCount
  version
  parent {
    id
    slug
  }
}`) as unknown as TypedDocumentString<UpdateCategoryMutation, UpdateCategoryMutationVariables>;
export const DeleteCategoryDocument = new TypedDocumentString(`
    mutation DeleteCategory($id: ID!) {
  deleteCategory(id: $id)
}
    `) as unknown as TypedDocumentString<DeleteCategoryMutation, DeleteCategoryMutationVariables>;
export const BankChangesDocument = new TypedDocumentString(`
    query BankChanges($subjectId: ID, $first: Int, $after: String, $last: Int, $before: String) {
  bankChanges(
    subjectId: $subjectId
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
        action
        subjectId
        version
        origin
        editorName
        at
        fields {
          field
          before
          after
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<BankChangesQuery, BankChangesQueryVariables>;
export const RequestUploadDocument = new TypedDocumentString(`
    mutation RequestUpload($input: RequestUploadInput!) {
  requestUpload(input: $input) {
    file {
      ...FileView
    }
    method
    url
    headers {
      name
      value
    }
    fields {
      name
      value
    }
    expiresAt
  }
}
    fragment FileView on File {
  id
  purpose
  status
  filename
  contentType
  byteSize
  rejection
  downloadUrl
}`) as unknown as TypedDocumentString<RequestUploadMutation, RequestUploadMutationVariables>;
export const CompleteUploadDocument = new TypedDocumentString(`
    mutation CompleteUpload($fileId: ID!) {
  completeUpload(fileId: $fileId) {
    ...FileView
  }
}
    fragment FileView on File {
  id
  purpose
  status
  filename
  contentType
  byteSize
  rejection
  downloadUrl
}`) as unknown as TypedDocumentString<CompleteUploadMutation, CompleteUploadMutationVariables>;
export const DeleteFileDocument = new TypedDocumentString(`
    mutation DeleteFile($id: ID!) {
  deleteFile(id: $id)
}
    `) as unknown as TypedDocumentString<DeleteFileMutation, DeleteFileMutationVariables>;
export const UploadResumeDocument = new TypedDocumentString(`
    mutation UploadResume($fileId: ID!) {
  uploadResume(fileId: $fileId) {
    ...ResumeView
  }
}
    fragment ResumeView on Resume {
  id
  version
  status
  failure
  skills
  document
}`) as unknown as TypedDocumentString<UploadResumeMutation, UploadResumeMutationVariables>;
export const DeleteResumeDocument = new TypedDocumentString(`
    mutation DeleteResume {
  deleteResume
}
    `) as unknown as TypedDocumentString<DeleteResumeMutation, DeleteResumeMutationVariables>;
export const ResumeDocument = new TypedDocumentString(`
    query Resume {
  me {
    resume {
      ...ResumeView
      text
      file {
        ...FileView
      }
    }
  }
}
    fragment FileView on File {
  id
  purpose
  status
  filename
  contentType
  byteSize
  rejection
  downloadUrl
}
fragment ResumeView on Resume {
  id
  version
  status
  failure
  skills
  document
}`) as unknown as TypedDocumentString<ResumeQuery, ResumeQueryVariables>;
export const ImportQuestionsDocument = new TypedDocumentString(`
    mutation ImportQuestions($input: ImportQuestionsInput!) {
  importQuestions(input: $input) {
    ...ImportView
  }
}
    fragment ImportView on QuestionImport {
  id
  filename
  format
  status
  failure
  dryRun
  atomic
  rowCount
  rowsRead
  imported
  drafted
  duplicates
  nearDuplicates
  refused
  createdAt
  finishedAt
  findings(first: 100) {
    totalCount
    edges {
      node {
        kind
        line
        reason
        questionId
      }
    }
  }
}`) as unknown as TypedDocumentString<ImportQuestionsMutation, ImportQuestionsMutationVariables>;
export const CancelImportDocument = new TypedDocumentString(`
    mutation CancelImport($id: ID!) {
  cancelImport(id: $id) {
    ...ImportView
  }
}
    fragment ImportView on QuestionImport {
  id
  filename
  format
  status
  failure
  dryRun
  atomic
  rowCount
  rowsRead
  imported
  drafted
  duplicates
  nearDuplicates
  refused
  createdAt
  finishedAt
  findings(first: 100) {
    totalCount
    edges {
      node {
        kind
        line
        reason
        questionId
      }
    }
  }
}`) as unknown as TypedDocumentString<CancelImportMutation, CancelImportMutationVariables>;
export const QuestionImportDocument = new TypedDocumentString(`
    query QuestionImport($id: ID!) {
  questionImport(id: $id) {
    ...ImportView
  }
}
    fragment ImportView on QuestionImport {
  id
  filename
  format
  status
  failure
  dryRun
  atomic
  rowCount
  rowsRead
  imported
  drafted
  duplicates
  nearDuplicates
  refused
  createdAt
  finishedAt
  findings(first: 100) {
    totalCount
    edges {
      node {
        kind
        line
        reason
        questionId
      }
    }
  }
}`) as unknown as TypedDocumentString<QuestionImportQuery, QuestionImportQueryVariables>;
export const QuestionImportsDocument = new TypedDocumentString(`
    query QuestionImports($first: Int, $after: String) {
  questionImports(first: $first, after: $after) {
    totalCount
    edges {
      node {
        ...ImportView
      }
    }
  }
}
    fragment ImportView on QuestionImport {
  id
  filename
  format
  status
  failure
  dryRun
  atomic
  rowCount
  rowsRead
  imported
  drafted
  duplicates
  nearDuplicates
  refused
  createdAt
  finishedAt
  findings(first: 100) {
    totalCount
    edges {
      node {
        kind
        line
        reason
        questionId
      }
    }
  }
}`) as unknown as TypedDocumentString<QuestionImportsQuery, QuestionImportsQueryVariables>;
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
  followUps
  questionCount
  createdAt
  startedAt
  finishedAt
  pausedAt
  pausedTime
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
  timeLimit
  remainingTime
  hints
  hintCount
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
  followUps
  questionCount
  createdAt
  startedAt
  finishedAt
  pausedAt
  pausedTime
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
  transcript
  transcriptFailure
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
  timeLimit
  remainingTime
  hints
  hintCount
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
export const RetryTurnDocument = new TypedDocumentString(`
    mutation RetryTurn($turnId: ID!) {
  retryTurn(turnId: $turnId) {
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
  timeLimit
  remainingTime
  hints
  hintCount
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
}`) as unknown as TypedDocumentString<RetryTurnMutation, RetryTurnMutationVariables>;
export const RevealHintDocument = new TypedDocumentString(`
    mutation RevealHint($turnId: ID!, $number: Int) {
  revealHint(turnId: $turnId, number: $number) {
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
  timeLimit
  remainingTime
  hints
  hintCount
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
}`) as unknown as TypedDocumentString<RevealHintMutation, RevealHintMutationVariables>;
export const PauseInterviewDocument = new TypedDocumentString(`
    mutation PauseInterview($id: ID!) {
  pauseInterview(id: $id) {
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
  timeLimit
  remainingTime
  hints
  hintCount
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
  followUps
  questionCount
  createdAt
  startedAt
  finishedAt
  pausedAt
  pausedTime
  lastSeq
}`) as unknown as TypedDocumentString<PauseInterviewMutation, PauseInterviewMutationVariables>;
export const ResumeInterviewDocument = new TypedDocumentString(`
    mutation ResumeInterview($id: ID!) {
  resumeInterview(id: $id) {
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
  timeLimit
  remainingTime
  hints
  hintCount
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
  followUps
  questionCount
  createdAt
  startedAt
  finishedAt
  pausedAt
  pausedTime
  lastSeq
}`) as unknown as TypedDocumentString<ResumeInterviewMutation, ResumeInterviewMutationVariables>;
export const CancelInterviewDocument = new TypedDocumentString(`
    mutation CancelInterview($id: ID!) {
  cancelInterview(id: $id) {
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
  followUps
  questionCount
  createdAt
  startedAt
  finishedAt
  pausedAt
  pausedTime
  lastSeq
}`) as unknown as TypedDocumentString<CancelInterviewMutation, CancelInterviewMutationVariables>;
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
  timeLimit
  remainingTime
  hints
  hintCount
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
  followUps
  questionCount
  createdAt
  startedAt
  finishedAt
  pausedAt
  pausedTime
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
  droppedEvidence
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
export const RescoreAnswerDocument = new TypedDocumentString(`
    mutation RescoreAnswer($answerId: ID!) {
  rescoreAnswer(answerId: $answerId) {
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
  droppedEvidence
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
}`) as unknown as TypedDocumentString<RescoreAnswerMutation, RescoreAnswerMutationVariables>;
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
  followUps
  questionCount
  createdAt
  startedAt
  finishedAt
  pausedAt
  pausedTime
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
  timeLimit
  remainingTime
  hints
  hintCount
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
  droppedEvidence
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
  transcript
  transcriptFailure
  assisted
  submittedAt
}
fragment ReportView on Report {
  score
  uncertainty
  provisional
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
    uncertainty
    provisional
    turns
    comparedToPrevious
    previousInterview {
      id
      finishedAt
    }
  }
  strengths
  improvements
  findings {
    kind
    text
    turn {
      id
    }
    keyPoint {
      id
      text
      weight
    }
    evidence {
      start
      end
      quote
    }
  }
  evaluations {
    id
    revision
    provisional
  }
  assistedShare
  unassistedScore
  assistedScore
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
  followUps
  questionCount
  createdAt
  startedAt
  finishedAt
  pausedAt
  pausedTime
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
  followUps
  questionCount
  createdAt
  startedAt
  finishedAt
  pausedAt
  pausedTime
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
    serverTime
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
    ... on HintRevealed {
      hint
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
    ... on AnswerTranscribed {
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
    ... on InterviewPaused {
      interview {
        ...InterviewView
        currentTurn {
          ...TurnView
        }
      }
    }
    ... on InterviewResumed {
      interview {
        ...InterviewView
        currentTurn {
          ...TurnView
        }
      }
    }
    ... on InterviewCancelled {
      interview {
        ...InterviewView
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
    ... on ScoreProgress {
      answerId
      offset
      delta
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
  timeLimit
  remainingTime
  hints
  hintCount
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
  droppedEvidence
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
  transcript
  transcriptFailure
  assisted
  submittedAt
}
fragment ReportView on Report {
  score
  uncertainty
  provisional
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
    uncertainty
    provisional
    turns
    comparedToPrevious
    previousInterview {
      id
      finishedAt
    }
  }
  strengths
  improvements
  findings {
    kind
    text
    turn {
      id
    }
    keyPoint {
      id
      text
      weight
    }
    evidence {
      start
      end
      quote
    }
  }
  evaluations {
    id
    revision
    provisional
  }
  assistedShare
  unassistedScore
  assistedScore
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
  followUps
  questionCount
  createdAt
  startedAt
  finishedAt
  pausedAt
  pausedTime
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