/** Every operation and every field of the schema, tried by every kind of caller, alike over HTTP and websocket. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { desc, eq, inArray } from 'drizzle-orm';
import {
  type GraphQLNamedType,
  type GraphQLObjectType,
  getNamedType,
  isInterfaceType,
  isIntrospectionType,
  isLeafType,
  isObjectType,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadSigningKey } from '../src/auth/key.js';
import { createTokens } from '../src/auth/token.js';
import * as api from '../src/client/gql/graphql.js';
import { newId } from '../src/db/id.js';
import {
  answers,
  auditEvents,
  avatars,
  bankChanges,
  categories,
  evaluations,
  type FileRow,
  files,
  findings,
  imports,
  interviewBases,
  interviewEvents,
  interviews,
  reports,
  resumes,
  sessions,
  statistics,
  turns,
  users,
} from '../src/db/tables/index.js';
import { scoreAnswer } from '../src/domain/evaluation/score.js';
import { placeOf } from '../src/domain/guess.js';
import { boundTo } from '../src/domain/verification.js';
import { publicFields } from '../src/server/public.js';
import { createSchema } from '../src/server/schema.js';
import { checksums } from './support/bank.js';
import {
  type Access,
  alwaysNull,
  badCallers,
  type Caller,
  callers,
  type FieldRule,
  fields,
  operations,
  type Rule,
  type Sight,
  signedInCallers,
} from './support/matrix.js';
import { transports, type WireResult } from './support/wire.js';
import { createWorld, goodAnswer, type Person, unique, type World } from './support/world.js';

type SignedIn = (typeof signedInCallers)[number];
type Transport = keyof typeof transports;

const schema = createSchema();
const roots = { Query: 'query', Mutation: 'mutation', Subscription: 'subscription' } as const;
const isBad = (caller: Caller): boolean => (badCallers as readonly Caller[]).includes(caller);
const isSignedIn = (caller: Caller): caller is SignedIn => (signedInCallers as readonly Caller[]).includes(caller);

let world: World;
let folders: string[];
/** Whose things the table is about, and the others who are signed in. */
let people: Record<SignedIn, Person>;
let tokens: Record<Caller, string | undefined>;
/** Of no use to anyone but the operations that take them. */
let visitor: Person;
let forgetful: Person;
let ids: Record<
  | 'category'
  | 'question'
  | 'open'
  | 'unasked'
  | 'draft'
  | 'keyPoint'
  | 'change'
  | 'import'
  | 'session'
  | 'audit'
  | 'finished'
  | 'onRequest'
  | 'atEnd'
  | 'cancelled'
  | 'ready'
  | 'turn'
  | 'answer'
  | 'evaluation'
  | 'held'
  | 'file'
  | 'refused'
  | 'resume',
  string
>;
/** The number of an event of each type in the log of the finished interview. */
let seqs: Record<string, number>;
let telling: NodeJS.Timeout;
let heldSeq: number;
let cancelledSeq: number;
/** The file of the owner's resume. */
let ownDocument: string;
/** What state questions and evaluations are in. */
const states = new Map<string, string>();
/** What must be in no answer, but to those who may see it. */
const secrets: { text: string; seenBy: readonly Caller[] }[] = [];

/** Those that were told to someone who may know them; of the others nobody could say that a leak would be found. */
const told = new Set<string>();

const keep = (seenBy: readonly Caller[], ...texts: (string | null | undefined)[]) => {
  for (const text of texts) if (text) secrets.push({ text, seenBy });
};
const toOwner = ['owner', 'admin'] as const;
const toEditors = ['editor', 'admin'] as const;

/** Plays the candidate until `answered` questions are answered and scored; `open` is then the turn to go on with, if any. */
const play = async (questionIds: string[], answered: number, input: Partial<api.CreateInterviewInput>) => {
  const { client } = people.owner;
  const { createInterview } = await client.request(api.CreateInterviewDocument, {
    input: { mode: 'CUSTOM', questionIds, targetRole: unique('Role'), ...input },
  });
  const { id } = createInterview;
  await client.request(api.StartInterviewDocument, { id });
  const openTurn = async () => {
    const { interview } = await client.request(api.InterviewDocument, { id });
    return interview!.turns.find((turn) => turn.status === 'ASKED')?.id ?? '';
  };
  const evaluationIds: string[] = [];
  for (let index = 0; index < answered; index++) {
    const { submitAnswer } = await client.request(api.SubmitAnswerDocument, {
      input: { turnId: await openTurn(), clientKey: unique('key'), text: goodAnswer },
    });
    await scoreAnswer(world.app.services, submitAnswer.evaluation.id);
    evaluationIds.push(submitAnswer.evaluation.id);
  }
  return { id, evaluationIds, open: await openTurn() };
};

const prepareQuestions = async () => {
  const { db } = world.app.services;
  const { categoryId, ids: over } = await world.questions(4);
  const parent = await world.questions(1);
  await db.update(categories).set({ parentId: parent.categoryId }).where(eq(categories.id, categoryId));
  for (const id of over) states.set(id, 'its turns over');
  /** Publishes a question whose judgement stands nowhere else. */
  const publish = async (state: string, status: 'PUBLISHED' | 'DRAFT' = 'PUBLISHED') => {
    const [prompt, referenceAnswer, text, hint] = ['Prompt', 'Reference', 'Point', 'Hint'].map(unique) as [
      string,
      string,
      string,
      string,
    ];
    const keyPoint = newId('keyPoint');
    const keyPoints = [{ id: keyPoint, text, weight: 1 }];
    const content = { categoryId, status, prompt, referenceAnswer, keyPoints, hints: [hint] };
    const id = (await world.questions(1, content)).ids[0]!;
    states.set(id, state);
    keep(toEditors, referenceAnswer, keyPoint, text, hint, ...(status === 'DRAFT' ? [id, prompt] : []));
    return { id, keyPoint };
  };
  const { id: open } = await publish('in an open turn');
  const { id: unasked } = await publish('never asked');
  const { id: draft, keyPoint } = await publish('draft', 'DRAFT');
  // What it was before stands in the history alone.
  const [before, after] = [unique('Reference'), unique('Reference')];
  for (const [at, referenceAnswer] of [before, after].entries()) {
    await people.editor.client.request(api.UpdateQuestionDocument, {
      input: { id: unasked, expectedVersion: at + 1, referenceAnswer },
    });
  }
  keep(toEditors, before, after);
  const [change] = await db
    .select()
    .from(bankChanges)
    .where(eq(bankChanges.subjectId, unasked))
    .orderBy(desc(bankChanges.id));
  keep(toEditors, change!.id);
  return { categoryId, over, open, unasked, draft, keyPoint, change: change!.id };
};

const prepareInterviews = async (questions: Awaited<ReturnType<typeof prepareQuestions>>) => {
  const { db } = world.app.services;
  const { client } = people.owner;
  const [first, second, third, fourth] = questions.over as [string, string, string, string];
  // An earlier one, for the later one to be compared to.
  await play([first], 1, {});
  world.clock.advance(1);
  const { id: finished, evaluationIds, open } = await play([second, third], 1, {});
  await client.request(api.RevealHintDocument, { turnId: open });
  await client.request(api.PauseInterviewDocument, { id: finished });
  await client.request(api.ResumeInterviewDocument, { id: finished });
  await client.request(api.SkipTurnDocument, { turnId: open });
  const onRequest = await play([fourth, questions.open], 1, { pace: 'ZERO_PRESSURE' });
  await client.request(api.NextTurnDocument, { interviewId: onRequest.id });
  const atEnd = await play([first, questions.open], 1, { scores: 'AT_END' });
  await client.request(api.PauseInterviewDocument, { id: atEnd.id });
  const { id: cancelled } = await play([fourth], 0, {});
  await client.request(api.CancelInterviewDocument, { id: cancelled });
  const { createInterview: ready } = await client.request(api.CreateInterviewDocument, {
    input: { mode: 'CUSTOM', questionIds: [second] },
  });
  const [turn] = await db.select().from(turns).where(eq(turns.interviewId, finished)).orderBy(turns.position);
  // Every answer here is the same, and complete: nothing is asked about it.
  await db.insert(turns).values({ ...turn!, id: newId('turn'), position: 3, kind: 'FOLLOW_UP', parentId: turn!.id });
  for (const [state, id] of [
    ['until asked for', onRequest.evaluationIds[0]!],
    ['until the end', atEnd.evaluationIds[0]!],
  ] as const) {
    states.set(id, state);
    const [feedback, suggestion] = [unique('Feedback'), unique('Suggestion')];
    await db.update(evaluations).set({ feedback, suggestion }).where(eq(evaluations.id, id));
    keep([], feedback, suggestion);
  }
  states.set(evaluationIds[0]!, 'shown');
  await db.update(reports).set({ assistedScore: 50 }).where(eq(reports.interviewId, finished));
  // Nobody counts here.
  const sums = { answered: 2, skipped: 0, expired: 0, scored: 2, scoreSum: 1_500, scoreSquares: 1_130_000 };
  await db.insert(statistics).values({ questionId: second, ...sums, millisecondSum: 90_000 });
  return {
    finished,
    onRequest: onRequest.id,
    atEnd: atEnd.id,
    cancelled,
    ready: ready.id,
    turn: turn!.id,
    evaluation: evaluationIds[0]!,
    held: onRequest.evaluationIds[0]!,
  };
};

/** A file of someone's, taken unless it is said otherwise; of bytes that no other has. */
const addFile = async (ownerId: string, content: Partial<FileRow> = {}): Promise<string> => {
  const now = new Date();
  const id = newId('file');
  await world.app.services.db.insert(files).values({
    id,
    ownerId,
    purpose: 'RESUME',
    status: 'READY',
    filename: `${unique('file')}.pdf`,
    contentType: 'application/pdf',
    byteSize: 1,
    storageKey: `kept/${id}/${unique('key')}`,
    sha256: unique('hash'),
    createdAt: now,
    updatedAt: now,
    expiresAt: now,
    ...content,
  });
  return id;
};

/** A picture, a recording, a resume, and what an interview was made from. */
const prepareFiles = async (finished: string, answer: string) => {
  const { db } = world.app.services;
  const { owner } = people;
  const avatar = await addFile(owner.id, { purpose: 'AVATAR', contentType: 'image/webp' });
  await db.insert(avatars).values({ userId: owner.id, fileId: avatar });
  const recordingFileId = await addFile(owner.id, { purpose: 'RECORDING', contentType: 'audio/webm' });
  await db
    .update(answers)
    .set({ recordingFileId, transcript: 'FAILED', transcriptFailure: 'NOTHING_SAID', transcribedAt: new Date() })
    .where(eq(answers.id, answer));
  const refused = await addFile(owner.id, { status: 'REJECTED', rejection: 'BROKEN', storageKey: null });
  const [document, own] = [await addFile(owner.id), unique('Own words')];
  const now = new Date();
  const resume = newId('resume');
  await db.insert(resumes).values({
    id: resume,
    userId: owner.id,
    fileId: document,
    version: 1,
    status: 'READY',
    // No resume has both this and what was read; here every field has something to be seen.
    failure: 'ENCRYPTED',
    text: own,
    document: { basics: { name: own } },
    skills: [own],
    createdAt: now,
    updatedAt: now,
  });
  await db.update(interviews).set({ mode: 'RESUME' }).where(eq(interviews.id, finished));
  await db.insert(interviewBases).values({
    interviewId: finished,
    resumeId: resume,
    version: 1,
    skills: [own],
    projects: [{ kind: 'PROJECT', name: own, description: own, highlights: [own], technologies: [own] }],
    questions: {},
  });
  keep(toOwner, own);
  // Transcribed when nothing else was going on.
  const [interview] = await db.select().from(interviews).where(eq(interviews.id, finished));
  const seq = interview!.lastSeq + 1;
  await db.update(interviews).set({ lastSeq: seq }).where(eq(interviews.id, finished));
  await db
    .insert(interviewEvents)
    .values({ interviewId: finished, seq, type: 'AnswerTranscribed', answerId: answer, at: now });
  return { file: avatar, refused, resume, document };
};

/** An import of the editor's that came to nothing. */
const prepareImport = async (questionId: string): Promise<string> => {
  const { db } = world.app.services;
  const id = newId('import');
  const [filename, said] = [unique('questions'), unique('Finding')];
  const options = { dryRun: false, atomic: true, category: null, createCategories: false, locale: null };
  const counts = { rowsRead: 1, imported: 0, drafted: 0, duplicates: 1, nearDuplicates: 0, refused: 0 };
  const now = new Date();
  await db.insert(imports).values({
    id,
    userId: people.editor.id,
    filename,
    format: 'CSV',
    sha256: unique('hash'),
    options: { ...options, status: 'PUBLISHED', headingLevel: null },
    status: 'FAILED',
    failure: { en: said, zh: said },
    byteSize: 1,
    rowCount: 1,
    ...counts,
    createdAt: now,
    updatedAt: now,
    finishedAt: now,
  });
  const finding = { ordinal: 1, kind: 'DUPLICATE' as const, line: 2, reason: { en: said, zh: said }, questionId };
  await db.insert(findings).values({ importId: id, ...finding });
  keep(toEditors, id, filename, said);
  return id;
};

/** What the stores hold of the owner's, and nobody else could have. */
const keepOwnersSecrets = async () => {
  const { db } = world.app.services;
  const { owner } = people;
  const [user] = await db.select().from(users).where(eq(users.id, owner.id));
  const own = await db.select().from(interviews).where(eq(interviews.candidateId, owner.id));
  const of = own.map(({ id }) => id);
  const signIns = await db.select().from(sessions).where(eq(sessions.userId, owner.id));
  const rows: { id: string }[] = [
    ...own,
    ...(await db.select().from(turns).where(inArray(turns.interviewId, of))),
    ...(await db.select().from(answers).where(inArray(answers.interviewId, of))),
    ...(await db.select().from(evaluations).where(inArray(evaluations.interviewId, of))),
    ...(await db.select().from(auditEvents).where(eq(auditEvents.userId, owner.id))),
    ...signIns,
  ];
  const uploads = await db.select().from(files).where(eq(files.ownerId, owner.id));
  keep(toOwner, ...uploads.flatMap(({ id, filename }) => [id, filename]));
  keep([], ...uploads.map(({ sha256 }) => sha256));
  keep(toOwner, ...rows.map(({ id }) => id), ...own.map(({ targetRole }) => targetRole));
  keep(toOwner, user!.id, user!.name, user!.email, user!.phone, goodAnswer);
  for (const { strengths, improvements } of await db.select().from(reports).where(inArray(reports.interviewId, of))) {
    keep(toOwner, ...strengths, ...improvements);
  }
  keep([], user!.passwordHash, owner.password, owner.token, owner.refreshToken);
  for (const { familyHash, refreshHash } of signIns) keep([], familyHash, refreshHash);
};

beforeAll(async () => {
  folders = await Promise.all([1, 2].map(() => mkdtemp(join(tmpdir(), 'zpi-matrix-'))));
  const [own, foreign] = (await Promise.all(folders.map(loadSigningKey))) as [string, string];
  // Counts of guesses and codes are kept under the key: with one of its own this file leaves those of other tests alone.
  world = await createWorld({ env: { ROLE: 'api', PASETO_SECRET_KEY: own }, stores: 'matrix' });
  const { db, tokens: issuer } = world.app.services;
  // Feedback is told in pieces where a model judges.
  Object.assign(world.app.services, { scorer: { ...world.app.services.scorer, kind: 'LLM' } });
  const [stranger, owner, editor, admin] = await Promise.all([
    world.person('Stranger'),
    world.person(unique('Owner')),
    world.person('Editor', 'EDITOR'),
    world.person('Admin', 'ADMIN'),
  ]);
  people = { stranger, owner, editor, admin };
  [visitor, forgetful] = await Promise.all([world.person('Visitor'), world.person('Forgetful')]);
  const phone = `+8613${String(Math.floor(Math.random() * 1e9)).padStart(9, '0')}`;
  await db.update(users).set({ phone }).where(eq(users.id, owner.id));

  const now = new Date();
  const claims = await issuer.verify(owner.token, now);
  const expired = await issuer.issue(claims, new Date(now.getTime() - 16 * 60_000));
  const ended = await signIn(owner);
  await transports.http(world.url)('mutation { logout }', {}, ended.token);
  const signed = await (await createTokens(foreign)).issue(claims, now);
  tokens = {
    nobody: undefined,
    malformed: owner.token.slice(0, 60),
    expired: expired.token,
    revoked: ended.token,
    refresh: owner.refreshToken,
    // Names our key, so that it is the signature that does not fit.
    foreign: [...signed.token.split('.').slice(0, 3), owner.token.split('.')[3]].join('.'),
    stranger: stranger.token,
    owner: owner.token,
    editor: editor.token,
    admin: admin.token,
  };

  const questions = await prepareQuestions();
  const made = await prepareInterviews(questions);
  for (const other of [stranger, editor, admin]) {
    await other.client.request(api.CreateInterviewDocument, {
      input: { mode: 'CUSTOM', questionIds: [questions.unasked] },
    });
  }
  const [answer] = await db.select().from(answers).where(eq(answers.turnId, made.turn));
  const { document, ...uploads } = await prepareFiles(made.finished, answer!.id);
  ownDocument = document;
  const [audit] = await db.select().from(auditEvents).where(eq(auditEvents.userId, owner.id));
  ids = {
    ...made,
    ...uploads,
    category: questions.categoryId,
    question: questions.over[1]!,
    open: questions.open,
    unasked: questions.unasked,
    draft: questions.draft,
    keyPoint: questions.keyPoint,
    change: questions.change,
    import: await prepareImport(questions.over[0]!),
    session: claims.sessionId,
    audit: audit!.id,
    answer: answer!.id,
  };
  const log = await db.select().from(interviewEvents).where(eq(interviewEvents.interviewId, made.finished));
  seqs = Object.fromEntries(log.map(({ type, seq }) => [type, seq]));
  const heldLog = await db.select().from(interviewEvents).where(eq(interviewEvents.evaluationId, made.held));
  heldSeq = heldLog[0]!.seq;
  const [cancelled] = await db.select().from(interviews).where(eq(interviews.id, made.cancelled));
  cancelledSeq = cancelled!.lastSeq;
  await keepOwnersSecrets();
  // Nobody is told of it afterwards, so it is told again and again.
  telling = setInterval(() => {
    const piece = { answerId: ids.answer, delta: goodAnswer, at: new Date().toISOString() };
    world.app.services.progress.tell(ids.ready, piece);
  }, 20);
});

afterAll(async () => {
  clearInterval(telling);
  await world?.dispose();
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

/** What is used up by being tried: of each transport its own. */
type Stage = {
  /** Who stand in for the callers where an account is changed, and at last deleted. */
  changing: Record<SignedIn, Person>;
  /** A session of the owner's beside the one in use. */
  spare: string;
  /** A file of the owner's that nothing refers to. */
  file: string;
  /** An interview of the owner's that the mutations play through. */
  interview: string;
  /** One that is given up. */
  unwanted: string;
  turn: string;
  answer: string;
  /** What those who keep the bank have added to it, each their own. */
  categories: Partial<Record<Caller, string>>;
  questions: Partial<Record<Caller, string>>;
  imports: Partial<Record<Caller, string>>;
  /** Files of questions, of those who stand in for the callers, and of the owner. */
  sheets: Record<SignedIn | 'theirs', string>;
};
let stage: Stage;

type CodePurpose = Parameters<typeof boundTo>[0];
const codeFor = (purpose: CodePurpose, email: string, userId: string | null = null) => {
  const { codes } = world.app.services;
  return codes.create(boundTo(purpose, { email }, userId), codes.createNonce(), 300, 'here');
};

/** Signs in once more, by code: passwords take their time. */
const signIn = async ({ email }: { email: string }) => {
  const { login } = await visitor.client.request(api.LoginDocument, {
    input: { contact: { email }, code: await codeFor('LOGIN', email) },
  });
  const { tokens: issuer, clock } = world.app.services;
  const { sessionId } = await issuer.verify(login.accessToken, clock.now());
  return { token: login.accessToken, sessionId };
};

const setStage = async (): Promise<Stage> => {
  const [stranger, owner, editor, admin] = await Promise.all([
    world.person('Changing'),
    world.person('Changing'),
    world.person('Changing', 'EDITOR'),
    world.person('Changing', 'ADMIN'),
  ]);
  const { id: interview } = await world.interview(people.owner, 3, { pace: 'ZERO_PRESSURE' });
  const { id: unwanted } = await world.interview(people.owner, 1);
  const { sessionId: spare } = await signIn(people.owner);
  const file = await addFile(people.owner.id);
  keep(toOwner, interview, unwanted, spare);
  const sheet = ({ id }: Person) =>
    addFile(id, { purpose: 'QUESTIONS', contentType: 'text/csv', filename: `${unique('sheet')}.csv` });
  const sheets = {
    stranger: await sheet(stranger),
    owner: await sheet(owner),
    editor: await sheet(editor),
    admin: await sheet(admin),
    theirs: await sheet(people.owner),
  };
  return {
    changing: { stranger, owner, editor, admin },
    spare,
    file,
    interview,
    unwanted,
    turn: '',
    answer: '',
    categories: {},
    questions: {},
    imports: {},
    sheets,
  };
};

type Attempt = {
  variables?: (caller: Caller) => Record<string, unknown> | Promise<Record<string, unknown>>;
  /** The type behind an interface. */
  returns?: string;
  /** Whether what is given is the caller's own. */
  own?: boolean;
  /** Whether those of the stage who stand in for the callers do it. */
  onStage?: boolean;
  /** Whether it ends the session that it comes from. */
  ends?: boolean;
  /** Takes up what was given. */
  // biome-ignore lint/suspicious/noExplicitAny: whatever the operation gives
  after?: (given: any, caller: Caller) => unknown;
};

const onStage = { own: true, onStage: true };
const withId = (id: () => string): Attempt => ({ variables: () => ({ id: id() }) });
const nodeOf = (returns: string, id: () => string): Attempt => ({ ...withId(id), returns });
const eventOf = (returns: string, after = () => seqs[returns]! - 1, interview = () => ids.finished): Attempt => ({
  variables: () => ({ interviewId: interview(), after: after() }),
  returns,
});
/** A new one of whoever is signed in; the owner's where the token is not good. */
const fileOf = async (caller: Caller): Promise<string> =>
  isSignedIn(caller) ? addFile(changed(caller).id) : stage.file;
const newEmail = () => `${unique('new')}@example.com`;
/** Whom a change is about: whoever makes it, and the owner where the token is not good. */
const changed = (caller: Caller): Person => (isSignedIn(caller) ? stage.changing[caller] : people.owner);
/** Theirs, and the editor's for those who have none. */
const kept = (of: 'categories' | 'questions' | 'imports', caller: Caller): string | undefined =>
  stage[of][caller] ?? stage[of].editor;
const sendCode = (purpose: string, email: (caller: Caller) => string): Attempt => ({
  variables: async (caller) => {
    await world.app.services.limits.codesFromAddress.forget(placeOf('127.0.0.1'));
    return { input: { contact: { email: email(caller) }, purpose } };
  },
});

type Attempts = { [Field in keyof typeof operations]: Record<keyof (typeof operations)[Field], Attempt> };

const attempts: Attempts = {
  'Query.health': { 'of the server': {} },
  'Query.me': { 'the caller': { own: true } },
  'Query.user': {
    'the caller': {
      variables: (caller) => ({ id: isSignedIn(caller) ? people[caller].id : people.owner.id }),
      own: true,
    },
    'the owner': withId(() => people.owner.id),
  },
  'Query.users': { all: {} },
  'Query.auditEvents': {
    "the caller's": { own: true },
    "the owner's": { variables: () => ({ userId: people.owner.id, first: 100 }) },
  },
  'Query.categories': { all: {} },
  'Query.questions': {
    published: { variables: () => ({ filter: { categoryIds: [ids.category] } }) },
    drafts: { variables: () => ({ filter: { categoryIds: [ids.category], status: ['DRAFT'] } }) },
  },
  'Query.drawQuestions': {
    published: { variables: () => ({ input: { count: 3, filter: { categoryIds: [ids.category] } } }) },
    drafts: { variables: () => ({ input: { count: 1, filter: { categoryIds: [ids.category], status: ['DRAFT'] } } }) },
  },
  'Query.recommendedQuestions': { "the caller's": { variables: () => ({ first: 100 }) } },
  'Query.questionImports': { all: {} },
  'Query.questionImport': { "an editor's": withId(() => ids.import) },
  'Query.bankChanges': { all: {}, 'of a question': { variables: () => ({ subjectId: ids.unasked }) } },
  'Query.question': {
    published: withId(() => ids.question),
    'in an open turn': withId(() => ids.open),
    draft: withId(() => ids.draft),
  },
  'Query.interviews': { "the caller's": { own: true } },
  'Query.interview': {
    "the owner's, finished": withId(() => ids.finished),
    "the owner's, scores on request": withId(() => ids.onRequest),
    "the owner's, scores at the end": withId(() => ids.atEnd),
    "the owner's, not begun": withId(() => ids.ready),
  },
  'Query.node': {
    user: nodeOf('User', () => people.owner.id),
    session: nodeOf('Session', () => ids.session),
    'audit event': nodeOf('AuditEvent', () => ids.audit),
    category: nodeOf('Category', () => ids.category),
    question: nodeOf('Question', () => ids.unasked),
    'draft question': nodeOf('Question', () => ids.draft),
    'change of the bank': nodeOf('BankChange', () => ids.change),
    import: nodeOf('QuestionImport', () => ids.import),
    interview: nodeOf('Interview', () => ids.finished),
    turn: nodeOf('Turn', () => ids.turn),
    answer: nodeOf('Answer', () => ids.answer),
    file: nodeOf('File', () => ids.file),
    'refused file': nodeOf('File', () => ids.refused),
    resume: nodeOf('Resume', () => ids.resume),
    evaluation: nodeOf('Evaluation', () => ids.evaluation),
    'evaluation that is held back': nodeOf('Evaluation', () => ids.held),
    'key point': nodeOf('Question', () => ids.keyPoint),
  },
  'Subscription.interviewEvents': {
    InterviewStarted: eventOf('InterviewStarted'),
    QuestionAsked: eventOf('QuestionAsked'),
    HintRevealed: eventOf('HintRevealed'),
    AnswerSubmitted: eventOf('AnswerSubmitted'),
    AnswerTranscribed: eventOf('AnswerTranscribed'),
    AnswerScored: eventOf('AnswerScored'),
    'AnswerScored, held back': eventOf(
      'AnswerScored',
      () => heldSeq - 1,
      () => ids.onRequest,
    ),
    TurnClosed: eventOf('TurnClosed'),
    InterviewPaused: eventOf('InterviewPaused'),
    InterviewResumed: eventOf('InterviewResumed'),
    InterviewFinished: eventOf('InterviewFinished'),
    InterviewCancelled: eventOf(
      'InterviewCancelled',
      () => cancelledSeq - 1,
      () => ids.cancelled,
    ),
    ReportReady: eventOf('ReportReady'),
    // Of one in which nothing else happens.
    ScoreProgress: eventOf(
      'ScoreProgress',
      () => 0,
      () => ids.ready,
    ),
    StreamReset: eventOf('StreamReset', () => 1_000_000),
  },
  'Mutation.sendVerificationCode': {
    'to sign in': sendCode('LOGIN', newEmail),
    'to change a contact': sendCode('CHANGE_CONTACT', newEmail),
    'to delete an account': {
      ...sendCode('DELETE_ACCOUNT', (caller) => changed(caller).email),
      onStage: true,
    },
  },
  'Mutation.register': {
    'with a code': {
      variables: async () => {
        const email = newEmail();
        const code = await codeFor('REGISTER', email);
        return { input: { contact: { email }, code, password: unique('password'), name: 'New' } };
      },
      own: true,
    },
  },
  'Mutation.login': {
    'with a code': {
      variables: async () => {
        const { email } = visitor;
        return { input: { contact: { email }, code: await codeFor('LOGIN', email) } };
      },
      own: true,
    },
  },
  'Mutation.refreshSession': {
    'with the newest token': {
      variables: () => ({ refreshToken: visitor.refreshToken }),
      own: true,
      after: ({ refreshToken }) => {
        visitor.refreshToken = refreshToken;
      },
    },
    'with an access token': { variables: () => ({ refreshToken: people.owner.token }), own: true },
  },
  'Mutation.resetPassword': {
    'with a code': {
      variables: async () => {
        const { email } = forgetful;
        const code = await codeFor('RESET_PASSWORD', email);
        return { input: { contact: { email }, code, newPassword: unique('password') } };
      },
    },
  },
  'Mutation.createInterview': {
    'of published questions': {
      ...onStage,
      variables: () => ({ input: { mode: 'CUSTOM', questionIds: [ids.unasked] } }),
    },
  },
  'Mutation.updateUser': { 'the caller': { ...onStage, variables: () => ({ input: { name: unique('Changed') } }) } },
  'Mutation.requestUpload': {
    "the caller's": {
      ...onStage,
      variables: () => ({
        input: { purpose: 'RESUME', filename: 'cv.pdf', contentType: 'application/pdf', byteSize: 10 },
      }),
    },
  },
  'Mutation.completeUpload': {
    "the caller's": { ...onStage, variables: async (caller) => ({ fileId: await fileOf(caller) }) },
    "the owner's": { variables: () => ({ fileId: ids.file }) },
  },
  'Mutation.uploadResume': {
    "the caller's": { ...onStage, variables: async (caller) => ({ fileId: await fileOf(caller) }) },
    // Their resume already: nothing changes.
    "the owner's": { variables: () => ({ fileId: ownDocument }) },
  },
  'Mutation.deleteResume': { "the caller's": onStage },
  'Mutation.deleteFile': {
    "the caller's": { ...onStage, variables: async (caller) => ({ id: await fileOf(caller) }) },
    "the owner's": withId(() => stage.file),
  },
  'Mutation.importQuestions': {
    "the caller's": {
      onStage: true,
      variables: (caller) => ({
        input: { fileId: stage.sheets[isSignedIn(caller) ? caller : 'theirs'], dryRun: true },
      }),
      after: ({ id }, caller) => {
        stage.imports[caller] = id;
      },
    },
    "the owner's": { variables: () => ({ input: { fileId: stage.sheets.theirs } }) },
  },
  'Mutation.cancelImport': { "an editor's": { variables: (caller) => ({ id: kept('imports', caller) }) } },
  'Mutation.changeContact': {
    "the caller's": {
      ...onStage,
      variables: async (caller) => {
        const email = newEmail();
        return { input: { contact: { email }, code: await codeFor('CHANGE_CONTACT', email, changed(caller).id) } };
      },
      after: ({ email }, caller) => {
        changed(caller).email = email;
      },
    },
  },
  'Mutation.changePassword': {
    "the caller's": {
      ...onStage,
      variables: (caller) => ({
        input: { currentPassword: changed(caller).password, newPassword: unique('password') },
      }),
    },
  },
  'Mutation.revokeSession': {
    "the caller's": {
      ...onStage,
      variables: async (caller) => ({
        id: isSignedIn(caller) ? (await signIn(changed(caller))).sessionId : stage.spare,
      }),
    },
    "the owner's": withId(() => stage.spare),
  },
  'Mutation.logout': { everywhere: { ...onStage, ends: true, variables: () => ({ everywhere: true }) } },
  'Mutation.deleteAccount': {
    "the caller's": {
      ...onStage,
      ends: true,
      variables: async (caller) => {
        if (!isSignedIn(caller)) return { input: { password: people.owner.password } };
        const person = changed(caller);
        // Logged out a moment ago.
        person.token = (await signIn(person)).token;
        return { input: { code: await codeFor('DELETE_ACCOUNT', person.email, person.id) } };
      },
    },
  },
  'Mutation.createCategory': {
    new: {
      variables: () => ({ input: { slug: unique('subject'), nameZh: '新', nameEn: 'New', parentId: ids.category } }),
      after: ({ id }, caller) => {
        stage.categories[caller] = id;
      },
    },
  },
  'Mutation.createQuestion': {
    new: {
      variables: (caller) => ({
        input: {
          locale: 'EN',
          prompt: unique('Prompt'),
          categoryId: kept('categories', caller) ?? ids.category,
          difficulty: 1,
          referenceAnswer: 'Because.',
        },
      }),
      after: ({ id }, caller) => {
        stage.questions[caller] = id;
      },
    },
  },
  'Mutation.updateQuestion': {
    "an editor's": {
      variables: (caller) => ({
        input: { id: kept('questions', caller), expectedVersion: 1, prompt: unique('Prompt'), status: 'PUBLISHED' },
      }),
    },
  },
  'Mutation.deleteQuestion': {
    "an editor's": { variables: (caller) => ({ id: kept('questions', caller), expectedVersion: 2 }) },
  },
  'Mutation.updateCategory': {
    "an editor's": {
      variables: (caller) => ({
        input: { id: kept('categories', caller), expectedVersion: 1, nameEn: unique('Name') },
      }),
    },
  },
  'Mutation.deleteCategory': { "an editor's": { variables: (caller) => ({ id: kept('categories', caller) }) } },
  'Mutation.startInterview': {
    "the owner's": {
      ...withId(() => stage.interview),
      after: ({ currentTurn }) => {
        stage.turn = currentTurn.id;
      },
    },
  },
  'Mutation.revealHint': { "the owner's": { variables: () => ({ turnId: stage.turn }) } },
  'Mutation.submitAnswer': {
    "the owner's": {
      variables: () => ({ input: { turnId: stage.turn, clientKey: 'key', text: goodAnswer } }),
      after: async ({ id, evaluation }) => {
        stage.answer = id;
        await scoreAnswer(world.app.services, evaluation.id);
      },
    },
  },
  'Mutation.rescoreAnswer': { "the owner's": { variables: () => ({ answerId: stage.answer }) } },
  'Mutation.revealScore': { "the owner's": { variables: () => ({ answerId: stage.answer }) } },
  'Mutation.retryTurn': { "the owner's": { variables: () => ({ turnId: stage.turn }) } },
  'Mutation.nextTurn': {
    "the owner's": {
      variables: () => ({ interviewId: stage.interview }),
      after: ({ currentTurn }) => {
        stage.turn = currentTurn.id;
      },
    },
  },
  'Mutation.skipTurn': { "the owner's": { variables: () => ({ turnId: stage.turn }) } },
  'Mutation.pauseInterview': { "the owner's": withId(() => stage.interview) },
  'Mutation.resumeInterview': { "the owner's": withId(() => stage.interview) },
  'Mutation.finishInterview': { "the owner's": withId(() => stage.interview) },
  'Mutation.cancelInterview': { "the owner's": withId(() => stage.unwanted) },
};

/** Selects everything there is, `levels` deep; of a type that comes again below itself, its name alone. */
const selectionOf = (type: GraphQLNamedType, levels: number, returns = '', above: string[] = []): string => {
  if (isInterfaceType(type)) {
    const behind = schema.getType(returns) as GraphQLObjectType;
    return `{ __typename ${Object.keys(type.getFields()).join(' ')} ... on ${returns} ${selectionOf(behind, levels)} }`;
  }
  if (!isObjectType(type)) return '';
  const within = [...above, type.name];
  const parts = Object.values(type.getFields()).map((field) => {
    const below = getNamedType(field.type);
    const isCut = !isLeafType(below) && (levels === 1 || within.includes(below.name));
    return `${field.name} ${isCut ? '{ __typename }' : selectionOf(below, levels - 1, '', within)}`;
  });
  return `{ __typename ${parts.join(' ')} }`;
};

const documentOf = (root: keyof typeof roots, name: string, variables: object, returns?: string): string => {
  const type = (schema.getType(root) as GraphQLObjectType).getFields()[name];
  if (!type) throw new Error(`no ${root}.${name}`);
  const args = type.args.filter((arg) => arg.name in variables);
  const declared = args.map((arg) => `$${arg.name}: ${arg.type}`).join(', ');
  const given = args.map((arg) => `${arg.name}: $${arg.name}`).join(', ');
  // What lies deeper below a mutation is what lies below queries.
  const selection = selectionOf(getNamedType(type.type), root === 'Mutation' ? 2 : Infinity, returns);
  return `${roots[root]}${declared && ` (${declared})`} { ${name}${given && `(${given})`} ${selection} }`;
};

type Sighting = { field: string; state: string | undefined; value: unknown };

/** Every field that an answer gives, wherever in it. */
const sightingsIn = (value: unknown, type: GraphQLNamedType): Sighting[] => {
  if (Array.isArray(value)) return value.flatMap((item) => sightingsIn(item, type));
  if (value === null || value === undefined || isLeafType(type)) return [];
  const object = value as Record<string, unknown> & { __typename: string };
  const actual = schema.getType(object.__typename) as GraphQLObjectType;
  const state = states.get(object.id as string);
  const inherited = isInterfaceType(type)
    ? Object.keys(type.getFields()).map((name) => ({ field: `${type.name}.${name}`, state, value: object[name] }))
    : [];
  const own = Object.values(actual.getFields()).flatMap((field) =>
    field.name in object
      ? [
          { field: `${actual.name}.${field.name}`, state, value: object[field.name] },
          ...sightingsIn(object[field.name], getNamedType(field.type)),
        ]
      : [],
  );
  return [...inherited, ...own];
};

const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

const textOf = (result: WireResult): string => JSON.stringify(result);
/** The secrets in an answer that are none of the caller's. */
const leaksIn = (result: WireResult, caller: Caller): string[] => {
  const text = textOf(result);
  const found = secrets.filter((secret) => text.includes(JSON.stringify(secret.text).slice(1, -1)));
  for (const secret of found) if (secret.seenBy.includes(caller)) told.add(secret.text);
  return found.filter((secret) => !secret.seenBy.includes(caller)).map((secret) => secret.text);
};

/** The rule of a field, or one for each state of what it belongs to. */
const rulesOf = (field: string): [string | undefined, Rule<Sight>][] => {
  const known = (fields as Record<string, FieldRule>)[field];
  if (!known) return [];
  return 'byState' in known ? Object.entries(known.byState) : [[undefined, known]];
};

const cases = Object.entries(operations).flatMap(([field, rules]) =>
  Object.entries(rules as Record<string, Rule<Access>>).map(([what, rule]) => ({
    field,
    what,
    rule,
    attempt: (attempts as Record<string, Record<string, Attempt>>)[field]?.[what] ?? {},
  })),
);
const rootOf = (field: string) => field.split('.') as [keyof typeof roots, string];

describe('the table', () => {
  const names = (isRoot: boolean) =>
    Object.values(schema.getTypeMap())
      .filter((type) => (isObjectType(type) || isInterfaceType(type)) && !isIntrospectionType(type))
      .filter(({ name }) => name in roots === isRoot)
      .flatMap((type) => Object.keys((type as GraphQLObjectType).getFields()).map((field) => `${type.name}.${field}`))
      .sort();

  /** What is in one list alone. */
  const differences = (listed: string[], there: string[]) => ({
    unlisted: there.filter((name) => !listed.includes(name)),
    gone: listed.filter((name) => !there.includes(name)),
  });
  const none = { unlisted: [], gone: [] };

  it('has every operation of the schema, and nothing else', () => {
    expect(differences(Object.keys(operations), names(true))).toEqual(none);
  });

  it('has every field of every type of the schema, and nothing else', () => {
    expect(differences(Object.keys(fields), names(false))).toEqual(none);
  });

  it('has an attempt for each of its cells', () => {
    const tried = Object.entries(attempts).flatMap(([field, of]) => Object.keys(of).map((what) => `${field}: ${what}`));
    expect(
      differences(
        cases.map(({ field, what }) => `${field}: ${what}`),
        tried,
      ),
    ).toEqual(none);
  });
});

describe.each(Object.keys(transports) as Transport[])('over %s', (transport) => {
  /** Cells in which a field was given, or held back, as the table has it; those of the callers' own things apart. */
  const seen = { others: new Set<string>(), own: new Set<string>() };
  const cell = (field: string, state: string | undefined, caller: Caller) =>
    `${field}${state === undefined ? '' : ` (${state})`} to ${caller}`;

  beforeAll(async () => {
    stage = await setStage();
  });

  /** What is wrong with the fields of an answer. */
  const judge = (result: WireResult, type: GraphQLNamedType, name: string, caller: Caller, own: boolean): string[] =>
    sightingsIn(result.data?.[name], type).flatMap(({ field, state, value }) => {
      const rule = rulesOf(field).find(([of]) => of === undefined || of === state);
      // Of questions and evaluations that were made on the way, nobody wrote down the state.
      if (!rule) return [];
      const [of, sights] = rule;
      const where = cell(field, of, caller);
      const sight = sights[own ? 'owner' : caller];
      if (sight === 'unreachable') return [`${where}: within reach`];
      if (sight === 'withheld' && !isEmpty(value)) return [`${where}: not withheld`];
      if (sight === 'withheld' || !isEmpty(value) || alwaysNull.has(field)) (own ? seen.own : seen.others).add(where);
      return [];
    });

  const expected = (field: string, rule: Rule<Access>, caller: Caller): Access => {
    if (transport === 'websocket' && isBad(caller)) return 'UNAUTHENTICATED';
    // Refused for the transport before anyone asks for whom.
    if (transport === 'http' && field.startsWith('Subscription.')) return 'BAD_USER_INPUT';
    return rule[caller];
  };

  const statusOf = (field: string, caller: Caller): number | undefined => {
    if (!isBad(caller)) return undefined;
    if (transport === 'websocket') return 4401;
    const [root, name] = rootOf(field);
    return root === 'Subscription' || publicFields.has(name) ? undefined : 401;
  };

  /** What is wrong with what a caller gets. */
  const attemptAs = async ({ field, rule, attempt }: (typeof cases)[number], caller: Caller): Promise<string[]> => {
    const [root, name] = rootOf(field);
    const variables = (await attempt.variables?.(caller)) ?? {};
    const document = documentOf(root, name, variables, attempt.returns);
    const token = attempt.onStage && isSignedIn(caller) ? stage.changing[caller].token : tokens[caller];
    const result = await transports[transport](world.url)(document, variables, token);
    const { data, errors } = result;
    const wrong = leaksIn(result, caller).map((text) => `leaks ${text}`);
    const access = expected(field, rule, caller);
    const codes = (errors ?? []).map(({ extensions, message }) => extensions?.code ?? message);
    if (attempt.ends && access === 'allowed') {
      const after = await transports.http(world.url)('{ me { id } }', {}, token);
      if (after.status !== 401) wrong.push('goes on with its token');
    }
    if (access === 'allowed' || access === 'null') {
      if (codes.length > 0) wrong.push(`refused with ${textOf({ errors })}`);
      else if ((access === 'null') !== isEmpty(data?.[name])) wrong.push(`gives ${textOf({ data })}`);
    } else {
      if (codes.length === 0 || codes.some((code) => code !== access)) wrong.push(`gives ${codes}, not ${access}`);
      if (!isEmpty(data?.[name])) wrong.push(`gives ${textOf({ data })}`);
      const status = statusOf(field, caller);
      if (status !== undefined && result.status !== status) wrong.push(`has status ${result.status}, not ${status}`);
    }
    const type = getNamedType((schema.getType(root) as GraphQLObjectType).getFields()[name]!.type);
    wrong.push(...judge(result, type, name, caller, attempt.own ?? false));
    if (access === 'allowed' && wrong.length === 0) await attempt.after?.(data[name], caller);
    return wrong.map((what) => `${caller}: ${what}`);
  };

  it.each(cases.map((of) => [of.field, of.what, of] as const))('%s: %s', async (_field, _what, of) => {
    const isAllowed = (caller: Caller) => expected(of.field, of.rule, caller) === 'allowed';
    const before = await checksums(world);
    const refused = await Promise.all(
      callers.filter((caller) => !isAllowed(caller)).map((caller) => attemptAs(of, caller)),
    );
    expect(refused.flat()).toEqual([]);
    expect(await checksums(world)).toEqual(before);
    const allowed = callers.filter(isAllowed);
    const wrong = of.field.startsWith('Mutation.')
      ? // One after the other: some use up what the one before has given.
        await allowed.reduce(
          async (found, caller) => [...(await found), ...(await attemptAs(of, caller))],
          Promise.resolve<string[]>([]),
        )
      : (await Promise.all(allowed.map((caller) => attemptAs(of, caller)))).flat();
    expect(wrong).toEqual([]);
  });

  it('each field was given to all that it is allowed to', () => {
    const isEvent = (field: string) => {
      const type = schema.getType(field.split('.')[0]!);
      return (
        type?.name === 'InterviewEvent' ||
        (isObjectType(type) && type.getInterfaces().some(({ name }) => name === 'InterviewEvent'))
      );
    };
    const missed = Object.keys(fields)
      .filter((field) => transport === 'websocket' || !isEvent(field))
      .flatMap((field) =>
        rulesOf(field).flatMap(([state, rule]) => {
          // What everyone has of their own alone, such as the tokens of a sign-in, is looked for there.
          const { others, own } = seen;
          const pool = callers.some((caller) => others.has(cell(field, state, caller))) ? others : own;
          return callers
            .filter((caller) => rule[caller] !== 'unreachable' && !(transport === 'websocket' && isBad(caller)))
            .map((caller) => cell(field, state, caller))
            .filter((where) => !pool.has(where));
        }),
      );
    expect(missed).toEqual([]);
  });

  it('every secret was told to someone who may know it', () => {
    expect(secrets.length).toBeGreaterThan(30);
    expect(secrets.filter(({ text, seenBy }) => seenBy.length > 0 && !told.has(text))).toEqual([]);
  });

  it('Session.current is true of the session that asks alone', async () => {
    await signIn(people.owner);
    const send = transports[transport](world.url);
    const query = 'query ($id: ID!) { user(id: $id) { sessions { id current } } }';
    const current = async (token: string) =>
      (await send(query, { id: people.owner.id }, token)).data.user.sessions
        .filter((session: { current: boolean }) => session.current)
        .map((session: { id: string }) => session.id);
    expect(await current(people.owner.token)).toEqual([ids.session]);
    expect(await current(people.admin.token)).toEqual([]);
  });

  it('Evaluation.revealed tells whether a score is held back', async () => {
    const send = transports[transport](world.url);
    const query = 'query ($id: ID!) { node(id: $id) { ... on Evaluation { revealed } } }';
    for (const { token } of [people.owner, people.admin]) {
      expect((await send(query, { id: ids.evaluation }, token)).data.node.revealed).toBe(true);
      expect((await send(query, { id: ids.held }, token)).data.node.revealed).toBe(false);
    }
  });

  it.each(badCallers)('what is public opens nothing that stands beside it: %s', async (caller) => {
    const send = transports[transport](world.url);
    for (const query of [
      '{ health { status } me { id } }',
      '{ ...All } fragment All on Query { health { status } me { id } }',
      'mutation { login(input: {contact: {}}) { accessToken } logout }',
    ]) {
      const { status, data, errors } = await send(query, {}, tokens[caller]);
      expect([status, errors?.[0]?.extensions.code]).toEqual([transport === 'http' ? 401 : 4401, 'UNAUTHENTICATED']);
      expect(data ?? null).toBeNull();
    }
  });
});
