/** Rows are read with the columns of the fields that are asked for: each field must be the same alone as among all others. */
import { type GraphQLField, type GraphQLObjectType, getNamedType, isNonNullType, isObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../src/db/id.js';
import { answers, evaluations, files, interviews, turns } from '../src/db/tables/index.js';
import { createSchema } from '../src/server/schema.js';
import { overHttp } from './support/wire.js';
import { createWorld, type Person, type World } from './support/world.js';

let world: World;
let person: Person;
let interviewId: string;

/** A recording of nothing. */
const record = async (now: Date): Promise<string> => {
  const id = newId('file');
  const terms = {
    filename: 'a.webm',
    contentType: 'audio/webm',
    byteSize: 1,
    createdAt: now,
    updatedAt: now,
    expiresAt: now,
  };
  const kept = { purpose: 'RECORDING', status: 'READY', storageKey: `kept/${id}/a.webm` } as const;
  await world.app.services.db.insert(files).values({ id, ownerId: person.id, ...kept, ...terms });
  return id;
};

/** An interview of which next to nothing is null: two turns, one after the other, and a recording of which nothing could be made. */
const write = async (): Promise<string> => {
  const { db } = world.app.services;
  const now = new Date('2026-11-01T10:00:00.123Z');
  const later = new Date(now.getTime() + 1_000);
  const [questionId] = (await world.questions(1)).ids as [string];
  const id = newId('interview');
  const common = {
    candidateId: person.id,
    mode: 'CUSTOM',
    pace: 'STANDARD',
    scores: 'ON_REQUEST',
    locale: 'EN',
  } as const;
  const plan = { questionCount: 1, plan: [questionId], lastSeq: 0 };
  await db.insert(interviews).values({ id, ...common, ...plan, status: 'LIVE', createdAt: now, startedAt: now });
  let parentId: string | null = null;
  for (const position of [1, 2]) {
    const turnId = newId('turn');
    const times = { askedAt: now, deadlineAt: later, closedAt: later, timeLimit: 60, remainingTime: 7, pausedTime: 3 };
    const shown = { prompt: `Why ${position}?`, hints: ['a'], hintCount: 2, status: 'ANSWERED' as const };
    const kept = { referenceAnswer: 'Because.', keyPoints: [], reopenedAt: now };
    const kind = position === 1 ? 'MAIN' : 'FOLLOW_UP';
    const turn = { id: turnId, interviewId: id, position, kind, parentId, questionId } as const;
    await db.insert(turns).values({ ...turn, ...shown, ...times, ...kept });
    parentId = turnId;
    for (const attempt of [1, 2]) {
      const answerId = newId('answer');
      await db.insert(answers).values({
        ...{ id: answerId, interviewId: id, turnId, attempt, clientKey: answerId, contentHash: '', timeTaken: 4 },
        ...{
          text: `Because ${attempt}.`,
          transcript: 'FAILED',
          transcriptFailure: 'NOTHING_SAID',
          transcribedAt: later,
        },
        ...{ assisted: true, submittedAt: now, revealedAt: later, recordingFileId: await record(now) },
      });
      for (const revision of [1, 2]) {
        await db.insert(evaluations).values({
          ...{ id: newId('evaluation'), interviewId: id, answerId, revision, status: 'READY', scorer: 'OFFLINE' },
          ...{ scorerVersion: 'some', provisional: true, score: 80 + revision, uncertainty: 5, droppedEvidence: 1 },
          dimensions: [{ dimension: 'DEPTH', score: 80, weight: 25 }],
          points: [{ keyPoint: { id: 'kp1', text: 'So.', weight: 1 }, verdict: 'MISSED', evidence: [] }],
          ...{ followUp: 'How?', feedback: 'Good.', suggestion: 'More.', createdAt: now, evaluatedAt: later },
        });
      }
    }
  }
  return id;
};

beforeAll(async () => {
  world = await createWorld({ env: { ROLE: 'api' } });
  // Who sees everything there is of a question.
  person = await world.person('Admin', 'ADMIN');
  interviewId = await write();
});
afterAll(() => world.dispose());

const schema = createSchema();
const typeOf = (name: string) => schema.getType(name) as GraphQLObjectType;

/** What stands for a field in a query: of an object, what tells it from others of its kind. */
const selectionOf = ({ name, type }: GraphQLField<unknown, unknown>): string => {
  const named = getNamedType(type);
  if (!isObjectType(named)) return name;
  const fields = named.getFields();
  const telling = ['id', 'text', 'score', 'asked'].find((field) => field in fields) ?? '__typename';
  return `${name} { ${telling} }`;
};

const places: [string, (selection: string) => string][] = [
  ['Turn', (selection) => selection],
  ['Answer', (selection) => `answers { ${selection} }`],
  ['Answer', (selection) => `answer { ${selection} }`],
  ['Evaluation', (selection) => `answers { evaluations { ${selection} } }`],
  ['Evaluation', (selection) => `answer { evaluation { ${selection} } }`],
  ['Question', (selection) => `question { ${selection} }`],
];

/** Leaves of a field, wherever it is in what was answered. */
const valuesOf = (data: unknown, field: string): unknown[] => {
  if (Array.isArray(data)) return data.flatMap((each) => valuesOf(each, field));
  if (typeof data !== 'object' || data === null) return [];
  if (field in data) return [(data as Record<string, unknown>)[field]];
  return Object.values(data).flatMap((each) => valuesOf(each, field));
};

describe('a field by itself', () => {
  it.each(places)('is what it is among all others: %s, %s', async (typeName, within) => {
    const fields = Object.values(typeOf(typeName).getFields()).filter(
      ({ args }) => !args.some(({ type }) => isNonNullType(type)),
    );
    const ask = async (selection: string) => {
      const query = `query ($id: ID!) { interview(id: $id) { turns { ${within(selection)} } } }`;
      const { data, errors } = await overHttp(world.url)(query, { id: interviewId }, person.token);
      expect(errors).toBeUndefined();
      return data.interview.turns;
    };
    const all = await ask(fields.map((field, at) => `f${at}: ${selectionOf(field)}`).join(' '));
    for (const [at, field] of fields.entries()) {
      const values = valuesOf(all, `f${at}`);
      // What is null everywhere would tell nothing of what was left out.
      expect(
        values.some((value) => value !== null),
        field.name,
      ).toBe(true);
      expect(valuesOf(await ask(`f${at}: ${selectionOf(field)}`), `f${at}`), field.name).toEqual(values);
    }
  });
});
