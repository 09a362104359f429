/** The person's end: lines printed, lines read, and a prompt that stays below what is printed while someone types. */
import { clearScreenDown, createInterface, cursorTo, type Interface, moveCursor } from 'node:readline';
import { styleText } from 'node:util';

type Style = Parameters<typeof styleText>[0];

/**
 * Whether colours show: not where the output is no terminal, NO_COLOR is set or TERM is dumb. Where they do not, marks in
 * the text must say the same.
 */
export const isPainted = (): boolean => Boolean(process.stdout.isTTY && process.stdout.hasColors());

// The check that styleText has of its own overlooks lists of styles in Node 20.
export const paint = (style: Style, text: string): string =>
  isPainted() ? styleText(style, text, { validateStream: false }) : text;

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

  /** Takes the prompt and what was typed off the screen, however many rows they fill. */
  const erase = (input: Interface) => {
    moveCursor(process.stdout, 0, -input.getCursorPos().rows);
    cursorTo(process.stdout, 0);
    clearScreenDown(process.stdout);
    // Readline would go up as many rows as it remembers, and it does not count those of a pasted text.
    Object.assign(input, { prevRows: 0 });
  };

  const draw = () => {
    if (!interactive || !waiter || !readline) return;
    erase(readline);
    readline.setPrompt(waiter.prompt());
    readline.prompt(true);
  };

  const write = (text: string) => {
    if (!interactive || !readline || ended) {
      process.stdout.write(text);
      return;
    }
    erase(readline);
    process.stdout.write(text);
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
          if (interactive && !ended) erase(input);
          stopWaiting();
          if (interactive && !ended) {
            // To the end of the line, then delete to its beginning.
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
