/** A `fetch` for answers of which the length is known beforehand: one that goes on for longer is no answer. */
import { ServiceError } from './failure.js';

const newline = 10;

/**
 * @param most bytes of a body, unpacked
 * @param longest bytes of a line of it, which whoever reads line by line has to hold, and to look through with each piece
 * @returns as the platform's, but that a body beyond that ends in ServiceError `BAD_ANSWER`, and its connection with it
 */
export const fetchAtMost =
  (most: number, longest: number): typeof fetch =>
  async (input, init) => {
    const response = await fetch(input, init);
    if (!response.body) return response;
    let length = 0;
    let line = 0;
    const measured = new TransformStream<Uint8Array, Uint8Array>({
      transform: (chunk, control) => {
        length += chunk.byteLength;
        const end = chunk.lastIndexOf(newline);
        line = end < 0 ? line + chunk.byteLength : chunk.byteLength - end - 1;
        if (length > most || line > longest) throw new ServiceError('BAD_ANSWER');
        control.enqueue(chunk);
      },
    });
    return new Response(response.body.pipeThrough(measured), response);
  };
