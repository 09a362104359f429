/** Reading answers. */
import type { Context } from '../../context.js';
import type { TranscriptFailure } from '../../db/enums.js';
import type { Answer } from '../../db/tables/index.js';
import { AppError, type Bilingual } from '../../errors.js';
import { findInterview } from '../interview/read.js';
import { type Soon, whenRead } from '../reads.js';

/** Every try at a turn, oldest first. */
export const listAnswers = (ctx: Context, turnId: string): Soon<Answer[]> =>
  whenRead(ctx.loaders.answersByTurnId.get(turnId), (list) => {
    // What is nested below an answer asks for it again.
    for (const answer of list) ctx.loaders.answerById.prime(answer.id, answer);
    return list;
  });

/** The answer of a turn that counts: the newest try, or null. */
export const countedAnswer = (ctx: Context, turnId: string): Soon<Answer | null> =>
  whenRead(listAnswers(ctx, turnId), (list) => list.at(-1) ?? null);

/** An answer that the viewer may see. */
export const findAnswer = async (ctx: Context, id: string): Promise<Answer> => {
  const answer = await ctx.loaders.answerById.load(id);
  if (!answer) throw new AppError('NOT_FOUND');
  await findInterview(ctx, answer.interviewId);
  return answer;
};

const typeInstead: Bilingual = { en: 'Type the answer instead.', zh: '请改用文字作答。' };
const failures: Record<TranscriptFailure, Bilingual> = {
  NOT_CONFIGURED: {
    en: 'This server has no speech recognition.',
    zh: '本服务器未配置语音识别。',
  },
  TOO_LARGE: {
    en: 'The recording is longer than the speech recognition takes.',
    zh: '录音超出语音识别支持的长度。',
  },
  UNSUPPORTED: {
    en: 'The speech recognition could make nothing of the recording.',
    zh: '语音识别无法处理该录音。',
  },
  NOTHING_SAID: { en: 'No words were heard in the recording.', zh: '录音中没有听到任何话语。' },
  DELETED: { en: 'The recording was deleted before it was transcribed.', zh: '录音在转写之前已被删除。' },
  UNAVAILABLE: { en: 'The speech recognition could not be reached.', zh: '语音识别服务暂不可用。' },
};

/** Why a recording has no transcript, and what to do; null where it has one, or needs none. */
export const transcriptFailureText = (ctx: Context, { transcriptFailure }: Answer): string | null => {
  if (transcriptFailure === null) return null;
  const { en, zh } = failures[transcriptFailure];
  return ctx.locale === 'ZH' ? `${zh}${typeInstead.zh}` : `${en} ${typeInstead.en}`;
};
