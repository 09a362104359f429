/** The live engine under faults, in short; and the checker, which must find fault where there is any. */
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createScope } from '../bench/scope.js';
import { playInterviews } from '../chaos/candidate.js';
import { check } from '../chaos/checker.js';
import { controlNames, createControl } from '../chaos/control.js';
import { type FaultKind, faultKinds, planFaults } from '../chaos/fault.js';
import type { Call, Frame, History } from '../chaos/history.js';
import { checkMarks } from '../chaos/mark.js';
import { run } from '../chaos/run.js';
import type { EventRow, Tables } from '../chaos/tables.js';

const scope = createScope();
afterAll(() => scope.dispose());

describe('the engine under faults', () => {
  it('loses, repeats and reorders nothing', { timeout: 90_000 }, async () => {
    const folder = await mkdtemp(join(tmpdir(), 'zpi-chaos-'));
    scope.add(() => rm(folder, { recursive: true, force: true }));
    const kinds: FaultKind[] = [
      'kill-api',
      'kill-worker',
      'die-before-publish',
      'die-before-completion',
      'flush-redis',
      'kill-pubsub',
      'restart-database',
      'cut-clients',
    ];
    const { faults, findings, history, marks, tables } = await run({
      seconds: 5,
      patience: 30,
      // By which each of the four servers dies once, the workers early: what one leaves unfinished is taken up after some seconds.
      seed: 2589,
      candidates: 6,
      play: playInterviews,
      apis: 2,
      workers: 2,
      // Once each.
      faults: Object.fromEntries(kinds.map((kind) => [kind, 1])),
      folder,
      scope,
      say: () => {},
    });
    expect(findings).toEqual([]);
    expect(faults.filter(({ happened }) => happened === undefined)).toEqual([]);
    expect(faults.map(({ kind }) => kind).sort()).toEqual(kinds.toSorted());
    expect(marks.map(({ point }) => point).sort()).toEqual(['die-before-completion', 'die-before-publish']);
    const delivered = history.subscriptions.reduce((sum, { frames }) => sum + frames.length, 0);
    expect(tables.events.length).toBeGreaterThan(20);
    expect(delivered).toBe(2 * tables.events.length);
    expect(history.reconnects).toBeGreaterThan(0);
    expect(tables.answers.length).toBeGreaterThan(0);
  });

  it('meets the same faults for the same seed', () => {
    expect(planFaults(7, 60, faultKinds)).toEqual(planFaults(7, 60, faultKinds));
    expect(planFaults(7, 60, faultKinds)).not.toEqual(planFaults(8, 60, faultKinds));
    const planned = new Set(planFaults(7, 10, faultKinds).map(({ kind }) => kind));
    expect([...planned].sort()).toEqual(Object.keys(faultKinds).sort());
  });
});

describe('the controls', () => {
  it.each(controlNames)('%s still fits the code that it weakens', (control) => {
    const { edit, missing } = createControl(control);
    const names = missing();
    expect(names.length).toBeGreaterThan(0);
    for (const name of names) {
      const text = readFileSync(join(import.meta.dirname, '..', name), 'utf8');
      expect(edit(text, name)).not.toBe(text);
    }
    expect(missing()).toEqual([]);
  });
});

const interviewId = 'int_1';
const start = 1_000_000;

const event = (seq: number, type: string, subject: Partial<EventRow> = {}): EventRow => ({
  interviewId,
  seq,
  type,
  turnId: null,
  answerId: null,
  evaluationId: null,
  hint: null,
  at: start + seq,
  ...subject,
});

/** One interview: a hint, an answer, a turn that expired, the end; followed on two servers, one of them twice. */
const world = (): { history: History; tables: Tables } => {
  const events = [
    event(1, 'InterviewStarted'),
    event(2, 'QuestionAsked', { turnId: 'trn_1' }),
    event(3, 'HintRevealed', { turnId: 'trn_1', hint: 1 }),
    event(4, 'AnswerSubmitted', { turnId: 'trn_1', answerId: 'ans_1' }),
    event(5, 'TurnClosed', { turnId: 'trn_1' }),
    event(6, 'QuestionAsked', { turnId: 'trn_2' }),
    event(7, 'AnswerScored', { answerId: 'ans_1', evaluationId: 'evl_1' }),
    event(8, 'TurnClosed', { turnId: 'trn_2', at: start + 4_000 }),
    event(9, 'InterviewFinished', { at: start + 4_000 }),
    event(10, 'ReportReady', { at: start + 4_000 }),
  ];
  const turn = { interviewId, timeLimit: 3, pausedTime: 0 };
  const call = (request: Partial<Call>): Call => ({
    action: 'startInterview',
    interviewId,
    client: 0,
    server: 0,
    begin: start,
    end: start + 10,
    outcome: { kind: 'ack', ack: { id: interviewId } },
    ...request,
  });
  const answer = { action: 'submitAnswer' as const, turnId: 'trn_1', clientKey: 'key', text: 'Because.' };
  const frames = (from: number, to: number): Frame[] =>
    events.slice(from - 1, to).map(({ seq, type, at }) => ({ seq, type, at, received: at + 20 }));
  const followed = { interviewId, server: 0, begunAt: start, end: 'completed' };
  return {
    history: {
      reconnects: 1,
      calls: [
        call({ action: 'createInterview', interviewId: '', clientKey: 'interview' }),
        call({ outcome: { kind: 'ack', ack: { id: interviewId, status: 'LIVE', lastSeq: 2, turnId: 'trn_1' } } }),
        call({ action: 'revealHint', turnId: 'trn_1', hint: 1 }),
        call({ ...answer, outcome: { kind: 'unknown', reason: 'ECONNRESET' } }),
        call({ ...answer, outcome: { kind: 'ack', ack: { id: 'ans_1' } } }),
        call({ ...answer, begin: start + 20, end: start + 30, outcome: { kind: 'ack', ack: { id: 'ans_1' } } }),
        call({ ...answer, text: 'Why not.', begin: start + 40, outcome: { kind: 'refused', code: 'CONFLICT' } }),
        call({
          action: 'finishInterview',
          outcome: { kind: 'ack', ack: { id: interviewId, status: 'FINISHED', lastSeq: 10 } },
        }),
      ],
      subscriptions: [
        { ...followed, follower: 'a', after: 0, frames: frames(1, 10) },
        { ...followed, follower: 'b', after: 0, frames: frames(1, 6), end: '1006' },
        { ...followed, follower: 'b', after: 6, frames: frames(7, 10) },
      ],
    },
    tables: {
      interviews: [{ id: interviewId, clientKey: 'interview', pace: 'STANDARD', status: 'FINISHED', lastSeq: 10 }],
      turns: [
        { ...turn, id: 'trn_1', status: 'ANSWERED', askedAt: start, deadlineAt: start + 3_000, closedAt: start + 5 },
        { ...turn, id: 'trn_2', status: 'EXPIRED', askedAt: start, deadlineAt: start + 3_000, closedAt: start + 4_000 },
      ],
      answers: [
        {
          id: 'ans_1',
          interviewId,
          turnId: 'trn_1',
          attempt: 1,
          clientKey: 'key',
          text: 'Because.',
          submittedAt: start + 4,
        },
      ],
      evaluations: [{ id: 'evl_1', answerId: 'ans_1', revision: 1, status: 'READY' }],
      events,
      reports: [interviewId],
      owed: {},
    },
  };
};

type World = ReturnType<typeof world>;
const framesOf = ({ history }: World, at = 0): Frame[] => history.subscriptions[at]?.frames as Frame[];
const callOf = ({ history }: World, at: number): Call => history.calls[at] as Call;

/** What is done to a sound history, and what the checker must then say, among other things perhaps. */
const damages: [name: string, kind: string, damage: (world: World) => void][] = [
  ['an event that a follower never got', 'missing', (it) => framesOf(it).splice(4, 1)],
  ['the last event that a follower never got', 'missing', (it) => framesOf(it, 2).pop()],
  ['a follower that got nothing', 'missing', (it) => framesOf(it).splice(0)],
  ['a hole in the log', 'missing', ({ tables }) => tables.events.splice(3, 1)],
  ['an event delivered twice', 'repeated', (it) => framesOf(it).splice(4, 0, { ...(framesOf(it)[3] as Frame) })],
  ['an event that a follower had already', 'repeated', (it) => framesOf(it, 2).unshift(framesOf(it, 1)[5] as Frame)],
  [
    'two events the wrong way round',
    'disordered',
    (it) => framesOf(it).splice(4, 2, ...framesOf(it).slice(4, 6).reverse()),
  ],
  ['a log whose times go back', 'disordered', ({ tables }) => Object.assign(tables.events[4] as EventRow, { at: 1 })],
  [
    'a cursor that the server no longer knows',
    'lost',
    (it) => framesOf(it, 2).unshift({ seq: null, type: 'StreamReset', at: 0, received: 0 }),
  ],
  ['an event that became another', 'lost', (it) => Object.assign(framesOf(it)[2] as Frame, { type: 'TurnClosed' })],
  ['an answer that is gone', 'lost', ({ tables }) => tables.answers.pop()],
  ['an answer with another text', 'lost', ({ tables }) => Object.assign(tables.answers[0] as object, { text: 'No.' })],
  [
    'an answer without its event',
    'lost',
    ({ tables }) => Object.assign(tables.events[3] as EventRow, { answerId: 'ans_2' }),
  ],
  ['an interview that is gone', 'lost', ({ tables }) => tables.interviews.pop()],
  [
    'a log that ends before what was told',
    'lost',
    ({ tables }) => {
      tables.events.pop();
      Object.assign(tables.interviews[0] as object, { lastSeq: 9 });
    },
  ],
  [
    'a state that was not so',
    'lost',
    (it) => {
      callOf(it, 1).outcome = { kind: 'ack', ack: { id: interviewId, status: 'PAUSED', lastSeq: 2 } };
    },
  ],
  ['a hint that was acknowledged and is not there', 'lost', (it) => Object.assign(callOf(it, 2), { hint: 2 })],
  ['a skip that did not hold', 'lost', (it) => Object.assign(callOf(it, 2), { action: 'skipTurn' })],
  [
    'one key with two answers',
    'lost',
    (it) => Object.assign(callOf(it, 5), { outcome: { kind: 'ack', ack: { id: 'ans_2' } } }),
  ],
  [
    'one key with two contents',
    'lost',
    (it) => Object.assign(callOf(it, 6), { outcome: { kind: 'ack', ack: { id: 'ans_1' } } }),
  ],
  [
    'a retry that was refused',
    'lost',
    (it) => Object.assign(callOf(it, 5), { outcome: { kind: 'refused', code: 'TURN_STATE' } }),
  ],
  [
    'a question after the end',
    'illegal',
    ({ tables }) => Object.assign(tables.events[9] as EventRow, { type: 'QuestionAsked' }),
  ],
  ['a turn closed twice', 'illegal', ({ tables }) => Object.assign(tables.events[7] as EventRow, { turnId: 'trn_1' })],
  [
    'a report before the end',
    'illegal',
    ({ tables }) => Object.assign(tables.events[6] as EventRow, { type: 'ReportReady' }),
  ],
  [
    'an answer scored twice',
    'scoredTwice',
    ({ tables }) =>
      Object.assign(tables.events[7] as EventRow, { type: 'AnswerScored', answerId: 'ans_1', evaluationId: 'evl_1' }),
  ],
  [
    'two evaluations of one answer',
    'scoredTwice',
    ({ tables }) => tables.evaluations.push({ id: 'evl_2', answerId: 'ans_1', revision: 1, status: 'READY' }),
  ],
  [
    'two answers under one key',
    'scoredTwice',
    ({ tables }) => tables.answers.push({ ...(tables.answers[0] as Tables['answers'][number]), id: 'ans_2' }),
  ],
  [
    'a turn that expired too early',
    'early',
    ({ tables }) => Object.assign(tables.turns[1] as object, { closedAt: start + 2_999 }),
  ],
  [
    'a clock that granted too little',
    'early',
    ({ tables }) => Object.assign(tables.turns[1] as object, { pausedTime: 1 }),
  ],
  [
    'an answer that was sent too late',
    'early',
    ({ tables }) => Object.assign(tables.turns[0] as object, { deadlineAt: start - 1 }),
  ],
  [
    'an interview that never ended',
    'stuck',
    ({ tables }) => Object.assign(tables.interviews[0] as object, { status: 'LIVE' }),
  ],
  ['a turn that is still open', 'stuck', ({ tables }) => Object.assign(tables.turns[0] as object, { status: 'ASKED' })],
  [
    'a score that never came',
    'stuck',
    ({ tables }) => Object.assign(tables.evaluations[0] as object, { status: 'RUNNING' }),
  ],
  ['a report that is not there', 'stuck', ({ tables }) => tables.reports.pop()],
  ['work that is still owed', 'stuck', ({ tables }) => Object.assign(tables.owed, { SCORE_ANSWER: 1 })],
  [
    'a failure of the server itself',
    'refused',
    (it) => Object.assign(callOf(it, 3), { outcome: { kind: 'unknown', reason: 'INTERNAL_SERVER_ERROR' } }),
  ],
  [
    'a refusal without a reason',
    'refused',
    (it) => Object.assign(callOf(it, 1), { outcome: { kind: 'refused', code: 'NOT_FOUND' } }),
  ],
];

describe('the checker', () => {
  it('finds nothing in a sound history', () => {
    const { history, tables } = world();
    expect(check(history, tables)).toEqual([]);
  });

  it.each(damages)('finds %s', (_name, kind, damage) => {
    const it = world();
    damage(it);
    expect(check(it.history, it.tables).map((finding) => finding.kind)).toContain(kind);
  });

  it('tells whether a process died behind the commit', () => {
    const { tables } = world();
    const left = { pid: 1, at: start + 60_000 };
    const announced = { ...left, point: 'die-before-publish' as const };
    const scored = { ...left, point: 'die-before-completion' as const, subject: 'evl_1' };
    expect(checkMarks([{ ...announced, subject: `${interviewId} 10` }, scored], tables)).toEqual([]);
    expect(checkMarks([{ ...announced, subject: `${interviewId} 11` }], tables)).toHaveLength(1);
    expect(checkMarks([{ ...scored, at: start }], tables)).toHaveLength(1);
  });
});
