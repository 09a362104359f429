/** The player who types: lines become an answer at an empty line, and commands begin with a slash. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Pace } from '../client/gql/graphql.js';
import { DemoError } from './failure.js';
import type { Command, Move, Player, Situation } from './player.js';
import { paint, type Terminal } from './terminal.js';
import { clockTime, wrap } from './text.js';
import type { Words } from './words.js';

/** Milliseconds within which the lines of one pasted text arrive. */
const pasteTime = 60;

const commands: Record<string, Command | 'QUIT'> = {
  '/skip': 'SKIP',
  '/hint': 'HINT',
  '/next': 'NEXT',
  '/retry': 'RETRY',
  '/score': 'SCORE',
  '/pause': 'PAUSE',
  '/resume': 'RESUME',
  '/finish': 'FINISH',
  '/quit': 'QUIT',
};

type Rules = {
  pace: Pace;
  /** Milliseconds by which this machine's clock is ahead of the server's. */
  skew: () => number;
};

const isPossible = (command: Command | 'QUIT', { kind, last }: Situation, pace: Pace): boolean => {
  switch (command) {
    case 'SKIP':
      return kind === 'QUESTION';
    case 'HINT':
      return kind === 'QUESTION' && pace !== 'STRESS';
    case 'NEXT':
      return kind === 'BETWEEN' && !last;
    case 'RETRY':
      return kind === 'BETWEEN';
    case 'SCORE':
      return pace === 'ZERO_PRESSURE';
    case 'PAUSE':
      return kind !== 'PAUSED';
    case 'RESUME':
      return kind === 'PAUSED';
    default:
      return true;
  }
};

export const createKeyboard = (terminal: Terminal, words: Words, { pace, skew }: Rules): Player => {
  let guided = '';
  /** Kept over a command such as /score, dropped with its question. */
  let draft: { key: string; lines: string[] } = { key: '', lines: [] };

  /** What can be done now. */
  const guideTo = (situation: Situation): string => {
    const { kind, turn, last } = situation;
    const isWorthwhile = (command: Command | 'QUIT') => command !== 'HINT' || turn.hints.length < turn.hintCount;
    const names = Object.entries(commands)
      .filter(([, command]) => isPossible(command, situation, pace) && isWorthwhile(command))
      .map(([name]) => words.command(name));
    const text = words.guide[kind === 'BETWEEN' && last ? 'END' : kind](names.join(' '));
    return wrap(text, terminal.columns())
      .map((line) => paint('dim', line))
      .join('\n');
  };

  const guide = (situation: Situation) => {
    const text = guideTo(situation);
    // Once is enough for what stays the same.
    if (text !== guided) terminal.print(text);
    guided = text;
  };

  /** Seconds on the clock; undefined without one. */
  const secondsLeft = ({ kind, turn: { deadlineAt, remainingTime } }: Situation): number | undefined => {
    if (kind === 'PAUSED') return remainingTime ?? undefined;
    if (kind === 'BETWEEN' || !deadlineAt) return undefined;
    return (new Date(deadlineAt).getTime() + skew() - Date.now()) / 1_000;
  };

  const promptOf = (situation: Situation, more: boolean) => (): string => {
    const seconds = secondsLeft(situation);
    const clock = seconds === undefined ? '' : clockTime(seconds);
    const parts = situation.kind === 'PAUSED' ? [words.halted(clock), '›'] : [clock, more ? '…' : '›'];
    return `${parts.filter(Boolean).join(' ')} `;
  };

  /** Takes the draft as the answer. */
  const send = (): Move => {
    const text = draft.lines.join('\n');
    draft.lines = [];
    return { kind: 'ANSWER', text };
  };

  /** Takes one line of an answer; returns the move that it completes. */
  const takeLine = async (line: string): Promise<Move | undefined> => {
    const blank = line.trim() === '';
    if (!blank) {
      draft.lines.push(line);
    } else if (draft.lines.length > 0) {
      if (terminal.interactive) await delay(pasteTime);
      if (terminal.waiting() === 0 || !terminal.interactive) return send();
      // More lines have arrived at once: the blank one is part of a pasted text.
      draft.lines.push('');
    } else if (terminal.interactive) {
      terminal.print(words.blank);
    }
    return undefined;
  };

  return async (situation, signal) => {
    const key = `${situation.turn.id}:${situation.turn.tries}`;
    if (key !== draft.key) draft = { key, lines: [] };
    guide(situation);
    const isOpen = situation.kind === 'QUESTION';
    for (;;) {
      const line = await terminal.readLine(promptOf(situation, draft.lines.length > 0), signal);
      if (line === undefined) {
        if (isOpen && draft.lines.length > 0) return send();
        throw new DemoError(words.inputEnded);
      }
      const word = line.trim();
      const command = commands[word];
      if (command === 'QUIT') throw new DemoError(words.quit);
      if (command) {
        if (isPossible(command, situation, pace)) return { kind: command };
        terminal.print(words.notHere(word));
      } else if (!isOpen) {
        if (word !== '') terminal.print(guideTo(situation));
      } else if (/^\/[a-z]+$/.test(word) && draft.lines.length === 0) {
        terminal.print(words.unknownCommand(word));
      } else {
        const move = await takeLine(line);
        if (move) return move;
      }
    }
  };
};
