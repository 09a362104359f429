/** Everything that the demo itself says, in English and in Chinese. */
import { en } from './words-en.js';
import { zh } from './words-zh.js';

export type DemoLocale = 'en' | 'zh';

export type Words = typeof en;

export const wordsOf = (locale: DemoLocale): Words => (locale === 'zh' ? zh : en);
