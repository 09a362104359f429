/** What the model is like that scoring waits for. */

/** Milliseconds from a question to the first piece of its answer; the rest comes at once. */
export const modelMillis = 500;
