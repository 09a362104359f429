/** Asking for an upload: announced, checked and counted before the first byte. */
import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Context } from '../../context.js';
import { type Tx, transaction } from '../../db/connection.js';
import type { FilePurpose } from '../../db/enums.js';
import { newId } from '../../db/id.js';
import { type FileRow, files, uploadGrants } from '../../db/tables/index.js';
import { AppError, type Bilingual } from '../../errors.js';
import type { UploadTarget } from '../../storage/store.js';
import { parseInput } from '../input.js';
import { lockUser } from '../user/change.js';
import { requireEditor, requireViewer } from '../viewer.js';
import { quarantineKey } from './place.js';

export type RequestUploadInput = { purpose: FilePurpose; filename: string; contentType: string; byteSize: number };
export type UploadTicket = UploadTarget & { file: FileRow; expiresAt: Date };

/** Bytes that a user's files may take up in all. */
const quota = 1024 ** 3;
/** Places to write to that a user may hold at once. */
const maxGrants = 100;
/** Seconds: a recording may go over a slow line. */
const lifetimes: Record<FilePurpose, number> = {
  RESUME: 15 * 60,
  AVATAR: 15 * 60,
  RECORDING: 60 * 60,
  QUESTIONS: 60 * 60,
};

const pathless: Bilingual = {
  en: 'must be a plain file name, without / \\ or control characters',
  zh: '必须是不含路径和控制字符的文件名',
};

const shape = z.object({
  filename: z
    .string()
    .trim()
    .min(1)
    .max(255)
    // A name, not a path: it is shown, and saved under, but never opened.
    // Joiners are part of how some languages, and some emoji, are written.
    .refine((name) => !/[/\\\p{Cc}\p{Cf}\p{Co}\p{Cs}\u2028\u2029]/u.test(name.replace(/[\u200c\u200d]/g, '')), {
      params: pathless,
    })
    .refine((name) => !/^\.+$/.test(name), { params: pathless }),
  byteSize: z
    .number()
    .int()
    .refine((bytes) => bytes > 0, { params: { en: 'must not be empty', zh: '文件不能为空' } satisfies Bilingual }),
});

const megabytes = (bytes: number): number => Math.floor(bytes / 1024 ** 2);

/**
 * A place that was given out counts until nobody can write to it any more, whatever has become of its file: else deleting files
 * would make room for ever more.
 * @throws AppError PAYLOAD_TOO_LARGE, RATE_LIMITED
 */
const requireRoom = async (tx: Tx, userId: string, byteSize: number, now: Date): Promise<void> => {
  const [granted] = await tx
    .select({
      bytes: sql<number>`coalesce(sum(${uploadGrants.byteSize}), 0)`.mapWith(Number),
      count: sql<number>`count(*)`.mapWith(Number),
    })
    .from(uploadGrants)
    .where(eq(uploadGrants.ownerId, userId));
  const [held] = await tx
    .select({ bytes: sql<number>`coalesce(sum(${files.byteSize}), 0)`.mapWith(Number) })
    .from(files)
    .leftJoin(uploadGrants, eq(uploadGrants.fileId, files.id))
    .where(and(eq(files.ownerId, userId), inArray(files.status, ['PENDING', 'READY']), isNull(uploadGrants.fileId)));
  if ((granted?.bytes ?? 0) + (held?.bytes ?? 0) + byteSize > quota) {
    throw new AppError('PAYLOAD_TOO_LARGE', {
      message: {
        en: `Your files and the uploads of the last hour would take up more than the ${megabytes(quota)} MB that an account has. Delete some files, or wait.`,
        zh: `你的文件与最近一小时内的上传合计将超过每个账号 ${megabytes(quota)} MB 的限额，请删除一些文件或稍后再试。`,
      },
    });
  }
  if ((granted?.count ?? 0) < maxGrants) return;
  const [next] = await tx
    .select({ expiresAt: uploadGrants.expiresAt })
    .from(uploadGrants)
    .where(eq(uploadGrants.ownerId, userId))
    .orderBy(asc(uploadGrants.expiresAt))
    .limit(1);
  throw new AppError('RATE_LIMITED', {
    message: {
      en: `${maxGrants} uploads were asked for lately. Try again later.`,
      zh: `近期请求的上传已达 ${maxGrants} 个，请稍后再试。`,
    },
    retryAfter: Math.max(1, Math.ceil(((next?.expiresAt ?? now).getTime() - now.getTime()) / 1000)),
  });
};

/**
 * Gives out a place in the object store for one file.
 * @throws AppError BAD_USER_INPUT, FORBIDDEN, UNSUPPORTED_MEDIA_TYPE, PAYLOAD_TOO_LARGE, RATE_LIMITED
 */
export const requestUpload = async (ctx: Context, input: RequestUploadInput): Promise<UploadTicket> => {
  const { userId } = requireViewer(ctx);
  const { purpose } = input;
  if (purpose === 'QUESTIONS') requireEditor(ctx);
  const { filename, byteSize } = parseInput(ctx, shape, input);
  const { inspector, store, clock } = ctx;
  const contentType = inspector.canonicalType(purpose, input.contentType);
  if (contentType === undefined) {
    const list = inspector.allowedTypes[purpose].join(', ');
    throw new AppError('UNSUPPORTED_MEDIA_TYPE', {
      message: { en: `Taken for this purpose: ${list}.`, zh: `此用途支持的类型：${list}。` },
    });
  }
  const limit = inspector.sizeLimits[purpose];
  if (byteSize > limit) {
    throw new AppError('PAYLOAD_TOO_LARGE', {
      message: {
        en: `At most ${megabytes(limit)} MB are taken for this purpose.`,
        zh: `此用途的文件不得超过 ${megabytes(limit)} MB。`,
      },
    });
  }
  const lifetime = lifetimes[purpose];
  const now = clock.now();
  const expiresAt = new Date(now.getTime() + lifetime * 1000);
  const file: FileRow = {
    id: newId('file'),
    ownerId: userId,
    purpose,
    status: 'PENDING',
    filename,
    contentType,
    byteSize,
    storageKey: null,
    sha256: null,
    rejection: null,
    createdAt: now,
    updatedAt: now,
    expiresAt,
    unusedSince: null,
  };
  await transaction(ctx.db, async (tx) => {
    // Two at once must not both find room for themselves.
    await lockUser(tx, userId);
    await requireRoom(tx, userId, byteSize, now);
    await tx.insert(files).values(file);
    await tx.insert(uploadGrants).values({ fileId: file.id, ownerId: userId, byteSize, expiresAt });
  });
  const target = await store.signUpload(quarantineKey(file.id), { contentType, byteSize, lifetime });
  return { ...target, file, expiresAt };
};
