/** What ends the demo without a report: one message for the person, and the exit code. */

export class DemoError extends Error {
  override name = 'DemoError';
  constructor(
    message: string,
    readonly exitCode = 1,
  ) {
    super(message);
  }
}

export const usageError = (message: string): DemoError => new DemoError(message, 2);
