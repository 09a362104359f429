/** Counts what a model is paid for. */
import type { Usage } from './chat.js';

export type Tokens = {
  /** Requests that the server counted; one that broke off, or was not answered, is in none of these. */
  requests: number;
  prompt: number;
  completion: number;
};

export const createMeter = () => {
  const byTask = new Map<string, Tokens>();
  return {
    /** Returns the task's total. */
    count: (task: string, { promptTokens, completionTokens }: Usage): Tokens => {
      const before = byTask.get(task) ?? { requests: 0, prompt: 0, completion: 0 };
      const total = {
        requests: before.requests + 1,
        prompt: before.prompt + promptTokens,
        completion: before.completion + completionTokens,
      };
      byTask.set(task, total);
      return total;
    },
    totals: (): Record<string, Tokens> => Object.fromEntries(byTask),
  };
};
