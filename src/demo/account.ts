/** Signing in: as the seeded candidate, as someone who has an account, or as someone who makes one. */
import { randomUUID } from 'node:crypto';
import { type ApiClient, ApiError } from '../client/client.js';
import { LoginDocument, RegisterDocument, SendVerificationCodeDocument } from '../client/gql/graphql.js';
import { seedAccountList } from '../db/seed.js';
import { DemoError } from './failure.js';
import type { DemoOptions } from './options.js';
import { persist } from './retry.js';
import type { Server } from './server.js';
import type { Terminal } from './terminal.js';
import type { Words } from './words.js';

type Scene = {
  client: ApiClient;
  server: Server;
  terminal: Terminal;
  words: Words;
  options: DemoOptions;
  signal: AbortSignal;
};

const patience = 20_000;

/** Signs the client in. @throws DemoError with what the server said against it */
export const signIn = async (scene: Scene): Promise<void> => {
  const { client, terminal, words, options } = scene;
  const { user, ...tokens } = options.register ? await register(scene) : await login(scene);
  client.use(tokens);
  terminal.print(words.signedIn(user.name, user.email ?? ''));
};

const login = async ({ client, terminal, words, options }: Scene) => {
  const seeded = seedAccountList.find(({ role }) => role === 'CANDIDATE');
  const { email, password } = options.email ? options : { email: seeded?.email, password: seeded?.password };
  try {
    const request = () => client.request(LoginDocument, { input: { contact: { email }, password } });
    const onRetry = (reason: string) => terminal.print(words.retrying(reason));
    return (await persist(request, { patience, onRetry })).login;
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const hint = !options.email && error.code === 'INVALID_CREDENTIALS' ? `\n${words.signInHint}` : '';
    throw new DemoError(words.refused(error.code, error.message) + hint);
  }
};

// Neither request is repeated: the first would send a second code, the second would find its code used up.
const register = async (scene: Scene) => {
  const { client, server, terminal, words, options } = scene;
  if (!server.readCode && !terminal.interactive) throw new DemoError(words.codeImpossible);
  const email = options.email ?? `demo-${randomUUID().slice(0, 8)}@zpi.test`;
  const password = options.password ?? randomUUID();
  await client.request(SendVerificationCodeDocument, { input: { contact: { email }, purpose: 'REGISTER' } });
  terminal.print(words.codeSent(email));
  const code = await readCode(scene, email);
  const locale = options.locale === 'zh' ? 'ZH' : 'EN';
  const { register: payload } = await client.request(RegisterDocument, {
    input: { contact: { email }, code, password, name: 'Demo', locale },
  });
  terminal.print(words.registered(email, password));
  return payload;
};

const readCode = async ({ server, terminal, words, signal }: Scene, email: string): Promise<string> => {
  if (server.readCode) {
    const code = await server.readCode(email.toLowerCase());
    terminal.print(words.codeRead(code));
    return code;
  }
  const typed = await terminal.readLine(() => words.codePrompt, signal);
  if (typed === undefined) throw new DemoError(words.inputEnded);
  return typed.trim();
};
