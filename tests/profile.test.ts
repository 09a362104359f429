/** What people change of their own accounts, and what is told to whom when they do. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createClient } from '../src/client/client.js';
import * as api from '../src/client/gql/graphql.js';
import { overHttp } from './support/wire.js';
import { codeOf, createWorld, eventually, type Person, unique, type World } from './support/world.js';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.dispose());

const anyone = () => createClient(`${world.url}/graphql`);
const address = () => `${unique('new')}@example.com`;
const login = (contact: api.ContactInput, password: string) =>
  anyone().request(api.LoginDocument, { input: { contact, password } });
const isIn = async (token: string) => (await overHttp(world.url)('{ me { id } }', {}, token)).status === 200;
const noticed = (kind: string, contact: { email?: string; phone?: string }) =>
  eventually(() =>
    world.log.find(
      (line) =>
        line.msg === 'notice' && line.kind === kind && line.email === contact.email && line.phone === contact.phone,
    ),
  );
const actionsOf = async ({ client }: Person) =>
  (await client.request(api.AuditEventsDocument, {})).auditEvents.edges.map(({ node }) => node.action);

describe('the profile', () => {
  it('takes a new name and language, and leaves what is not given', async () => {
    const { client } = await world.person('Before');
    const update = async (input: api.UpdateUserInput) =>
      (await client.request(api.UpdateUserDocument, { input })).updateUser;
    expect(await update({ name: '  吴越 ' })).toMatchObject({ name: '吴越', locale: 'EN' });
    expect(await update({ locale: 'ZH' })).toMatchObject({ name: '吴越', locale: 'ZH' });
    expect(await update({ name: null, locale: null })).toMatchObject({ name: '吴越', locale: 'ZH' });
    expect((await client.request(api.MeDocument, {})).me).toMatchObject({ name: '吴越', locale: 'ZH' });
    // The language of messages is theirs from now on.
    await expect(update({ name: ' ' })).rejects.toMatchObject({ message: expect.stringContaining('不能为空') });
  });
});

describe('changing the password', () => {
  it('takes the old one, ends the other sessions, and tells the owner', async () => {
    const person = await world.person();
    const { login: other } = await login({ email: person.email }, person.password);
    const change = (currentPassword: string, newPassword: string) =>
      codeOf(person.client.request(api.ChangePasswordDocument, { input: { currentPassword, newPassword } }));
    expect(await change('not-the-password', 'brand-new-one')).toBe('INVALID_CREDENTIALS');
    expect(await isIn(other.accessToken)).toBe(true);
    expect(await change(person.password, 'brand-new-one')).toBe('accepted');
    expect([await isIn(person.token), await isIn(other.accessToken)]).toEqual([true, false]);
    expect(await codeOf(login({ email: person.email }, person.password))).toBe('INVALID_CREDENTIALS');
    expect(await codeOf(login({ email: person.email }, 'brand-new-one'))).toBe('accepted');
    await noticed('PASSWORD_CHANGED', { email: person.email });
    expect(await actionsOf(person)).toContain('PASSWORD_CHANGED');
  });

  it('twice in a document takes the new one the second time', async () => {
    const person = await world.person();
    const change = (from: string, to: string) =>
      `changePassword(input: {currentPassword: "${from}", newPassword: "${to}"})`;
    const query = `mutation { a: ${change(person.password, 'brand-new-one')} b: ${change('brand-new-one', 'brand-new-two')} }`;
    expect(await overHttp(world.url)(query, {}, person.token)).toMatchObject({ data: { a: true, b: true } });
  });

  it('of two at once with the old one lets one through', async () => {
    const person = await world.person();
    const change = (newPassword: string) =>
      codeOf(
        person.client.request(api.ChangePasswordDocument, { input: { currentPassword: person.password, newPassword } }),
      );
    const results = await Promise.all([change('brand-new-one'), change('brand-new-two')]);
    expect(results.filter((result) => result === 'accepted')).toHaveLength(1);
    expect(results.find((result) => result !== 'accepted')).toMatch(/CONFLICT|INVALID_CREDENTIALS/);
  });
});

describe('resetting the password', () => {
  it('takes a code, ends all sessions, and tells the owner', async () => {
    const person = await world.person();
    const contact = { email: person.email };
    const code = await world.codeFor(contact, 'RESET_PASSWORD');
    const reset = (given: string, newPassword = 'brand-new-one') =>
      codeOf(anyone().request(api.ResetPasswordDocument, { input: { contact, code: given, newPassword } }));
    expect(await reset(code === '000000' ? '000001' : '000000')).toBe('CODE_INVALID');
    // What is wrong with the password does not use up the code.
    expect(await reset(code, 'short')).toBe('BAD_USER_INPUT');
    expect(await reset(code)).toBe('accepted');
    expect(await isIn(person.token)).toBe(false);
    expect(await codeOf(login(contact, person.password))).toBe('INVALID_CREDENTIALS');
    expect(await codeOf(login(contact, 'brand-new-one'))).toBe('accepted');
    expect(await reset(code)).toBe('CODE_EXPIRED');
    await noticed('PASSWORD_CHANGED', contact);
  });
});

describe('changing the contact', () => {
  it('takes a code sent to the new one, tells the old one, and frees it', async () => {
    const person = await world.person();
    const contact = { email: address() };
    const code = await world.codeFor(contact, 'CHANGE_CONTACT', person.client);
    const { changeContact } = await person.client.request(api.ChangeContactDocument, { input: { contact, code } });
    expect(changeContact).toMatchObject({ ...contact, emailVerified: true });
    expect(await codeOf(login(contact, person.password))).toBe('accepted');
    expect(await codeOf(login({ email: person.email }, person.password))).toBe('INVALID_CREDENTIALS');
    expect(await isIn(person.token)).toBe(true);
    await noticed('CONTACT_CHANGED', { email: person.email });
    const again = await world.codeFor({ email: person.email }, 'REGISTER');
    const input = { contact: { email: person.email }, code: again, password: 'long-enough-1', name: 'New' };
    expect(await codeOf(anyone().request(api.RegisterDocument, { input }))).toBe('accepted');
  });

  it('adds a phone to an email, and both sign in', async () => {
    const person = await world.person();
    const phone = `139${String(Math.floor(Math.random() * 1e8)).padStart(8, '0')}`;
    const code = await world.codeFor({ phone }, 'CHANGE_CONTACT', person.client);
    const { changeContact } = await person.client.request(api.ChangeContactDocument, {
      input: { contact: { phone }, code },
    });
    expect(changeContact).toMatchObject({ email: person.email, phone: `+86${phone}` });
    for (const contact of [{ phone }, { email: person.email }]) {
      expect(await codeOf(login(contact, person.password))).toBe('accepted');
    }
    expect(JSON.stringify((await person.client.request(api.AuditEventsDocument, {})).auditEvents)).not.toContain(phone);
  });

  it("takes no code that someone else asked for, and no contact that is another's", async () => {
    const [person, other] = await Promise.all([world.person(), world.person()]);
    const contact = { email: address() };
    const code = await world.codeFor(contact, 'CHANGE_CONTACT', other.client);
    const change = (to: api.ContactInput, given: string) =>
      codeOf(person.client.request(api.ChangeContactDocument, { input: { contact: to, code: given } }));
    expect(await change(contact, code)).toBe('CODE_EXPIRED');
    const taken = await world.codeFor({ email: other.email }, 'CHANGE_CONTACT', person.client);
    expect(await change({ email: other.email }, taken)).toBe('ACCOUNT_EXISTS');
    expect((await person.client.request(api.MeDocument, {})).me?.email).toBe(person.email);
  });
});

describe('the log of security events', () => {
  it('has who did what, from where and when, for the owner and for admins', async () => {
    const [person, stranger, admin] = [
      await world.person(),
      await world.person(),
      await world.person('Admin', 'ADMIN'),
    ];
    await codeOf(login({ email: person.email }, 'not-the-password'));
    await person.client.request(api.LogoutDocument, {});
    const { login: back } = await login({ email: person.email }, person.password);
    person.client.use(back);
    const own = (await person.client.request(api.AuditEventsDocument, {})).auditEvents.edges.map(({ node }) => node);
    expect(own.map(({ action }) => action)).toEqual(['SIGNED_IN', 'SIGNED_OUT', 'SIGN_IN_FAILED', 'SIGNED_IN']);
    expect(own[0]).toMatchObject({ userId: person.id, actorId: person.id, ip: '127.0.0.1', detail: 'password' });
    expect(own[2]).toMatchObject({ userId: person.id, actorId: null, sessionId: null });
    expect(own[1]?.sessionId).toBe(own[3]?.sessionId);
    expect(Math.abs(new Date(own[0]?.at ?? 0).getTime() - world.clock.now().getTime())).toBeLessThan(10_000);
    const seen = await admin.client.request(api.AuditEventsDocument, { userId: person.id });
    expect(seen.auditEvents.edges.map(({ node }) => node)).toEqual(own);
    const all = await admin.client.request(api.AuditEventsDocument, { first: 100 });
    expect(new Set(all.auditEvents.edges.map(({ node }) => node.userId)).size).toBeGreaterThan(1);
    expect(await codeOf(stranger.client.request(api.AuditEventsDocument, { userId: person.id }))).toBe('NOT_FOUND');
  });

  it('has no event that names a secret', async () => {
    const person = await world.person();
    await codeOf(login({ email: person.email }, 'secret-guess-of-mine'));
    const events = JSON.stringify(await person.client.request(api.AuditEventsDocument, {}));
    for (const secret of [person.password, person.token, person.refreshToken, 'secret-guess']) {
      expect(events).not.toContain(secret);
    }
  });
});

describe('the list of accounts', () => {
  it('is for admins, with search by name, email and phone, and pages', async () => {
    const admin = await world.person('Admin', 'ADMIN');
    const mark = unique('mark').replace('-', '_');
    const people = [
      await world.person(`${mark} 100%`),
      await world.person(`${mark} 100 of 100`),
      await world.person('No mark'),
    ];
    const find = async (search: string, first = 20, after?: string) => {
      const { users } = await admin.client.request(api.UsersDocument, { search, first, after: after ?? null });
      return { ids: users.edges.map(({ node }) => node.id), info: users.pageInfo };
    };
    expect((await find(mark.toUpperCase())).ids).toEqual([people[1]?.id, people[0]?.id]);
    // Wildcards are what they look like.
    expect((await find(`${mark} 100%`)).ids).toEqual([people[0]?.id]);
    expect((await find(mark.replace('_', '-'))).ids).toEqual([]);
    expect((await find(people[2]?.email ?? '')).ids).toEqual([people[2]?.id]);
    const { ids, info } = await find(mark, 1);
    expect([ids, info.hasNextPage]).toEqual([[people[1]?.id], true]);
    expect((await find(mark, 1, info.endCursor ?? undefined)).ids).toEqual([people[0]?.id]);
    const someone = await world.person();
    expect(await codeOf(someone.client.request(api.UsersDocument, {}))).toBe('FORBIDDEN');
  });

  it('takes as many statements for many accounts as for one, their interviews and sessions included', async () => {
    const quiet = await createWorld({ env: { ROLE: 'api' }, stores: 'list' });
    const admin = await quiet.person('Admin', 'ADMIN');
    const query =
      '{ users(first: 100) { edges { node { id sessions { id current } interviews(first: 2) { totalCount edges { node { id status } } } } } } }';
    const measure = async () => {
      const before = quiet.app.services.database.statements();
      const { data, errors } = await overHttp(quiet.url)(query, {}, admin.token);
      expect(errors).toBeUndefined();
      return { statements: quiet.app.services.database.statements() - before, edges: data.users.edges };
    };
    const few = await measure();
    for (let index = 0; index < 4; index++) {
      const person = await quiet.person();
      for (let count = 0; count < index; count++) await quiet.interview(person, 1);
    }
    const many = await measure();
    expect(many.statements).toBe(few.statements);
    expect(many.edges).toHaveLength(few.edges.length + 4);
    const lists = many.edges.slice(0, 4).map(
      // biome-ignore lint/suspicious/noExplicitAny: the shape of the query above
      ({ node }: any) => [node.sessions.length, node.interviews.edges.length, node.interviews.totalCount],
    );
    expect(lists).toEqual([
      [1, 2, 3],
      [1, 2, 2],
      [1, 1, 1],
      [1, 0, 0],
    ]);
    await quiet.dispose();
  });
});
