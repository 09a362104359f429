/** Problems that both kinds of Markdown have. */
import type { Bilingual } from '../../errors.js';
import type { Kind } from './blocks.js';

export const unclosed = ({ kind, line }: { kind: Kind; line: number }): Bilingual => {
  if (kind === 'CODE') {
    return {
      en: `the code fence opened in line ${line} is never closed, so that all behind it is code`,
      zh: `第 ${line} 行打开的代码块没有闭合，其后全部成为代码`,
    };
  }
  return {
    en: `the comment or tag opened in line ${line} is never closed, so that all behind it is lost`,
    zh: `第 ${line} 行打开的注释或标签没有闭合，其后全部丢失`,
  };
};
