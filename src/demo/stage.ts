/** Puts the events of an interview on the screen, each once, and a question not before the score of the answer before it. */
import type { LiveEvent } from '../client/client.js';
import type { EvaluationViewFragment, TurnViewFragment } from '../client/gql/graphql.js';
import { type Answered, type InterviewState, openTurn, positionOf } from './state.js';
import { paint, type Terminal } from './terminal.js';
import { clean, shorten, wrap } from './text.js';
import { answerLines, questionLines, reportLines, scoreLines } from './view.js';
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
  isShown(turn: TurnViewFragment): boolean;
  /** What the server said against a move, and the answer if it was one. */
  showRefusal(position: number, answer: string | undefined, code: string, message: string): void;
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
  let patience: { turnId: string; timer: NodeJS.Timeout } | undefined;

  const warningLines = (text: string) => wrap(text, terminal.columns()).map((line) => paint('yellow', line));
  const warn = (text: string) => terminal.print(...warningLines(text));

  const once = (kind: string, id: string, lines: () => string[]) => {
    if (shown.has(`${kind}:${id}`)) return;
    shown.add(`${kind}:${id}`);
    terminal.print(...lines());
  };

  const isShown = ({ id }: TurnViewFragment) => shown.has(`question:${id}`);

  const showQuestion = (turn: TurnViewFragment) =>
    once('question', turn.id, () =>
      questionLines(words, turn, state.interview?.questionCount ?? 0, terminal.columns()),
    );

  const awaitsScore = () => expected.size > 0 || state.answers.some(({ evaluation }) => evaluation === undefined);

  /** Shows the questions that nothing holds back any longer. */
  const showQuestions = () => {
    for (const turn of state.turns) {
      if (isShown(turn)) continue;
      if (turn.status === 'ASKED' && awaitsScore()) {
        if (patience?.turnId === turn.id) return;
        const release = () => {
          showQuestion(turn);
          onChange();
        };
        patience = { turnId: turn.id, timer: setTimeout(release, scorePatience) };
        return;
      }
      showQuestion(turn);
    }
  };

  const showScore = ({ turnId, answer }: Answered, evaluation: EvaluationViewFragment) => {
    if (shown.has(`score:${evaluation.id}`)) return;
    once('score', evaluation.id, () =>
      scoreLines(words, positionOf(state, turnId), answer, evaluation, terminal.columns()),
    );
    const open = openTurn(state);
    if (!typed || !open || !isShown(open)) return;
    const reminder = `${words.stillOpen(open.position)}: ${clean(open.prompt)}`;
    terminal.print('', paint('cyan', shorten(reminder, terminal.columns())));
  };

  const showAnswer = (answerId: string) => {
    const answered = state.answers.find(({ answer }) => answer.id === answerId);
    const position = positionOf(state, answered?.turnId);
    once('answer', answerId, () =>
      typed
        ? [paint('dim', words.answerSaved(position))]
        : answerLines(words, position, answered?.answer.text ?? '', terminal.columns()),
    );
  };

  const showScored = (answerId: string, evaluation: EvaluationViewFragment) => {
    const answered = state.answers.find(({ answer }) => answer.id === answerId);
    if (!answered) return;
    if (evaluation.revealed) showScore(answered, evaluation);
    // With --auto nobody would type the command.
    else if (typed) once('withheld', evaluation.id, () => [words.withheld(positionOf(state, answered.turnId))]);
  };

  const showClosed = (turn: TurnViewFragment) => {
    showQuestion(turn);
    if (turn.status === 'SKIPPED') once('closed', turn.id, () => [words.skipped(turn.position)]);
    if (turn.status === 'EXPIRED') once('closed', turn.id, () => warningLines(words.expired(turn.position)));
  };

  return {
    show: (event) => {
      switch (event.__typename) {
        case 'InterviewStarted':
          once('started', '', () => [words.started(event.interview.questionCount, event.interview.pace)]);
          break;
        case 'AnswerSubmitted':
          showAnswer(event.answer.id);
          break;
        case 'AnswerScored':
          showScored(event.answer.id, event.evaluation);
          break;
        case 'TurnClosed':
          showClosed(event.turn);
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
    showRefusal: (position, answer, code, message) => {
      if (!typed && answer !== undefined) terminal.print(...answerLines(words, position, answer, terminal.columns()));
      warn(words.refused(code, clean(message)));
    },
    note: warn,
    dispose: () => clearTimeout(patience?.timer),
  };
};
