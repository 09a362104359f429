/** Asking for an upload: announced, checked and counted before the first byte. */
import { and, eq, gt, inArray, or, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Context } from '../../context.js';
import { type Tx, transaction } from '../../db/connection.js';
import type { FilePurpose } from '../../db/enums.js';
import { newId } from '../../db/id.js';
import { type FileRow, files } from '../../db/tables/index.js';
import { AppError } from '../../errors.js';
import type { UploadTarget } from '../../storage/store.js';
import { parseInput } from '../input.js';
import { lockUser } from '../user/change.js';
import { requireViewer } from '../viewer.js';
import { quarantineKey } from './place.js';

export type RequestUploadInput = { purpose: FilePurpose; filename: string; contentType: string; byteSize: number };
export type UploadTicket = UploadTarget & { file: FileRow; expiresAt: Date };

/** Bytes that a user's files may take up in all. */
const quota = 1024 ** 3;
/** Uploads of a user that may be under way at once. */
const maxPending = 20;
/** Seconds: a recording may go over a slow line. */
const lifetimes: Record<FilePurpose, number> = { RESUME: 15 * 60, AVATAR: 15 * 60, RECORDING: 60 * 60 };

const shape = z.object({
  filename: z
    .string()
    .trim()
    .min(1)
    .max(255)
    // A name, not a path: it is shown, and saved under, but never opened.
    .refine((name) => !/[/\\\p{Cc}\p{Cf}\p{Co}\p{Cs}\u2028\u2029]/u.test(name) && !/^\.+$/.test(name), {
      params: {
        en: 'must be a plain file name, without / \\ or control characters',
        zh: '必须是不含路径和控制字符的文件名',
      },
    }),
  byteSize: z.number().int().min(1),
});

const megabytes = (bytes: number): number => Math.floor(bytes / 1024 ** 2);

/** @throws AppError PAYLOAD_TOO_LARGE, RATE_LIMITED */
const requireRoom = async (tx: Tx, userId: string, byteSize: number, now: Date): Promise<void> => {
  const pending = and(eq(files.status, 'PENDING'), gt(files.expiresAt, now));
  const [held] = await tx
    .select({
      bytes: sql<number>`coalesce(sum(${files.byteSize}), 0)`.mapWith(Number),
      pending: sql<number>`coalesce(sum(${files.status} = 'PENDING'), 0)`.mapWith(Number),
      nextEnd: sql<string | null>`min(case when ${files.status} = 'PENDING' then ${files.expiresAt} end)`,
    })
    .from(files)
    .where(and(eq(files.ownerId, userId), or(inArray(files.status, ['READY']), pending)));
  if ((held?.bytes ?? 0) + byteSize > quota) {
    throw new AppError('PAYLOAD_TOO_LARGE', {
      message: {
        en: `Your files would take up more than the ${megabytes(quota)} MB that an account has. Delete some first.`,
        zh: `文件总量将超过每个账号 ${megabytes(quota)} MB 的限额，请先删除一些文件。`,
      },
    });
  }
  if ((held?.pending ?? 0) >= maxPending) {
    const end = held?.nextEnd ? new Date(`${held.nextEnd.replace(' ', 'T')}Z`).getTime() : now.getTime();
    throw new AppError('RATE_LIMITED', {
      message: {
        en: `${maxPending} uploads are under way already. Complete or delete one first.`,
        zh: `已有 ${maxPending} 个上传正在进行，请先完成或删除其中之一。`,
      },
      retryAfter: Math.max(1, Math.ceil((end - now.getTime()) / 1000)),
    });
  }
};

/**
 * Gives out a place in the object store for one file.
 * @throws AppError BAD_USER_INPUT, UNSUPPORTED_MEDIA_TYPE, PAYLOAD_TOO_LARGE, RATE_LIMITED
 */
export const requestUpload = async (ctx: Context, input: RequestUploadInput): Promise<UploadTicket> => {
  const { userId } = requireViewer(ctx);
  const { purpose } = input;
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
  };
  await transaction(ctx.db, async (tx) => {
    // Two at once must not both find room for themselves.
    await lockUser(tx, userId);
    await requireRoom(tx, userId, byteSize, now);
    await tx.insert(files).values(file);
  });
  const target = await store.signUpload(quarantineKey(file.id), { contentType, byteSize, lifetime });
  return { ...target, file, expiresAt };
};
