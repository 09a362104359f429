/** The player who types: lines become an answer at an empty line, and commands begin with a slash. */
import { setTimeout as delay } from 'node:timers/promises';
import { DemoError } from './failure.js';
import type { Move, Player, Situation } from './player.js';
import { paint, type Terminal } from './terminal.js';
import { clockTime } from './text.js';
import type { Words } from './words.js';

/** Milliseconds within which the lines of one pasted text arrive. */
const pasteTime = 60;

const commands: Record<string, Exclude<Move['kind'], 'ANSWER'> | 'QUIT'> = {
  '/skip': 'SKIP',
  '/next': 'NEXT',
  '/score': 'SCORE',
  '/finish': 'FINISH',
  '/quit': 'QUIT',
};

type Rules = {
  /** Whether the candidate sets the pace and asks for scores. */
  free: boolean;
  /** Milliseconds by which this machine's clock is ahead of the server's. */
  skew: () => number;
};

export const createKeyboard = (terminal: Terminal, words: Words, { free, skew }: Rules): Player => {
  let hinted = '';
  /** Kept over a command such as /score, dropped with its question. */
  let draft: { turnId: string; lines: string[] } = { turnId: '', lines: [] };

  const isPossible = (kind: Move['kind'], situation: Situation): boolean => {
    if (kind === 'SKIP') return situation.kind === 'QUESTION';
    if (kind === 'NEXT') return free && situation.kind === 'BETWEEN' && !situation.last;
    return kind !== 'SCORE' || free;
  };

  const hint = ({ kind, last }: Situation) => {
    const text = kind === 'BETWEEN' ? words.hint[last ? 'end' : 'between'] : words.hint[free ? 'free' : 'clock'];
    // Once is enough for what stays the same.
    if (text !== hinted) terminal.print(paint('dim', text));
    hinted = text;
  };

  const promptOf =
    ({ kind, turn }: Situation, more: boolean) =>
    (): string => {
      const { deadlineAt } = turn;
      const clock =
        kind === 'QUESTION' && deadlineAt
          ? clockTime((new Date(deadlineAt).getTime() + skew() - Date.now()) / 1_000)
          : '';
      return `${[clock, more ? '…' : '›'].filter(Boolean).join(' ')} `;
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
    if (situation.turn.id !== draft.turnId) draft = { turnId: situation.turn.id, lines: [] };
    hint(situation);
    for (;;) {
      const line = await terminal.readLine(promptOf(situation, draft.lines.length > 0), signal);
      if (line === undefined) {
        if (draft.lines.length > 0) return send();
        throw new DemoError(words.inputEnded);
      }
      const word = line.trim();
      const command = commands[word];
      if (command === 'QUIT') throw new DemoError(words.quit);
      if (command) {
        if (isPossible(command, situation)) return { kind: command };
        terminal.print(words.notHere(word));
      } else if (situation.kind === 'BETWEEN') {
        if (word !== '') terminal.print(words.hint[situation.last ? 'end' : 'between']);
      } else if (/^\/[a-z]+$/.test(word) && draft.lines.length === 0) {
        terminal.print(words.unknownCommand(word));
      } else {
        const move = await takeLine(line);
        if (move) return move;
      }
    }
  };
};
