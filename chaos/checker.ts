/** Holds what clients saw against what the tables say; knows nothing of how either came about. */
import type { Call, Frame, History, Subscription } from './history.js';
import { replay } from './replay.js';
import type { AnswerRow, EventRow, Tables, TurnRow } from './tables.js';

/** What must not be, each kind with its count in every result. */
export const findingKinds = {
  lost: 'acknowledged writes lost or contradicted',
  missing: 'events missing',
  repeated: 'events repeated',
  disordered: 'events out of order',
  illegal: 'events against the states of an interview',
  scoredTwice: 'answers taken or scored twice',
  early: 'turns closed early, or answers taken late',
  stuck: 'interviews, scores or reports stuck',
  refused: 'answers that no rule explains',
} as const;
export type FindingKind = keyof typeof findingKinds;
export type Finding = { kind: FindingKind; detail: string };

/** Things by what they have in common. */
export const group = <T>(list: readonly T[], keyOf: (item: T) => string): Map<string, T[]> => {
  const groups = new Map<string, T[]>();
  for (const item of list) {
    const key = keyOf(item);
    const known = groups.get(key);
    if (known) known.push(item);
    else groups.set(key, [item]);
  }
  return groups;
};

type Report = (kind: FindingKind, detail: string) => void;

/** @returns everything that is wrong; nothing, if all is well */
export const check = (history: History, tables: Tables): Finding[] => {
  const findings: Finding[] = [];
  const report: Report = (kind, detail) => void findings.push({ kind, detail });
  const events = group(tables.events, ({ interviewId }) => interviewId);
  checkLogs(tables, events, report);
  checkTurns(history, tables, report);
  checkAnswers(history, tables, report);
  checkCalls(history, tables, events, report);
  checkSubscriptions(history.subscriptions, events, report);
  checkEnds(history, tables, report);
  return findings;
};

/** The log of each interview: whole, in order, and possible. */
const checkLogs = (tables: Tables, events: Map<string, EventRow[]>, report: Report): void => {
  for (const { id, lastSeq, status } of tables.interviews) {
    const log = events.get(id) ?? [];
    for (let seq = 1; seq <= Math.max(lastSeq, log.at(-1)?.seq ?? 0); seq++) {
      const row = log[seq - 1];
      if (row?.seq !== seq) {
        report('missing', `${id}: number ${seq} of ${lastSeq} is not in the log`);
        break;
      }
      if (seq > lastSeq) report('lost', `${id}: the log goes beyond ${lastSeq}`);
      if (row.at < (log[seq - 2]?.at ?? 0)) report('disordered', `${id}: number ${seq} is older than the one before`);
    }
    const { state, problem } = replay(log);
    if (problem) report('illegal', `${id}: ${problem}`);
    else if (state.status !== status) report('lost', `${id} is ${status}, and ${state.status} by its events`);
  }
};

/** Milliseconds by which times that are kept in seconds may be off. */
const rounding = 50;

/** The clock: no turn ends before its time, and what was sent after it does not count. */
const checkTurns = ({ calls }: History, { turns, answers, events }: Tables, report: Report): void => {
  const asked = new Set(events.flatMap(({ type, turnId }) => (type === 'QuestionAsked' ? [turnId] : [])));
  for (const { id, status, askedAt, timeLimit, pausedTime, deadlineAt, closedAt } of turns) {
    if (!asked.has(id)) report('lost', `${id} was asked without an event`);
    if (status === 'EXPIRED' && (deadlineAt === null || (closedAt ?? 0) < deadlineAt)) {
      report('early', `${id} expired at ${closedAt}, due at ${deadlineAt}`);
    }
    const granted = askedAt + ((timeLimit ?? 0) + pausedTime) * 1000;
    if (deadlineAt !== null && deadlineAt < granted - rounding) {
      report('early', `${id} is due at ${deadlineAt}, and was granted until ${granted}`);
    }
  }
  const byId = new Map<string, TurnRow>(turns.map((turn) => [turn.id, turn]));
  const sentAt = new Map<string, number>();
  for (const { interviewId, clientKey, begin } of calls) {
    const key = `${interviewId} ${clientKey}`;
    sentAt.set(key, Math.min(begin, sentAt.get(key) ?? begin));
  }
  for (const { id, interviewId, clientKey, turnId } of answers) {
    const deadline = byId.get(turnId)?.deadlineAt ?? Number.POSITIVE_INFINITY;
    const sent = sentAt.get(`${interviewId} ${clientKey}`) ?? 0;
    if (sent >= deadline) report('early', `${id} was sent at ${sent}, due at ${deadline}`);
  }
};

/** Answers and their scores: each once. */
const checkAnswers = ({ calls }: History, { answers, evaluations, events }: Tables, report: Report): void => {
  const keys = new Set(calls.flatMap((call) => (call.clientKey ? [`${call.interviewId} ${call.clientKey}`] : [])));
  for (const [key, rows] of group(answers, (answer) => `${answer.interviewId} ${answer.clientKey}`)) {
    if (rows.length > 1) report('scoredTwice', `${rows.length} answers under the key ${key}`);
    if (!keys.has(key)) report('illegal', `an answer under the key ${key}, which nobody sent`);
  }
  for (const [key, rows] of group(evaluations, ({ answerId, revision }) => `${answerId} ${revision}`)) {
    if (rows.length > 1) report('scoredTwice', `${rows.length} evaluations of ${key}`);
  }
  const scored = group(
    events.filter(({ type }) => type === 'AnswerScored'),
    ({ evaluationId }) => evaluationId ?? '',
  );
  for (const [id, rows] of scored) {
    if (rows.length > 1) report('scoredTwice', `${id} was scored ${rows.length} times`);
  }
  const first = new Set(evaluations.filter(({ revision }) => revision === 1).map(({ answerId }) => answerId));
  for (const { id } of answers) if (!first.has(id)) report('lost', `${id} has no evaluation`);
  for (const { id, status } of evaluations) {
    const isOver = status !== 'QUEUED' && status !== 'RUNNING';
    if (isOver !== scored.has(id)) report('lost', `${id} is ${status}, and has ${isOver ? 'no' : 'an'} event of it`);
  }
};

/** What was acknowledged, and what must not have been refused. */
const checkCalls = ({ calls }: History, tables: Tables, events: Map<string, EventRow[]>, report: Report): void => {
  const interviews = new Map(tables.interviews.map((row) => [row.id, row]));
  const turns = new Map(tables.turns.map((row) => [row.id, row]));
  const answers = new Map(tables.answers.map((row) => [row.id, row]));
  const byName = group(tables.events, ({ type, turnId, answerId, interviewId, hint }) =>
    [type, answerId ?? turnId ?? interviewId, ...(hint === null ? [] : [hint])].join(' '),
  );
  const times = (name: string) => byName.get(name)?.length ?? 0;
  const retried = new Set(calls.flatMap(({ action, turnId }) => (action === 'retryTurn' ? [turnId] : [])));

  const checkAnswer = (call: Call, id: string): void => {
    const row: AnswerRow | undefined = answers.get(id);
    if (!row) report('lost', `${id}, acknowledged for the key ${call.clientKey}, is not there`);
    else if (row.turnId !== call.turnId || row.clientKey !== call.clientKey || row.text !== call.text) {
      report('lost', `${id} differs from what was acknowledged for the key ${call.clientKey}`);
    }
    if (times(`AnswerSubmitted ${id}`) !== 1) report('lost', `${id} was acknowledged and has no event`);
  };

  const checkTurnAck = ({ action, hint }: Call, turnId: string): void => {
    const status = turns.get(turnId)?.status;
    const isThere: Partial<Record<Call['action'], boolean>> = {
      // Taken up once more, it may have become anything since.
      skipTurn: times(`TurnClosed ${turnId}`) > 0 && (status === 'SKIPPED' || retried.has(turnId)),
      revealHint: times(`HintRevealed ${turnId} ${hint}`) === 1,
      retryTurn: times(`QuestionAsked ${turnId}`) > 1,
    };
    if (isThere[action] === false) report('lost', `${action} of ${turnId} was acknowledged, and it is ${status}`);
  };

  for (const call of calls) {
    const { action, interviewId, turnId, outcome } = call;
    if (outcome.kind === 'unknown' && outcome.reason === 'INTERNAL_SERVER_ERROR') {
      report('refused', `${action} of ${interviewId}: ${outcome.reason}`);
    }
    if (outcome.kind === 'refused' && !allowedRefusals[action].includes(outcome.code)) {
      report('refused', `${action} of ${interviewId}: ${outcome.code}`);
    }
    if (outcome.kind !== 'ack') continue;
    const { ack } = outcome;
    const subject = action === 'createInterview' ? ack.id : interviewId;
    const interview = interviews.get(subject);
    if (!interview) {
      report('lost', `${action}: ${subject} is not there`);
      continue;
    }
    if (ack.lastSeq !== undefined) {
      if (ack.lastSeq > interview.lastSeq)
        report('lost', `${action} of ${subject}: ends at ${interview.lastSeq}, told ${ack.lastSeq}`);
      // What the answer said must be what the events up to there add up to.
      const { state } = replay((events.get(subject) ?? []).slice(0, ack.lastSeq));
      if (state.status !== ack.status)
        report('lost', `${action} of ${subject}: told ${ack.status}, was ${state.status} at ${ack.lastSeq}`);
    }
    if (ack.turnId && times(`QuestionAsked ${ack.turnId}`) === 0)
      report('lost', `${action}: ${ack.turnId} was never asked`);
    if (action === 'submitAnswer') checkAnswer(call, ack.id);
    if (turnId !== undefined) checkTurnAck(call, turnId);
  }
  checkKeys(calls, report);
};

/** By action: what may be refused, because another call, the clock or the end came first. */
const allowedRefusals: Record<Call['action'], string[]> = {
  createInterview: [],
  startInterview: [],
  nextTurn: ['INTERVIEW_STATE'],
  submitAnswer: ['TURN_STATE', 'INTERVIEW_STATE', 'CONFLICT'],
  skipTurn: ['TURN_STATE', 'INTERVIEW_STATE'],
  revealHint: ['TURN_STATE', 'INTERVIEW_STATE'],
  retryTurn: ['TURN_STATE', 'INTERVIEW_STATE'],
  pauseInterview: ['INTERVIEW_STATE'],
  resumeInterview: ['INTERVIEW_STATE'],
  cancelInterview: ['INTERVIEW_STATE'],
  finishInterview: [],
};

/** Under one key there is one answer: the same content always finds it, other content never does. */
const checkKeys = (calls: Call[], report: Report): void => {
  const byKey = group(
    calls.filter(({ clientKey }) => clientKey !== undefined),
    ({ interviewId, clientKey }) => `${interviewId} ${clientKey}`,
  );
  for (const [key, sent] of byKey) {
    const acked = sent.flatMap((call) => (call.outcome.kind === 'ack' ? [{ call, id: call.outcome.ack.id }] : []));
    const [first] = acked.toSorted((a, b) => a.call.end - b.call.end);
    for (const { call, id } of acked) {
      if (id !== first?.id) report('lost', `the key ${key} was acknowledged as ${first?.id} and as ${id}`);
      if (call.text !== first?.call.text) report('lost', `the key ${key} was acknowledged for two contents`);
    }
    for (const { text, begin, outcome } of sent) {
      if (outcome.kind !== 'refused') continue;
      const known = first !== undefined && begin >= first.call.end;
      const same = first?.call.text === text;
      if (known && same) report('lost', `the key ${key} was acknowledged, and then refused: ${outcome.code}`);
      else if (known && outcome.code !== 'CONFLICT') report('refused', `other content under ${key}: ${outcome.code}`);
      else if (!known && outcome.code === 'CONFLICT') report('refused', `the first content under ${key}: CONFLICT`);
    }
  }
};

/** What each subscription delivered, and what each follower has in the end. */
const checkSubscriptions = (subscriptions: Subscription[], events: Map<string, EventRow[]>, report: Report): void => {
  const checkFrame = (name: string, log: EventRow[], frame: Frame, last: number, isKnown: boolean): void => {
    const { seq, type, at, turnId } = frame;
    if (seq === null) {
      report('lost', `${name}: ${type}, as if what it had seen had never been`);
      return;
    }
    if (isKnown) report('repeated', `${name}: number ${seq} again`);
    else if (seq <= last) report('disordered', `${name}: number ${seq} after ${last}`);
    else if (seq > last + 1) report('missing', `${name}: number ${seq} after ${last}`);
    const row = log[seq - 1];
    if (row?.type !== type || row.at !== at || (turnId !== undefined && row.turnId !== turnId)) {
      report('lost', `${name}: number ${seq} was ${type}, and is ${row?.type ?? 'nothing'}`);
    }
  };
  for (const [, list] of group(subscriptions, ({ interviewId, follower }) => `${interviewId} ${follower}`)) {
    const { interviewId, follower } = list[0] as Subscription;
    const log = events.get(interviewId) ?? [];
    const name = `${interviewId} at ${follower}`;
    const all = new Set<number>();
    for (const { after, frames } of list) {
      let last = after;
      const seen = new Set<number>();
      for (const frame of frames) {
        checkFrame(name, log, frame, last, frame.seq !== null && (frame.seq <= after || seen.has(frame.seq)));
        if (frame.seq === null) continue;
        seen.add(frame.seq);
        all.add(frame.seq);
        last = Math.max(last, frame.seq);
      }
    }
    const missing = log.filter(({ seq }) => !all.has(seq));
    if (missing.length > 0) {
      report('missing', `${name}: never got ${missing.map(({ seq }) => seq).join(', ')} of ${log.length}`);
    }
  }
};

/** Everything that was begun has come to its end. */
const checkEnds = ({ calls }: History, tables: Tables, report: Report): void => {
  const started = new Set(
    calls.filter(({ action }) => action === 'startInterview').map(({ interviewId }) => interviewId),
  );
  const judged = new Map(tables.evaluations.map(({ answerId, status }) => [answerId, status]));
  const turnsOf = group(tables.turns, ({ interviewId }) => interviewId);
  const answersOf = group(tables.answers, ({ turnId }) => turnId);
  const reports = new Set(tables.reports);
  const ready = group(
    tables.events.filter(({ type }) => type === 'ReportReady'),
    ({ interviewId }) => interviewId,
  );
  for (const { id, status } of tables.interviews) {
    // One whose making was not acknowledged was made anew, and stays as it is.
    if (status !== 'FINISHED' && status !== 'CANCELLED') {
      if (started.has(id) || status !== 'READY') report('stuck', `${id} is ${status}`);
      continue;
    }
    const counts = ({ id: turnId }: TurnRow) =>
      !(answersOf.get(turnId) ?? []).some((answer) => judged.get(answer.id) === 'FAILED');
    const isDue = status === 'FINISHED' && (turnsOf.get(id) ?? []).some(counts);
    if (isDue && !(reports.has(id) && ready.has(id))) report('stuck', `${id} has no report`);
  }
  for (const { id, status } of tables.turns) {
    if (status === 'ASKED') report('stuck', `${id} is still open`);
  }
  for (const { id, status } of tables.evaluations) {
    if (status === 'QUEUED' || status === 'RUNNING') report('stuck', `${id} is ${status}`);
  }
  if (tables.owed.SCORE_ANSWER) report('stuck', `${tables.owed.SCORE_ANSWER} answers are still owed a score`);
};
