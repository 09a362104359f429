/** Puts the events of an interview on the screen, each once, and a question not before the score of the answer before it. */
import type { LiveEvent } from '../client/client.js';
import type { EvaluationViewFragment, TurnViewFragment } from '../client/gql/graphql.js';
import { type Answered, type InterviewState, nameOf, openTurn, type Turn } from './state.js';
import { paint, type Terminal } from './terminal.js';
import { clean, shorten, wrap } from './text.js';
import { answerLines, hintLines, questionLines, reportLines, scoreLines } from './view.js';
import type { Words } from './words.js';

/** Milliseconds that a question is held back for the score before it: a score in its midst would push it off the screen. */
const scorePatience = 1_000;

export type Stage = {
  /** Shows an event that the state already has. */
  show(event: LiveEvent): void;
  /** Shows a score, unless it was shown. */
  showScore(answered: Answered, evaluation: EvaluationViewFragment): void;
  isScoreShown(evaluation: EvaluationViewFragment): boolean;
  /** A score that was asked for is on its way, or no longer. */
  expectScore(answerId: string, expected: boolean): void;
  /** Whether the question is on the screen for its newest try. */
  isShown(turn: Turn): boolean;
  /** What the server said against a move, and the answer if it was one. */
  showRefusal(turnId: string, answer: string | undefined, code: string, message: string): void;
  note(text: string): void;
  dispose(): void;
};

type Scene = {
  state: InterviewState;
  terminal: Terminal;
  words: Words;
  /** The person has typed the answers and need not see them again. */
  typed: boolean;
  /** Something may be shown now that was held back. */
  onChange: () => void;
};

export const createStage = ({ state, terminal, words, typed, onChange }: Scene): Stage => {
  /** What has been shown, by kind of event and subject: a log that is read again shows nothing twice. */
  const shown = new Set<string>();
  const expected = new Set<string>();
  /** What was told of the feedback on an answer, and is no whole sentence yet. */
  const writing = new Map<string, string>();
  let patience: { key: string; timer: NodeJS.Timeout } | undefined;

  const warningLines = (text: string) => wrap(text, terminal.columns()).map((line) => paint('yellow', line));
  const warn = (text: string) => terminal.print(...warningLines(text));

  const once = (kind: string, id: string, lines: () => string[]) => {
    if (shown.has(`${kind}:${id}`)) return;
    shown.add(`${kind}:${id}`);
    terminal.print(...lines());
  };

  const keyOf = ({ id, tries }: Turn) => `${id}:${tries}`;
  const isShown = (turn: Turn) => shown.has(`question:${keyOf(turn)}`);

  const showHints = (turn: Turn) => {
    for (const [index, hint] of turn.hints.entries()) {
      const number = index + 1;
      once('hint', `${keyOf(turn)}:${number}`, () =>
        hintLines(words, { number, count: turn.hintCount, hint }, terminal.columns()),
      );
    }
  };

  const showQuestion = (turn: Turn) => {
    const total = state.interview?.questionCount ?? 0;
    once('question', keyOf(turn), () => questionLines(words, turn, nameOf(state, turn.id), total, terminal.columns()));
    showHints(turn);
  };

  const awaitsScore = () => expected.size > 0 || state.answers.some(({ evaluation }) => evaluation === undefined);

  /** Shows the questions that nothing holds back any longer. */
  const showQuestions = () => {
    for (const turn of state.turns) {
      if (isShown(turn)) continue;
      if (turn.status === 'ASKED' && awaitsScore()) {
        const key = keyOf(turn);
        if (patience?.key === key) return;
        const release = () => {
          showQuestion(turn);
          onChange();
        };
        patience = { key, timer: setTimeout(release, scorePatience) };
        return;
      }
      showQuestion(turn);
    }
  };

  const showScore = ({ turnId, answer }: Answered, evaluation: EvaluationViewFragment) => {
    if (shown.has(`score:${evaluation.id}`)) return;
    once('score', evaluation.id, () =>
      scoreLines(words, nameOf(state, turnId), answer, evaluation, terminal.columns()),
    );
    remind();
  };

  /** What is pushed off the screen stays in mind. */
  const remind = () => {
    const open = openTurn(state);
    if (!typed || !open || !isShown(open)) return;
    const reminder = `${words.stillOpen(nameOf(state, open.id))}: ${clean(open.prompt)}`;
    terminal.print('', paint('cyan', shorten(reminder, terminal.columns())));
  };

  const showAnswer = (answerId: string) => {
    const answered = state.answers.find(({ answer }) => answer.id === answerId);
    const name = nameOf(state, answered?.turnId);
    once('answer', answerId, () =>
      typed
        ? [paint('dim', words.answerSaved(name))]
        : answerLines(words, name, answered?.answer.text ?? '', terminal.columns()),
    );
  };

  const showScored = (answerId: string, evaluation: EvaluationViewFragment) => {
    const answered = state.answers.find(({ answer }) => answer.id === answerId);
    if (!answered) return;
    if (evaluation.revealed) showScore(answered, evaluation);
    // With --auto nobody would type the command.
    else if (typed) once('withheld', evaluation.id, () => [words.withheld(nameOf(state, answered.turnId))]);
  };

  /** Shows feedback under way, a sentence at a time. */
  const showWriting = (answerId: string, delta: string) => {
    const said = (writing.get(answerId) ?? '') + delta;
    const whole = /^.*(?:[.!?](?=\s)|[。！？])/s.exec(said)?.[0] ?? '';
    writing.set(answerId, said.slice(whole.length));
    if (whole.trim() === '') return;
    terminal.print(...wrap(`✎ ${clean(whole.trim())}`, terminal.columns(), 2).map((line) => paint('dim', line)));
  };

  const showClosed = ({ id }: TurnViewFragment) => {
    const turn = state.turns.find((known) => known.id === id);
    if (!turn) return;
    showQuestion(turn);
    const name = nameOf(state, id);
    const isGivenUp =
      turn.tries > 1 && !state.answers.some(({ turnId, tries }) => turnId === id && tries === turn.tries);
    const close = (lines: () => string[]) => once('closed', keyOf(turn), lines);
    if (turn.status === 'SKIPPED') close(() => [words.skipped(name)]);
    if (turn.status === 'EXPIRED') close(() => warningLines(words.expired(name)));
    if (turn.status === 'ANSWERED' && isGivenUp) close(() => [words.earlierCounts(name)]);
  };

  return {
    show: (event) => {
      switch (event.__typename) {
        case 'InterviewStarted':
          once('started', '', () => [words.started(event.interview.questionCount, event.interview.pace)]);
          break;
        case 'HintRevealed':
          for (const turn of state.turns) if (isShown(turn)) showHints(turn);
          break;
        case 'AnswerSubmitted':
          showAnswer(event.answer.id);
          break;
        case 'ScoreProgress':
          showWriting(event.answerId, event.delta);
          break;
        case 'AnswerScored':
          writing.delete(event.answer.id);
          showScored(event.answer.id, event.evaluation);
          break;
        case 'TurnClosed':
          showClosed(event.turn);
          break;
        case 'InterviewPaused':
          once('paused', event.at, () => ['', paint('yellow', words.paused)]);
          break;
        case 'InterviewResumed':
          once('resumed', event.at, () => ['', paint('yellow', words.resumed)]);
          remind();
          break;
        case 'InterviewFinished':
          once('finished', '', () => ['', words.finished]);
          break;
        case 'ReportReady':
          once('report', '', () => reportLines(words, event.report, terminal.columns()));
          break;
        case 'StreamReset':
          terminal.print(words.reset);
          break;
      }
      showQuestions();
    },
    showScore,
    isScoreShown: ({ id }) => shown.has(`score:${id}`),
    expectScore: (answerId, on) => {
      if (on) expected.add(answerId);
      else expected.delete(answerId);
      showQuestions();
      onChange();
    },
    isShown,
    showRefusal: (turnId, answer, code, message) => {
      if (!typed && answer !== undefined) {
        terminal.print(...answerLines(words, nameOf(state, turnId), answer, terminal.columns()));
      }
      warn(words.refused(code, clean(message)));
    },
    note: warn,
    dispose: () => clearTimeout(patience?.timer),
  };
};
