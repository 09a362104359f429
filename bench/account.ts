/** Whose data is measured, and how they sign in. */
import { LoginDocument, type LoginMutation } from '../src/client/gql/graphql.js';

export type Account = { userId: string; email: string };

export const password = 'measure-twice-cut-once';

/** So many that no account has two sign-ins under way; the first is the candidate with a history. */
export const accountEmails = Array.from({ length: 20 }, (_, at) => `bench-${String(at).padStart(2, '0')}@zpi.test`);

/** Signs in over HTTP, as any client does; returns the access token. */
export const signIn = async (url: string, { email }: Account): Promise<string> => {
  const variables = { input: { contact: { email }, password } };
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: LoginDocument.toString(), variables }),
  });
  const text = await response.text();
  const { data } = JSON.parse(text) as { data?: LoginMutation };
  if (!data) throw new Error(`signing in failed: ${text}`);
  return data.login.accessToken;
};
