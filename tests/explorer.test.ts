/** What a browser gets: GraphiQL that works and asks nobody else for anything, and the Apollo Sandbox at the API itself. */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { buildSchema, parse, validate } from 'graphql';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as api from '../src/client/gql/graphql.js';
import { query as welcome } from '../web/graphiql/welcome.js';
import { type Browser, installPatience, launchBrowser } from './support/browser.js';
import { createWorld, type World } from './support/world.js';

let world: World;
let browser: Browser;

beforeAll(async () => {
  // The server looks for the page when it starts; where it is built already this takes no time.
  await promisify(execFile)(process.execPath, ['web/build.mjs']);
  [world, browser] = await Promise.all([createWorld(), launchBrowser()]);
}, installPatience);
afterAll(async () => {
  await browser?.dispose();
  await world?.dispose();
});

const openExplorer = async () => {
  const opened = await browser.open(`${world.url}/graphiql`);
  await opened.page.getByLabel('Operation Editor').locator('.view-line').first().waitFor();
  // The button is grey while the schema is read; the editor is made anew after that, which closes an open menu.
  await opened.page.locator('button:enabled[aria-label^="Re-fetch GraphQL schema"]').waitFor();
  return opened;
};

/** The operation by its name in the execute button's menu. */
const execute = async (page: Page, operation: string) => {
  await page.getByRole('button', { name: 'Execute query' }).click();
  await page.getByRole('menuitem', { name: operation, exact: true }).click();
};

/** Sets the text of one of the two lower editors; typing races with how the editor reads the keyboard. */
const fill = (page: Page, editor: 'variables' | 'request-headers', content: unknown) =>
  // As text, because this project's types know no browser. The global is GraphiQL's own, for its own tests.
  page.evaluate(`
    __MONACO.editor.getModels()
      .find((model) => model.uri.path.endsWith('${editor}.json'))
      .setValue(${JSON.stringify(JSON.stringify(content))});
  `);

/** The lines of the result pane from top to bottom; the editor keeps them in any order. */
const resultOf = (page: Page): Promise<string> =>
  page
    .getByLabel('Result Window')
    .locator('.view-line')
    .evaluateAll((lines) =>
      lines
        .sort((one, other) => Number.parseInt(one.style.top, 10) - Number.parseInt(other.style.top, 10))
        .map((line) => line.textContent.replaceAll('\u00a0', ' '))
        .join('\n'),
    );
/** Waits until the result pane shows something. */
const expectResult = (page: Page) => expect.poll(() => resultOf(page), { timeout: 10_000 });

describe('/graphiql', () => {
  it('shows the result of a query and the documentation, and asks no other host', async () => {
    const { page, hosts, complaints } = await openExplorer();
    expect(await page.getByRole('tab', { name: 'Health' }).count()).toBe(1);
    await execute(page, 'Health');
    await expectResult(page).toContain('"status": "ok"');
    await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
    // A root type stands there only when the schema was read.
    await page.getByRole('link', { name: 'Subscription' }).waitFor();
    expect([...hosts]).toEqual([new URL(world.url).host]);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('shows the events of a subscription one after another, signed in by the headers tab', async () => {
    const candidate = await world.person();
    const { id } = await world.interview(candidate, 2, { pace: 'ZERO_PRESSURE' });
    const { page, hosts, complaints } = await openExplorer();
    await fill(page, 'request-headers', { Authorization: `Bearer ${candidate.token}` });
    await fill(page, 'variables', { interview: id });
    const opened = page.waitForEvent('websocket');
    await execute(page, 'Watch');
    expect((await opened).url()).toBe(`${world.url.replace('http', 'ws')}/graphql`);

    const { startInterview } = await candidate.client.request(api.StartInterviewDocument, { id });
    await expectResult(page).toMatch(/QuestionAsked.*InterviewStarted/s);
    // One that comes later joins those that are there.
    await candidate.client.request(api.SkipTurnDocument, { turnId: startInterview.currentTurn!.id });
    await expectResult(page).toMatch(/TurnClosed.*QuestionAsked.*InterviewStarted/s);

    await page.getByRole('button', { name: 'Stop query' }).click();
    await expect.poll(() => world.app.services.live.readers()).toBe(0);
    expect([...hosts]).toEqual([new URL(world.url).host]);
    expect(complaints).toEqual([]);
    await page.close();
  });

  it('shows why a subscription is refused', async () => {
    const { page } = await openExplorer();
    await fill(page, 'request-headers', { Authorization: 'Bearer nonsense' });
    await fill(page, 'variables', { interview: 'int_1' });
    await execute(page, 'Watch');
    await expectResult(page).toContain('UNAUTHENTICATED');
    await page.close();
  });

  it('may not reach other hosts, whatever it is made to show', async () => {
    const { page } = await openExplorer();
    const other = 'http://other.invalid/pixel';
    const refused: string[] = [];
    await page.exposeFunction('note', (directive: string) => refused.push(directive));
    await page.evaluate(`
      document.addEventListener('securitypolicyviolation', (event) => note(event.effectiveDirective));
      new Image().src = '${other}';
      fetch('${other}').catch(() => {});
    `);
    await expect.poll(() => refused.toSorted()).toEqual(['connect-src', 'img-src']);
    await page.close();
  });

  it('starts with operations that the schema knows', async () => {
    const schema = buildSchema(await readFile('schema.graphql', 'utf8'));
    expect(validate(schema, parse(welcome))).toEqual([]);
  });
});

describe('/graphql', () => {
  it('is the Apollo Sandbox to a browser', async () => {
    const response = await fetch(`${world.url}/graphql`, { headers: { accept: 'text/html' } });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain('text/html');
    expect(await response.text()).toContain('embeddable-sandbox');
  });
});
