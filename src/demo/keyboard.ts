/** The player who types: lines become an answer at an empty line, and commands begin with a slash. */
import { setTimeout as delay } from 'node:timers/promises';
import { DemoError } from './failure.js';
import type { Move, Player, Situation } from './player.js';
import type { Terminal } from './terminal.js';
import { paint } from './terminal.js';
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

  const promptOf = ({ kind, turn }: Situation, more: boolean) => (): string => {
    const { deadlineAt } = turn;
    const clock =
      kind === 'QUESTION' && deadlineAt ? clockTime((new Date(deadlineAt).getTime() + skew() - Date.now()) / 1_000) : '';
    return `${[clock, more ? '…' : '›'].filter(Boolean).join(' ')} `;
  };

  return async (situation, signal) => {
    hint(situation);
    const draft: string[] = [];
    for (;;) {
      const line = await terminal.readLine(promptOf(situation, draft.length > 0), signal);
      if (line === undefined) {
        if (draft.length > 0) return { kind: 'ANSWER', text: draft.join('\n') };
        throw new DemoError(words.inputEnded);
      }
      const word = line.trim();
      if (/^\/[a-z]+$/.test(word) && draft.length === 0) {
        const kind = commands[word];
        if (kind === 'QUIT') throw new DemoError(words.quit);
        if (kind && isPossible(kind, situation)) return { kind } as Move;
        terminal.print(kind ? words.notHere(word) : words.unknownCommand(word));
      } else if (situation.kind === 'BETWEEN') {
        if (word !== '') terminal.print(words.hint[situation.last ? 'end' : 'between']);
      } else if (word !== '') {
        draft.push(line);
      } else if (draft.length > 0) {
        // A blank line inside a pasted text does not end it.
        if (terminal.interactive) await delay(pasteTime);
        if (!terminal.interactive || terminal.waiting() === 0) return { kind: 'ANSWER', text: draft.join('\n') };
        draft.push('');
      } else if (terminal.interactive) {
        terminal.print(words.blank);
      }
    }
  };
};
