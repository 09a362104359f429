/** What is wrong with text that is not JSON, and where. */
import type { Bilingual } from '../errors.js';
import { cut } from './refusal.js';
import { control } from './texts.js';

type BrokenText = {
  problem: Bilingual;
  /** Where in the text. */
  at: number;
  /** A character that may not stand in a text is all that is wrong with it, as far as we know: its end is sure. */
  isContained: boolean;
};

/** @param error what JSON.parse said of the text */
export const brokenText = (text: string, error: unknown): BrokenText => {
  if (!(error instanceof SyntaxError)) throw error;
  const found = control.exec(text);
  if (found) {
    const problem = {
      en: `a control character stands after “${cut(text.slice(Math.max(0, found.index - 40), found.index))}”: remove it`,
      zh: `“${cut(text.slice(Math.max(0, found.index - 40), found.index))}”之后有控制字符：请删除`,
    };
    return { problem, at: found.index, isContained: true };
  }
  // The engine's words name the place where they can.
  const place = /position (\d+)/.exec(error.message)?.[1];
  const at = place === undefined ? 0 : Number(place);
  if (at >= text.length || /end of JSON/.test(error.message)) {
    const end = cut(text.slice(-40));
    return {
      problem: {
        en: `this is not JSON: it ends too early, after “${end}”; a quote or a bracket is not closed`,
        zh: `不是有效的 JSON：在“${end}”之后提前结束，引号或括号未闭合`,
      },
      at: text.length,
      isContained: false,
    };
  }
  const near = cut(text.slice(Math.max(0, at - 20), at + 40));
  return {
    problem: {
      en: `this is not JSON, near “${near}”; look for a missing comma, quote or bracket`,
      zh: `“${near}”附近不是有效的 JSON；请检查是否缺少逗号、引号或括号`,
    },
    at,
    isContained: false,
  };
};
