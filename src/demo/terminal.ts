/** The person's end: lines printed, lines read, and a prompt that stays below what is printed while someone types. */
import { clearScreenDown, createInterface, cursorTo, type Interface, moveCursor } from 'node:readline';
import { styleText } from 'node:util';

type Style = Parameters<typeof styleText>[0];

/** Plain when NO_COLOR is set or the output is no terminal. */
export const paint = (style: Style, text: string): string => styleText(style, text, { stream: process.stdout });

/** Whether `paint` shows: where it does not, marks in the text must say the same. */
export const isPainted = (): boolean => paint('bold', 'x') !== 'x';

export type Terminal = {
  /** Whether someone sits at it. */
  interactive: boolean;
  /** Columns to fill: those of the terminal, but lines longer than a hundred are hard to read. */
  columns(): number;
  print(...lines: string[]): void;
  /**
   * The next line; undefined when the input has ended. @param prompt asked for anew each second
   * @throws the signal's reason; what was typed and not entered is then gone from the screen
   */
  readLine(prompt: () => string, signal: AbortSignal): Promise<string | undefined>;
  /** Lines that were entered and not read yet. */
  waiting(): number;
  dispose(): void;
};

const widest = 100;

type Waiter = { prompt: () => string; resolve: (line: string | undefined) => void };

/** @param onInterrupt Ctrl-C while the terminal is in raw mode, where it raises no signal */
export const createTerminal = (onInterrupt: () => void): Terminal => {
  const interactive = Boolean(process.stdin.isTTY && process.stdout.isTTY);
  const lines: string[] = [];
  let readline: Interface | undefined;
  let ended = false;
  let waiter: Waiter | undefined;
  let timer: NodeJS.Timeout | undefined;

  const stopWaiting = (): Waiter | undefined => {
    const stopped = waiter;
    waiter = undefined;
    clearInterval(timer);
    readline?.setPrompt('');
    return stopped;
  };
  const settle = (line: string | undefined) => stopWaiting()?.resolve(line);

  // Opened at the first reading: with --auto the input is nobody's business.
  const open = (): Interface => {
    if (readline) return readline;
    readline = createInterface({ input: process.stdin, output: process.stdout, terminal: interactive, prompt: '' });
    readline.on('line', (line) => (waiter ? settle(line) : lines.push(line)));
    readline.on('close', () => {
      ended = true;
      settle(undefined);
    });
    readline.on('SIGINT', onInterrupt);
    return readline;
  };

  const draw = () => {
    if (!interactive || !waiter || !readline) return;
    readline.setPrompt(waiter.prompt());
    readline.prompt(true);
  };

  const write = (text: string) => {
    if (!interactive || !readline || ended) {
      process.stdout.write(text);
      return;
    }
    const { rows } = readline.getCursorPos();
    moveCursor(process.stdout, 0, -rows);
    cursorTo(process.stdout, 0);
    clearScreenDown(process.stdout);
    // Readline redraws from as many rows up as the input had.
    process.stdout.write(text + '\n'.repeat(rows));
    readline.prompt(true);
  };

  return {
    interactive,
    columns: () => Math.min(widest, process.stdout.columns ?? 80),
    print: (...texts) => write(`${texts.join('\n')}\n`),
    readLine: (prompt, signal) => {
      signal.throwIfAborted();
      const input = open();
      const line = lines.shift();
      if (line !== undefined) return Promise.resolve(line);
      if (ended) return Promise.resolve(undefined);
      return new Promise((resolve, reject) => {
        const giveUp = () => {
          stopWaiting();
          // To the end of the line, then delete to its beginning: the prompt and the draft leave the screen.
          if (interactive && !ended) {
            input.write(null, { ctrl: true, name: 'e' });
            input.write(null, { ctrl: true, name: 'u' });
          }
          reject(signal.reason);
        };
        signal.addEventListener('abort', giveUp, { once: true });
        waiter = {
          prompt,
          resolve: (read) => {
            signal.removeEventListener('abort', giveUp);
            resolve(read);
          },
        };
        if (interactive) timer = setInterval(draw, 1_000);
        draw();
      });
    },
    waiting: () => lines.length,
    dispose: () => {
      clearInterval(timer);
      readline?.close();
    },
  };
};
