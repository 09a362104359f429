/** Who gets what: every operation and every field of every type, with what each kind of caller gets of the owner's. */
import type { ErrorCode } from '../../src/errors.js';

/** Tokens that are not good, each the owner's but for that. */
export const badCallers = ['malformed', 'expired', 'revoked', 'refresh', 'foreign'] as const;
export const signedInCallers = ['stranger', 'owner', 'editor', 'admin'] as const;
/**
 * Nobody sends no token. `refresh` sends a refresh token as if it were an access token, `foreign` one that another key has
 * signed. A stranger is another candidate.
 */
export const callers = ['nobody', ...badCallers, ...signedInCallers] as const;
export type Caller = (typeof callers)[number];

/** One cell for each caller. */
export type Rule<Cell> = Readonly<Record<Caller, Cell>>;

const rule = <Cell>(
  nobody: Cell,
  bad: Cell,
  [stranger, owner, editor, admin]: readonly [Cell, Cell, Cell, Cell],
): Rule<Cell> => ({
  nobody,
  malformed: bad,
  expired: bad,
  revoked: bad,
  refresh: bad,
  foreign: bad,
  stranger,
  owner,
  editor,
  admin,
});

/**
 * What an operation gives. `allowed`: a value, and no error; no operation here is merely let in and then refused for its
 * input. `null`: nothing, and no error. A code: that error alone, nothing of the owner's, and nothing is changed.
 *
 * Over a websocket the five bad tokens get no operation through, whatever the table says: the socket closes with 4401.
 */
export type Access = 'allowed' | 'null' | ErrorCode;

const no = 'UNAUTHENTICATED';
const operation = rule<Access>;
const anyone = operation('allowed', 'allowed', ['allowed', 'allowed', 'allowed', 'allowed']);
const signedIn = operation(no, no, ['allowed', 'allowed', 'allowed', 'allowed']);
const signedInElseNull = operation('null', no, ['allowed', 'allowed', 'allowed', 'allowed']);
const ownerOrAdmin = operation(no, no, ['NOT_FOUND', 'allowed', 'NOT_FOUND', 'allowed']);
const ownerAlone = operation(no, no, ['NOT_FOUND', 'allowed', 'NOT_FOUND', 'NOT_FOUND']);
const admins = operation(no, no, ['FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN', 'allowed']);
const editors = operation(no, no, ['NOT_FOUND', 'NOT_FOUND', 'allowed', 'allowed']);
const editorsElseNull = operation(no, no, ['null', 'null', 'allowed', 'allowed']);
const noOne = operation(no, no, ['NOT_FOUND', 'NOT_FOUND', 'NOT_FOUND', 'NOT_FOUND']);
const neverSignsIn = operation(no, no, [no, no, no, no]);

/**
 * Every operation, by what it is asked for. What is not said to be the owner's is the caller's own, or belongs to nobody.
 * They are tried in this order, and the mutations of interviews play one through.
 */
export const operations = {
  'Query.health': { 'of the server': anyone },
  'Query.me': { 'the caller': signedInElseNull },
  'Query.user': { 'the caller': signedIn, 'the owner': ownerOrAdmin },
  'Query.users': { all: admins },
  'Query.auditEvents': { "the caller's": signedIn, "the owner's": ownerOrAdmin },
  'Query.categories': { all: signedIn },
  // Asked for drafts, the bank shows candidates what is published; that no draft is among it is for the secrets to tell.
  'Query.questions': { published: signedIn, drafts: signedIn },
  'Query.question': { published: signedIn, 'in an open turn': signedIn, draft: editorsElseNull },
  'Query.interviews': { "the caller's": signedIn },
  'Query.interview': {
    "the owner's, finished": ownerOrAdmin,
    "the owner's, scores on request": ownerOrAdmin,
    "the owner's, scores at the end": ownerOrAdmin,
    "the owner's, not begun": ownerOrAdmin,
  },
  'Query.node': {
    user: ownerOrAdmin,
    session: ownerOrAdmin,
    'audit event': ownerOrAdmin,
    category: signedIn,
    question: signedIn,
    'draft question': editors,
    interview: ownerOrAdmin,
    turn: ownerOrAdmin,
    answer: ownerOrAdmin,
    file: ownerOrAdmin,
    'refused file': ownerOrAdmin,
    resume: ownerOrAdmin,
    evaluation: ownerOrAdmin,
    'evaluation that is held back': ownerOrAdmin,
    // Has an id, and is no node.
    'key point': noOne,
  },
  'Subscription.interviewEvents': {
    InterviewStarted: ownerOrAdmin,
    QuestionAsked: ownerOrAdmin,
    AnswerSubmitted: ownerOrAdmin,
    AnswerTranscribed: ownerOrAdmin,
    AnswerScored: ownerOrAdmin,
    'AnswerScored, held back': ownerOrAdmin,
    TurnClosed: ownerOrAdmin,
    InterviewFinished: ownerOrAdmin,
    ReportReady: ownerOrAdmin,
    StreamReset: ownerOrAdmin,
  },
  'Mutation.sendVerificationCode': {
    'to sign in': anyone,
    'to change a contact': signedIn,
    'to delete an account': signedIn,
  },
  'Mutation.register': { 'with a code': anyone },
  'Mutation.login': { 'with a code': anyone },
  'Mutation.refreshSession': { 'with the newest token': anyone, 'with an access token': neverSignsIn },
  'Mutation.resetPassword': { 'with a code': anyone },
  'Mutation.createInterview': { 'of published questions': signedIn },
  'Mutation.updateUser': { 'the caller': signedIn },
  'Mutation.requestUpload': { "the caller's": signedIn },
  'Mutation.completeUpload': { "the caller's": signedIn, "the owner's": ownerAlone },
  'Mutation.uploadResume': { "the caller's": signedIn, "the owner's": ownerAlone },
  'Mutation.deleteResume': { "the caller's": signedIn },
  'Mutation.deleteFile': { "the caller's": signedIn, "the owner's": ownerAlone },
  'Mutation.changeContact': { "the caller's": signedIn },
  'Mutation.changePassword': { "the caller's": signedIn },
  'Mutation.revokeSession': { "the caller's": signedIn, "the owner's": ownerAlone },
  'Mutation.logout': { everywhere: signedIn },
  'Mutation.deleteAccount': { "the caller's": signedIn },
  'Mutation.startInterview': { "the owner's": ownerAlone },
  'Mutation.submitAnswer': { "the owner's": ownerAlone },
  'Mutation.revealScore': { "the owner's": ownerAlone },
  'Mutation.nextTurn': { "the owner's": ownerAlone },
  'Mutation.skipTurn': { "the owner's": ownerAlone },
  'Mutation.finishInterview': { "the owner's": ownerAlone },
} as const satisfies Record<string, Record<string, Rule<Access>>>;

/**
 * What a field of the owner's gives, by whatever way someone gets to it. `allowed`: its value. `withheld`: null or an empty
 * list. `unreachable`: no operation gives the caller an object that has it. Of what is their own, all callers are the owner.
 */
export type Sight = 'allowed' | 'withheld' | 'unreachable';

/** By the state that an object is in, where that matters. */
export type FieldRule = Rule<Sight> | { byState: Readonly<Record<string, Rule<Sight>>> };

const far = 'unreachable';
const field = rule<Sight>;
const toAnyone = field('allowed', 'allowed', ['allowed', 'allowed', 'allowed', 'allowed']);
const toSignedIn = field(far, far, ['allowed', 'allowed', 'allowed', 'allowed']);
const toOwnerAndAdmins = field(far, far, [far, 'allowed', far, 'allowed']);
const toAdmins = field(far, far, [far, far, far, 'allowed']);
const toOwnerAndEditors = field(far, far, [far, 'allowed', 'allowed', 'allowed']);
const heldBack = field(far, far, [far, 'withheld', far, 'withheld']);

/** How an answer is judged: a candidate knows it once every turn of theirs that asked the question is over. */
const judgement: FieldRule = {
  byState: {
    'never asked': field(far, far, ['withheld', 'withheld', 'allowed', 'allowed']),
    'in an open turn': field(far, far, ['withheld', 'withheld', 'allowed', 'allowed']),
    'its turns over': field(far, far, ['withheld', 'allowed', 'allowed', 'allowed']),
    draft: field(far, far, [far, far, 'allowed', 'allowed']),
  },
};

/** What an interview's ScoreReveal holds back, from admins as well. */
const score: FieldRule = {
  byState: { shown: toOwnerAndAdmins, 'until asked for': heldBack, 'until the end': heldBack },
};

/** Every field of every type but the three roots, whose fields are the operations. */
export const fields = {
  'Answer.assisted': toOwnerAndAdmins,
  'Answer.attempt': toOwnerAndAdmins,
  'Answer.evaluation': toOwnerAndAdmins,
  'Answer.id': toOwnerAndAdmins,
  'Answer.recording': toOwnerAndAdmins,
  'Answer.submittedAt': toOwnerAndAdmins,
  'Answer.text': toOwnerAndAdmins,
  'Answer.textDeadlineAt': toOwnerAndAdmins,
  'Answer.transcript': toOwnerAndAdmins,
  'Answer.transcriptFailure': toOwnerAndAdmins,
  'AnswerScored.answer': toOwnerAndAdmins,
  'AnswerScored.at': toOwnerAndAdmins,
  'AnswerScored.evaluation': toOwnerAndAdmins,
  'AnswerScored.interviewId': toOwnerAndAdmins,
  'AnswerScored.seq': toOwnerAndAdmins,
  'AnswerSubmitted.answer': toOwnerAndAdmins,
  'AnswerSubmitted.at': toOwnerAndAdmins,
  'AnswerSubmitted.interviewId': toOwnerAndAdmins,
  'AnswerSubmitted.seq': toOwnerAndAdmins,
  'AnswerSubmitted.turn': toOwnerAndAdmins,
  'AnswerTranscribed.answer': toOwnerAndAdmins,
  'AnswerTranscribed.at': toOwnerAndAdmins,
  'AnswerTranscribed.interviewId': toOwnerAndAdmins,
  'AnswerTranscribed.seq': toOwnerAndAdmins,
  'AuditEvent.action': toOwnerAndAdmins,
  'AuditEvent.actorId': toOwnerAndAdmins,
  'AuditEvent.at': toOwnerAndAdmins,
  'AuditEvent.detail': toOwnerAndAdmins,
  'AuditEvent.id': toOwnerAndAdmins,
  'AuditEvent.ip': toOwnerAndAdmins,
  'AuditEvent.sessionId': toOwnerAndAdmins,
  'AuditEvent.userAgent': toOwnerAndAdmins,
  'AuditEvent.userId': toOwnerAndAdmins,
  'AuditEventConnection.edges': toOwnerAndAdmins,
  'AuditEventConnection.pageInfo': toOwnerAndAdmins,
  'AuditEventEdge.cursor': toOwnerAndAdmins,
  'AuditEventEdge.node': toOwnerAndAdmins,
  'AuthPayload.accessToken': toAnyone,
  'AuthPayload.accessTokenExpiresAt': toAnyone,
  'AuthPayload.refreshToken': toAnyone,
  'AuthPayload.refreshTokenExpiresAt': toAnyone,
  'AuthPayload.user': toAnyone,
  'BasisProject.description': toOwnerAndAdmins,
  'BasisProject.highlights': toOwnerAndAdmins,
  'BasisProject.name': toOwnerAndAdmins,
  'BasisProject.technologies': toOwnerAndAdmins,
  'Category.id': toSignedIn,
  'Category.name': toSignedIn,
  'Category.parent': toSignedIn,
  'Category.questionCount': toSignedIn,
  'Category.slug': toSignedIn,
  'CategoryScore.category': toOwnerAndAdmins,
  'CategoryScore.score': toOwnerAndAdmins,
  'CategoryScore.turns': toOwnerAndAdmins,
  'DependencyHealth.detail': toAnyone,
  'DependencyHealth.healthy': toAnyone,
  'DependencyHealth.latencyMs': toAnyone,
  'DependencyHealth.name': toAnyone,
  'DimensionScore.dimension': toOwnerAndAdmins,
  'DimensionScore.score': toOwnerAndAdmins,
  'DimensionScore.weight': toOwnerAndAdmins,
  'Evaluation.dimensions': score,
  'Evaluation.evaluatedAt': toOwnerAndAdmins,
  'Evaluation.feedback': score,
  'Evaluation.id': toOwnerAndAdmins,
  'Evaluation.points': score,
  'Evaluation.provisional': toOwnerAndAdmins,
  'Evaluation.revealed': toOwnerAndAdmins,
  'Evaluation.revision': toOwnerAndAdmins,
  'Evaluation.score': score,
  'Evaluation.scorer': toOwnerAndAdmins,
  'Evaluation.scorerVersion': toOwnerAndAdmins,
  'Evaluation.status': toOwnerAndAdmins,
  'Evaluation.suggestion': score,
  'Evaluation.uncertainty': score,
  'File.byteSize': toOwnerAndAdmins,
  'File.contentType': toOwnerAndAdmins,
  'File.createdAt': toOwnerAndAdmins,
  'File.downloadUrl': toOwnerAndAdmins,
  'File.filename': toOwnerAndAdmins,
  'File.id': toOwnerAndAdmins,
  'File.purpose': toOwnerAndAdmins,
  'File.rejection': toOwnerAndAdmins,
  'File.status': toOwnerAndAdmins,
  'File.thumbnailUrl': toOwnerAndAdmins,
  'Health.dependencies': toAnyone,
  'Health.status': toAnyone,
  'Health.uptime': toAnyone,
  'Health.version': toAnyone,
  'Interview.basis': toOwnerAndAdmins,
  'Interview.candidate': toOwnerAndAdmins,
  'Interview.createdAt': toOwnerAndAdmins,
  'Interview.currentTurn': toOwnerAndAdmins,
  'Interview.finishedAt': toOwnerAndAdmins,
  'Interview.id': toOwnerAndAdmins,
  'Interview.lastSeq': toOwnerAndAdmins,
  'Interview.locale': toOwnerAndAdmins,
  'Interview.mode': toOwnerAndAdmins,
  'Interview.pace': toOwnerAndAdmins,
  'Interview.questionCount': toOwnerAndAdmins,
  'Interview.report': toOwnerAndAdmins,
  'Interview.scores': toOwnerAndAdmins,
  'Interview.startedAt': toOwnerAndAdmins,
  'Interview.status': toOwnerAndAdmins,
  'Interview.targetRole': toOwnerAndAdmins,
  'Interview.turns': toOwnerAndAdmins,
  'InterviewBasis.projects': toOwnerAndAdmins,
  'InterviewBasis.skills': toOwnerAndAdmins,
  'InterviewBasis.version': toOwnerAndAdmins,
  'InterviewConnection.edges': toOwnerAndAdmins,
  'InterviewConnection.pageInfo': toOwnerAndAdmins,
  'InterviewConnection.totalCount': toOwnerAndAdmins,
  'InterviewEdge.cursor': toOwnerAndAdmins,
  'InterviewEdge.node': toOwnerAndAdmins,
  'InterviewEvent.at': toOwnerAndAdmins,
  'InterviewEvent.interviewId': toOwnerAndAdmins,
  'InterviewEvent.seq': toOwnerAndAdmins,
  'InterviewFinished.at': toOwnerAndAdmins,
  'InterviewFinished.interview': toOwnerAndAdmins,
  'InterviewFinished.interviewId': toOwnerAndAdmins,
  'InterviewFinished.seq': toOwnerAndAdmins,
  'InterviewStarted.at': toOwnerAndAdmins,
  'InterviewStarted.interview': toOwnerAndAdmins,
  'InterviewStarted.interviewId': toOwnerAndAdmins,
  'InterviewStarted.seq': toOwnerAndAdmins,
  'KeyPoint.id': toOwnerAndEditors,
  'KeyPoint.text': toOwnerAndEditors,
  'KeyPoint.weight': toOwnerAndEditors,
  'Node.id': toSignedIn,
  'PageInfo.endCursor': toSignedIn,
  'PageInfo.hasNextPage': toSignedIn,
  'PageInfo.hasPreviousPage': toSignedIn,
  'PageInfo.startCursor': toSignedIn,
  'PointScore.evidence': toOwnerAndAdmins,
  'PointScore.keyPoint': toOwnerAndAdmins,
  'PointScore.verdict': toOwnerAndAdmins,
  'Question.category': toSignedIn,
  'Question.createdAt': toSignedIn,
  'Question.difficulty': toSignedIn,
  'Question.hintCount': toSignedIn,
  'Question.id': toSignedIn,
  'Question.keyPoints': judgement,
  'Question.locale': toSignedIn,
  'Question.prompt': toSignedIn,
  'Question.referenceAnswer': judgement,
  'Question.status': toSignedIn,
  'Question.tags': toSignedIn,
  'Question.timeLimit': toSignedIn,
  'Question.updatedAt': toSignedIn,
  'Question.version': toSignedIn,
  'QuestionAsked.at': toOwnerAndAdmins,
  'QuestionAsked.interviewId': toOwnerAndAdmins,
  'QuestionAsked.seq': toOwnerAndAdmins,
  'QuestionAsked.turn': toOwnerAndAdmins,
  'QuestionConnection.edges': toSignedIn,
  'QuestionConnection.pageInfo': toSignedIn,
  'QuestionConnection.totalCount': toSignedIn,
  'QuestionEdge.cursor': toSignedIn,
  'QuestionEdge.node': toSignedIn,
  'Report.assistedShare': toOwnerAndAdmins,
  'Report.categories': toOwnerAndAdmins,
  'Report.comparedToPrevious': toOwnerAndAdmins,
  'Report.dimensions': toOwnerAndAdmins,
  'Report.improvements': toOwnerAndAdmins,
  'Report.score': toOwnerAndAdmins,
  'Report.strengths': toOwnerAndAdmins,
  'ReportReady.at': toOwnerAndAdmins,
  'ReportReady.interviewId': toOwnerAndAdmins,
  'ReportReady.report': toOwnerAndAdmins,
  'ReportReady.seq': toOwnerAndAdmins,
  'Resume.document': toOwnerAndAdmins,
  'Resume.failure': toOwnerAndAdmins,
  'Resume.file': toOwnerAndAdmins,
  'Resume.id': toOwnerAndAdmins,
  'Resume.skills': toOwnerAndAdmins,
  'Resume.status': toOwnerAndAdmins,
  'Resume.text': toOwnerAndAdmins,
  'Resume.updatedAt': toOwnerAndAdmins,
  'Resume.user': toOwnerAndAdmins,
  'Resume.version': toOwnerAndAdmins,
  'SendVerificationCodePayload.expiresAt': toAnyone,
  'SendVerificationCodePayload.resendAfter': toAnyone,
  'Session.createdAt': toOwnerAndAdmins,
  'Session.current': toOwnerAndAdmins,
  'Session.id': toOwnerAndAdmins,
  'Session.ip': toOwnerAndAdmins,
  'Session.lastUsedAt': toOwnerAndAdmins,
  'Session.userAgent': toOwnerAndAdmins,
  'Span.end': toOwnerAndAdmins,
  'Span.quote': toOwnerAndAdmins,
  'Span.start': toOwnerAndAdmins,
  'StreamReset.at': toOwnerAndAdmins,
  'StreamReset.head': toOwnerAndAdmins,
  'StreamReset.interviewId': toOwnerAndAdmins,
  'StreamReset.seq': toOwnerAndAdmins,
  'Turn.answer': toOwnerAndAdmins,
  'Turn.answers': toOwnerAndAdmins,
  'Turn.askedAt': toOwnerAndAdmins,
  'Turn.deadlineAt': toOwnerAndAdmins,
  'Turn.id': toOwnerAndAdmins,
  'Turn.kind': toOwnerAndAdmins,
  'Turn.parent': toOwnerAndAdmins,
  'Turn.position': toOwnerAndAdmins,
  'Turn.prompt': toOwnerAndAdmins,
  'Turn.question': toOwnerAndAdmins,
  'Turn.status': toOwnerAndAdmins,
  'TurnClosed.at': toOwnerAndAdmins,
  'TurnClosed.interviewId': toOwnerAndAdmins,
  'TurnClosed.seq': toOwnerAndAdmins,
  'TurnClosed.turn': toOwnerAndAdmins,
  'UploadHeader.name': toSignedIn,
  'UploadHeader.value': toSignedIn,
  'UploadTicket.expiresAt': toSignedIn,
  'UploadTicket.fields': toSignedIn,
  'UploadTicket.file': toSignedIn,
  'UploadTicket.headers': toSignedIn,
  'UploadTicket.method': toSignedIn,
  'UploadTicket.url': toSignedIn,
  'User.avatar': toOwnerAndAdmins,
  'User.createdAt': toOwnerAndAdmins,
  'User.email': toOwnerAndAdmins,
  'User.emailVerified': toOwnerAndAdmins,
  'User.files': toOwnerAndAdmins,
  'User.id': toOwnerAndAdmins,
  'User.interviews': toOwnerAndAdmins,
  'User.locale': toOwnerAndAdmins,
  'User.name': toOwnerAndAdmins,
  'User.phone': toOwnerAndAdmins,
  'User.resume': toOwnerAndAdmins,
  'User.role': toOwnerAndAdmins,
  'User.sessions': toOwnerAndAdmins,
  'UserConnection.edges': toAdmins,
  'UserConnection.pageInfo': toAdmins,
  'UserEdge.cursor': toAdmins,
  'UserEdge.node': toAdmins,
} as const satisfies Record<string, FieldRule>;

/** Empty whoever asks: nothing is wrong with the server, a reset has no place in the log, and an upload to disk needs no form. */
export const alwaysNull: ReadonlySet<string> = new Set([
  'DependencyHealth.detail',
  'StreamReset.seq',
  'UploadTicket.fields',
]);
