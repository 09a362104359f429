/** Reading resumes: the owner and admins alone. */
import type { Context, Viewer } from '../../context.js';
import type { Resume, ResumeRow } from '../../db/tables/index.js';
import { AppError, type Bilingual, inLanguage } from '../../errors.js';
import { isOwnerOrAdmin, requireViewer } from '../viewer.js';
import type { ResumeFailure } from './parse.js';

export const canViewResume = (viewer: Viewer | undefined, resume: { userId: string }): boolean =>
  isOwnerOrAdmin(viewer, resume.userId);

/** @throws AppError NOT_FOUND alike for one that does not exist and one that is another's */
export const findResume = async (ctx: Context, id: string): Promise<Resume> => {
  requireViewer(ctx);
  const resume = await ctx.loaders.resumeById.load(id);
  if (!resume || !canViewResume(ctx.viewer, resume)) throw new AppError('NOT_FOUND');
  return resume;
};

/** The resume of a user, if there is one and the viewer may see it. */
export const resumeOfUser = async (ctx: Context, userId: string): Promise<Resume | null> =>
  canViewResume(ctx.viewer, { userId }) ? ((await ctx.loaders.resumeByUserId.load(userId)) ?? null) : null;

/** What was read from it. */
export const resumeContent = async (
  ctx: Context,
  resume: Resume,
): Promise<Pick<ResumeRow, 'text' | 'document' | 'skills'>> =>
  (await ctx.loaders.resumeContentById.load(resume.id)) ?? { text: null, document: null, skills: [] };

const failures: Record<ResumeFailure, Bilingual> = {
  ENCRYPTED: {
    en: 'The document is protected by a password. Save it without one and upload it again.',
    zh: '文档设有密码保护，请取消密码后重新上传。',
  },
  NO_TEXT: {
    en: 'The document holds next to no text. If it is a scan or a picture, upload one whose text can be selected.',
    zh: '文档中几乎没有文字。如果是扫描件或图片，请上传可以选中文字的文档。',
  },
  UNREADABLE: {
    en: 'The document could not be read; it may be damaged. Save it anew, as PDF or DOCX, and upload it again.',
    zh: '无法读取该文档，文件可能已损坏。请重新保存为 PDF 或 DOCX 后上传。',
  },
  TOO_LONG: {
    en: 'The document is far longer than a resume. Upload the resume alone.',
    zh: '文档篇幅远超简历，请只上传简历本身。',
  },
  NOT_A_RESUME: {
    en: 'This does not look like a resume: too few of its usual parts were found (contact, work, education, projects, skills).',
    zh: '该文档不像简历：未找到足够的常见内容（联系方式、工作经历、教育背景、项目、技能）。',
  },
  UNAVAILABLE: {
    en: 'The document could not be read on our side. Please upload it again later.',
    zh: '服务器暂时无法解析该文档，请稍后重新上传。',
  },
};

/** Why it could not be read, for people; null where it was, or still is. */
export const failureText = (ctx: Context, { failure }: Resume): string | null => {
  const text: Bilingual | undefined = failures[failure as ResumeFailure];
  return text ? inLanguage(text, ctx.locale) : null;
};
