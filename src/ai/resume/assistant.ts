/** What a language model adds to a resume, and what is done where there is none. */
import { randomInt } from 'node:crypto';
import type { Log } from '../../log.js';
import type { LanguageModel } from '../model/language.js';
import { askAboutProjects, askWithModel, type ProjectFacts, type ProjectQuestion } from './ask/ask.js';
import { fillResume } from './fill/fill.js';
import type { ResumeDocument } from './resume.js';

export type Assistant = {
  /**
   * Adds what the rules left empty and the text has; without a model, nothing.
   * @throws what the model fails with
   */
  fill(text: string, document: ResumeDocument): Promise<ResumeDocument>;
  /**
   * At most so many questions about a candidate's own projects, by templates where the model fails or there is none.
   * @param worded whether the model may be asked at all
   */
  ask(projects: ProjectFacts[], locale: 'ZH' | 'EN', count: number, worded: boolean): Promise<ProjectQuestion[]>;
};

/** Milliseconds that a candidate waits for the wording of questions; the templates' is there at once. */
const patience = 8_000;

export const createAssistant = (model: LanguageModel | undefined, log: Log): Assistant => ({
  fill: async (text, document) => (model ? fillResume(model, text, document) : document),
  ask: async (projects, locale, count, worded) => {
    if (count === 0 || projects.length === 0) return [];
    const byTemplate = () => askAboutProjects(projects, locale, count, randomInt);
    if (!model || !worded) return byTemplate();
    const control = new AbortController();
    const timer = setTimeout(() => control.abort(new Error('the language model takes too long')), patience);
    try {
      return await askWithModel(model, projects, locale, count, randomInt, control.signal);
    } catch (error) {
      log.warn({ err: error }, 'questions about projects worded by templates');
      return byTemplate();
    } finally {
      clearTimeout(timer);
    }
  },
});
