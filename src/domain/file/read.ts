/** Reading files: who may, why one was not taken, and where its bytes are to be had. */
import type { Context, Viewer } from '../../context.js';
import type { FileRow } from '../../db/tables/index.js';
import { AppError, type Bilingual, inLanguage } from '../../errors.js';
import type { Rejection } from '../../storage/inspect/inspector.js';
import { readOnce } from '../reads.js';
import { isOwnerOrAdmin, requireViewer } from '../viewer.js';
import { thumbnailKey } from './place.js';

export const canViewFile = (viewer: Viewer | undefined, file: { ownerId: string }): boolean =>
  isOwnerOrAdmin(viewer, file.ownerId);

/** @throws AppError NOT_FOUND alike for one that does not exist and one that is another's */
export const findFile = async (ctx: Context, id: string): Promise<FileRow> => {
  requireViewer(ctx);
  const file = await ctx.loaders.fileById.load(id);
  if (!file || !canViewFile(ctx.viewer, file)) throw new AppError('NOT_FOUND');
  return file;
};

/** The files of a user, the newest first; a hundred at most, refused ones apart. */
export const listFiles = (ctx: Context, ownerId: string): Promise<FileRow[]> =>
  readOnce(ctx, ['files', ownerId], () => ctx.loaders.filesByOwnerId.load(ownerId));

/** A file that something else refers to, if it is there and the viewer may see it. */
export const viewFile = async (ctx: Context, id: string | null | undefined): Promise<FileRow | null> => {
  const file = id == null ? undefined : await ctx.loaders.fileById.load(id);
  return file && canViewFile(ctx.viewer, file) ? file : null;
};

const rejections: Record<Rejection, Bilingual> = {
  EMPTY: { en: 'The file is empty.', zh: '文件为空。' },
  TOO_LARGE: { en: 'The file is larger than its purpose allows.', zh: '文件超出此用途允许的大小。' },
  UNSAFE_NAMES: {
    en: 'The document names parts outside of itself, which no word processor does.',
    zh: '文档中含有指向外部的路径，请用文字处理软件重新保存后上传。',
  },
  SIZE_MISMATCH: {
    en: 'The file does not have the size that was announced.',
    zh: '文件大小与声明的不一致。',
  },
  TYPE_MISMATCH: {
    en: 'What is in the file is not of the type that was announced.',
    zh: '文件内容与声明的类型不符。',
  },
  TYPE_NOT_ALLOWED: { en: 'Files of this kind are not taken here.', zh: '不接受此类文件。' },
  AMBIGUOUS: {
    en: 'The file can be read as two kinds of file at once. Save it anew from the program it was made with.',
    zh: '该文件同时可被识别为两种格式。请用原程序重新保存后上传。',
  },
  BROKEN: {
    en: 'The file is damaged. Save it anew from the program it was made with.',
    zh: '文件已损坏。请用原程序重新保存后上传。',
  },
  EXPANDS_TOO_FAR: {
    en: 'The file unpacks to far more than a document of its kind ever holds.',
    zh: '文件解压后远超正常文档的大小。',
  },
  ENTITIES: {
    en: 'The document declares XML entities, which no word processor does. Save it anew.',
    zh: '文档中含有 XML 实体声明，请用文字处理软件重新保存后上传。',
  },
  OLD_OR_PROTECTED_WORD: {
    en: 'This is an old Word document, or one with a password. Save it as .docx without a password.',
    zh: '这是旧版 Word 文档或加密文档，请另存为不带密码的 .docx 文件。',
  },
  TOO_MANY_PIXELS: { en: 'The picture has too many pixels.', zh: '图片像素过多。' },
};

/** Why a file was not taken, for people; null where it was, or may still be. */
export const rejectionText = (ctx: Context, { rejection }: FileRow): string | null => {
  const text: Bilingual | undefined = rejections[rejection as Rejection];
  return text ? inLanguage(text, ctx.locale) : null;
};

/** Seconds for which a download URL is good. */
const downloadLifetime = 5 * 60;

const download = (ctx: Context, file: FileRow, key: string): Promise<string> =>
  ctx.store.signDownload(key, {
    filename: file.filename,
    // As plain text a browser shows it as it stands, whatever it contains.
    contentType: file.contentType.startsWith('text/') ? 'text/plain; charset=utf-8' : file.contentType,
    inline: file.purpose !== 'RESUME',
    lifetime: downloadLifetime,
  });

/** Where its bytes are to be had for some minutes; null unless it is READY. */
export const downloadUrl = async (ctx: Context, file: FileRow): Promise<string | null> =>
  file.status === 'READY' && file.storageKey ? download(ctx, file, file.storageKey) : null;

/** Of an avatar: where its small rendition is to be had. */
export const thumbnailUrl = async (ctx: Context, file: FileRow): Promise<string | null> =>
  file.status === 'READY' && file.purpose === 'AVATAR' && file.storageKey
    ? download(ctx, file, thumbnailKey(file.storageKey))
    : null;
