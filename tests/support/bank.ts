/** What tests of the question bank share: editors at their work, what they are refused for, and what every table holds. */
import type { RowDataPacket } from 'mysql2/promise';
import type { ApiError } from '../../src/client/client.js';
import * as api from '../../src/client/gql/graphql.js';
import { type Person, unique, type World } from './world.js';

/** What every table holds, in one line each. */
export const checksums = async (world: World): Promise<Record<string, unknown>> => {
  const { pool } = world.app.services.database;
  const [tables] = await pool.query<RowDataPacket[]>(
    'SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE()',
  );
  const [rows] = await pool.query<RowDataPacket[]>(`CHECKSUM TABLE ${tables.map(({ name }) => name).join(', ')}`);
  return Object.fromEntries(rows.map(({ Table, Checksum }) => [Table, Checksum]));
};

export type Refusal = { code: string; paths: string[]; message: string };

/** Why a request was refused; undefined for one that was not. */
export const refusalOf = (work: Promise<unknown>): Promise<Refusal | undefined> =>
  work.then(
    () => undefined,
    ({ code, errors, message }: ApiError) => ({
      code,
      paths: errors[0]?.extensions?.issues?.map(({ path }) => path) ?? [],
      message,
    }),
  );

/** What a person does to the bank. */
export const keeperOf = ({ client }: Person) => ({
  createCategory: async (input: Partial<api.CreateCategoryInput> = {}) => {
    const slug = input.slug ?? unique('subject');
    const names = { nameZh: `类别 ${slug}`, nameEn: `Subject ${slug}` };
    return (await client.request(api.CreateCategoryDocument, { input: { slug, ...names, ...input } })).createCategory;
  },
  updateCategory: async (input: api.UpdateCategoryInput) =>
    (await client.request(api.UpdateCategoryDocument, { input })).updateCategory,
  deleteCategory: async (id: string) => (await client.request(api.DeleteCategoryDocument, { id })).deleteCategory,
  categories: async () => (await client.request(api.BankCategoriesDocument, {})).categories,
  /** Published, unless it is said otherwise. */
  create: async (input: Partial<api.CreateQuestionInput> & { categoryId: string }) =>
    (await client.request(api.CreateQuestionDocument, { input: { ...newQuestion(), ...input } })).createQuestion,
  update: async (input: api.UpdateQuestionInput) =>
    (await client.request(api.UpdateQuestionDocument, { input })).updateQuestion,
  remove: async (id: string, expectedVersion?: number) =>
    (await client.request(api.DeleteQuestionDocument, { id, expectedVersion })).deleteQuestion,
  read: async (id: string) => (await client.request(api.BankQuestionDocument, { id })).question,
  /** Newest first. */
  history: async (subjectId?: string) =>
    (await client.request(api.BankChangesDocument, { subjectId, first: 100 })).bankChanges.edges.map(
      ({ node }) => node,
    ),
});

export type Keeper = ReturnType<typeof keeperOf>;

/** A question that no other test asks. */
export const newQuestion = () => ({
  locale: 'EN' as const,
  prompt: `Why does a cache need an expiry? (${unique('case')})`,
  tags: ['caching'],
  difficulty: 3,
  timeLimit: 120,
  referenceAnswer:
    'Cached copies go stale when the source changes. An expiry bounds how long stale data is served, and it frees memory of entries that nobody reads.',
  keyPoints: [
    { text: 'Cached copies go stale when the source changes', weight: 2 },
    { text: 'An expiry bounds how long stale data is served', weight: 1 },
  ],
  hints: ['Think of the source of the data.'],
  status: 'PUBLISHED' as const,
});
