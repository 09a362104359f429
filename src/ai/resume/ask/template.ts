/** Templates of questions, and how one is made out with a project's name. */
import type { Cue } from '../../offline/project/cue.js';

export type Locale = 'ZH' | 'EN';

/** What a resume says of a project, or of a job where it names no projects. */
export type ProjectFacts = {
  /** Of a job, `name` is the position and the employer. */
  kind: 'PROJECT' | 'JOB';
  name: string;
  description?: string;
  highlights: string[];
  technologies: string[];
};

export type ProjectQuestion = {
  prompt: string;
  referenceAnswer: string;
  keyPoints: { text: string; weight: number; cue: Cue }[];
  difficulty: number;
  /** Seconds. */
  timeLimit: number;
  hints: string[];
  /** As it is quoted in the prompt: cleaned, and cut when it is very long. */
  projectName: string;
};

/** `{project}` and `{technology}` stand for what the resume has. */
export type Template = {
  slug: string;
  /** Asks about one of the project's technologies. */
  technology: boolean;
  prompt: string;
  /** The same asked of a job, of any trade; without it, the template is for projects alone. */
  job?: string;
  reference: string;
  /** Text, weight, and what an answer does to make the point. */
  keyPoints: [string, number, Cue][];
  difficulty: number;
  timeLimit: number;
  hints: string[];
};

const segmenter = new Intl.Segmenter();

/**
 * One line of visible characters, cut at `most` characters as people count them. Marks of
 * direction and of no width could make a question read otherwise than it is.
 */
export const cleaned = (text: string, most: number): string => {
  const line = text
    .slice(0, 40 * most)
    .normalize('NFC')
    .replace(/[\p{Cf}\p{Co}\p{Cs}]+/gu, '')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();
  const characters = Array.from(segmenter.segment(line), ({ segment }) => segment);
  return characters.length <= most
    ? line
    : `${characters
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`;
};

const quoted = (name: string, locale: Locale): string => (locale === 'ZH' ? `「${name}」` : `“${name}”`);

/** @param project its name is cleaned and without quotation marks; `technology` is cleaned */
export const written = (
  template: Template,
  locale: Locale,
  { kind, name: project }: ProjectFacts,
  technology: string | undefined,
): ProjectQuestion => {
  const values: Record<string, string> = { project: quoted(project, locale), technology: technology ?? '' };
  const fill = (text: string) => text.replace(/\{(project|technology)\}/g, (_, key: string) => values[key] ?? '');
  return {
    prompt: fill((kind === 'JOB' && template.job) || template.prompt),
    referenceAnswer: fill(template.reference),
    keyPoints: template.keyPoints.map(([text, weight, cue]) => ({ text: fill(text), weight, cue })),
    difficulty: template.difficulty,
    timeLimit: template.timeLimit,
    hints: template.hints.map(fill),
    projectName: project,
  };
};
