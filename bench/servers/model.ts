/** A language model in OpenAI's protocol that judges by common words, and takes its time. */
import { judges } from '../../tests/support/judge.js';
import { createModelServer } from '../../tests/support/openai.js';
import { modelMillis } from '../scoring/model.js';

const { PORT } = process.env as Record<string, string>;

process.on('disconnect', () => process.exit());
await createModelServer({
  port: Number(PORT),
  chat: (request) => judges(request, undefined, { after: modelMillis }),
});
