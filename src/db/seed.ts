/** The question bank of a fresh installation, from readable files, and its accounts; making them again changes nothing. */
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { eq } from 'drizzle-orm';
import { parse } from 'yaml';
import { z } from 'zod';
import { StartupError } from '../errors.js';
import type { Db } from './connection.js';
import type { Locale, UserRole } from './enums.js';
import { newId } from './id.js';
import { users } from './tables/index.js';

export const seedFolder = fileURLToPath(new URL('../../seed', import.meta.url));

const text = (max: number) => z.string().trim().min(1).max(max);
const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);
const questionShape = z.strictObject({
  slug: slug.max(80),
  prompt: text(600),
  difficulty: z.int().min(1).max(5),
  timeLimit: z.int().min(60).max(900),
  tags: z
    .array(
      z
        .string()
        .regex(/^[a-z0-9+#.]+(-[a-z0-9+#.]+)*$/)
        .max(40),
    )
    .min(1)
    .max(6),
  reference: text(3_000),
  keyPoints: z
    .array(z.strictObject({ text: text(300), weight: z.number().min(1).max(5) }))
    .min(3)
    .max(6),
  hints: z.array(text(300)).min(1).max(3),
});
const questionFile = z.strictObject({
  locale: z.enum(['zh', 'en']),
  category: slug,
  questions: z.array(questionShape).min(1),
});
const categoryFile = z.array(z.strictObject({ slug, zh: text(100), en: text(100), parent: slug.optional() }));

export type SeedQuestion = z.infer<typeof questionShape> & { locale: Locale; category: string };
export type SeedCategory = z.infer<typeof categoryFile>[number];
export type SeedBank = { categories: SeedCategory[]; questions: SeedQuestion[] };

const readYaml = async <S extends z.ZodType>(file: string, shape: S): Promise<z.output<S>> => {
  const parsed = shape.safeParse(parse(await readFile(file, 'utf8')));
  if (parsed.success) return parsed.data;
  throw new StartupError(`${file} is not a valid seed file:\n${z.prettifyError(parsed.error)}`);
};

/** Reads and checks the seed files. @throws StartupError that names the file and what is wrong in it */
export const readSeedBank = async (folder = seedFolder): Promise<SeedBank> => {
  const bank: SeedBank = { categories: await readYaml(join(folder, 'categories.yaml'), categoryFile), questions: [] };
  const known = new Set(bank.categories.map((category) => category.slug));
  const seen = new Set<string>();
  for (const locale of ['en', 'zh']) {
    const directory = join(folder, 'questions', locale);
    for (const name of (await readdir(directory)).filter((entry) => entry.endsWith('.yaml')).sort()) {
      const file = join(directory, name);
      const content = await readYaml(file, questionFile);
      if (content.locale !== locale || content.category !== basename(name, '.yaml') || !known.has(content.category)) {
        throw new StartupError(`${file}: locale and category must be those of its path, and the category a known one`);
      }
      for (const question of content.questions) {
        if (seen.has(question.slug)) throw new StartupError(`${file}: the slug ${question.slug} is taken`);
        seen.add(question.slug);
        const upper = locale === 'zh' ? 'ZH' : 'EN';
        bank.questions.push({ ...question, locale: upper, category: content.category });
      }
    }
  }
  return bank;
};

export type SeedAccount = { email: string; password: string; name: string; role: UserRole };

/** The accounts of a development machine: known passwords, so never for production. */
export const seedAccountList: SeedAccount[] = [
  { email: 'candidate@zpi.test', password: 'practice-makes-calm', name: 'Casey Candidate', role: 'CANDIDATE' },
  { email: 'editor@zpi.test', password: 'words-worth-asking', name: 'Eden Editor', role: 'EDITOR' },
  { email: 'admin@zpi.test', password: 'keeper-of-the-keys', name: 'Ada Admin', role: 'ADMIN' },
];

/** Creates the accounts that are missing. @param hash the password hashing of the server */
export const seedAccounts = async (db: Db, hash: (password: string) => Promise<string>, now: Date): Promise<void> => {
  for (const { email, password, name, role } of seedAccountList) {
    const [known] = await db.select({ id: users.id }).from(users).where(eq(users.email, email));
    if (known) continue;
    await db
      .insert(users)
      .ignore()
      .values({
        id: newId('user'),
        email,
        emailVerified: true,
        name,
        passwordHash: await hash(password),
        role,
        locale: 'EN',
        createdAt: now,
        updatedAt: now,
      });
  }
};
