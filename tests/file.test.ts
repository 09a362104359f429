/** Files: uploaded straight to the store, looked at, used, deleted, swept; on disk and on S3 alike. */
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as api from '../src/client/gql/graphql.js';
import { sendFile, type Ticket, uploadFile } from '../src/client/upload.js';
import { newId } from '../src/db/id.js';
import { files, outbox } from '../src/db/tables/index.js';
import { clearFiles, clearOrphans } from '../src/domain/file/sweep.js';
import { AppError } from '../src/errors.js';
import { createS3Server } from './support/s3.js';
import * as makers from './support/uploads.js';
import { codeOf, createWorld, eventually, type Person, type World } from './support/world.js';

const blob = (bytes: Buffer | string) => new Blob([typeof bytes === 'string' ? bytes : new Uint8Array(bytes)]);

describe.each(['disk', 's3'] as const)('files on %s', (kind) => {
  let world: World;
  let dataDir: string;
  let endS3 = async () => {};

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'zpi-files-'));
    let env: Record<string, string> = { DATA_DIR: dataDir };
    if (kind === 's3') {
      const { s3, dispose } = await createS3Server();
      endS3 = dispose;
      const { endpoint, region, bucket, accessKey, secretKey } = s3;
      env = {
        ...env,
        S3_ENDPOINT: endpoint,
        S3_REGION: region,
        S3_BUCKET: bucket,
        S3_ACCESS_KEY: accessKey,
        S3_SECRET_KEY: secretKey,
      };
    }
    world = await createWorld({ stores: `files${kind}`, env });
  });
  afterAll(async () => {
    await world.dispose();
    await endS3();
    await rm(dataDir, { recursive: true, force: true });
  });

  /** All that is in the store, by key. */
  const stored = async (): Promise<string[]> => {
    const keys: string[] = [];
    for await (const { key } of world.app.services.store.list('')) keys.push(key);
    return keys;
  };
  const storedOf = async (id: string) => (await stored()).filter((key) => key.includes(id));

  const request = async ({ client }: Person, input: Partial<api.RequestUploadInput> = {}): Promise<Ticket> => {
    const terms = { purpose: 'RESUME', filename: 'cv.txt', contentType: 'text/plain', byteSize: 5, ...input } as const;
    return (await client.request(api.RequestUploadDocument, { input: terms })).requestUpload;
  };
  const complete = async ({ client }: Person, fileId: string) =>
    (await client.request(api.CompleteUploadDocument, { fileId })).completeUpload;
  const upload = (person: Person, bytes: Buffer | string, input: Partial<api.RequestUploadInput> = {}) =>
    uploadFile(person.client, {
      purpose: 'RESUME',
      filename: 'cv.txt',
      contentType: 'text/plain',
      ...input,
      bytes: blob(bytes),
    });

  it('go up, are taken, and come down again as they were', async () => {
    const person = await world.person();
    const pdf = await makers.goodPdf();
    const file = await upload(person, pdf, { filename: '简历 "最终版".pdf', contentType: 'application/pdf' });
    expect(file).toMatchObject({
      status: 'READY',
      contentType: 'application/pdf',
      byteSize: pdf.length,
      rejection: null,
    });
    const response = await fetch(file.downloadUrl as string);
    expect(Buffer.from(await response.arrayBuffer()).equals(pdf)).toBe(true);
    expect(response.headers.get('content-disposition')).toMatch(/^attachment; .*filename\*=UTF-8''%E7%AE%80/);
    // What was looked at is out of reach of the URL that it was sent to.
    expect(await storedOf(file.id)).toEqual([expect.stringMatching(/^kept\//)]);
  });

  it('that were sent again after they were taken change nothing, and are swept', async () => {
    const person = await world.person();
    const ticket = await request(person, { byteSize: 5 });
    expect((await sendFile(ticket, blob('first'))).ok).toBe(true);
    const file = await complete(person, ticket.file.id);
    // S3 knows nothing of files; the route to the disk does.
    expect((await sendFile(ticket, blob('other'))).status).toBe(kind === 'disk' ? 409 : 204);
    if (kind === 'disk')
      await world.app.services.store.write(`incoming/${file.id}`, Buffer.from('other'), 'text/plain');
    expect(await (await fetch(file.downloadUrl as string)).text()).toBe('first');
    expect(await complete(person, ticket.file.id)).toMatchObject({ status: 'READY', byteSize: 5 });
    expect(await storedOf(file.id)).toHaveLength(2);
    // It may be under way still.
    await clearOrphans(world.app.services);
    expect(await storedOf(file.id)).toHaveLength(2);
    world.clock.advance(25 * 3600);
    expect((await clearOrphans(world.app.services)).objects).toBeGreaterThan(0);
    expect(await storedOf(file.id)).toHaveLength(1);
  });

  it('completed twenty times at once are taken once', async () => {
    const person = await world.person();
    const ticket = await request(person);
    await sendFile(ticket, blob('hello'));
    const { store } = world.app.services;
    const real = store.copy;
    let copies = 0;
    store.copy = (from, to) => {
      copies++;
      return real(from, to);
    };
    const all = await Promise.all(Array.from({ length: 20 }, () => complete(person, ticket.file.id)));
    store.copy = real;
    // Whoever comes while it is looked at waits for what comes of it.
    expect(copies).toBe(1);
    expect(new Set(all.map(({ status, id }) => `${status} ${id}`))).toEqual(new Set([`READY ${ticket.file.id}`]));
    const [row] = await world.app.services.db.select().from(files).where(eq(files.id, ticket.file.id));
    expect(await storedOf(ticket.file.id)).toEqual([row?.storageKey]);
  });

  it('of others do not exist', async () => {
    const [person, stranger] = [await world.person(), await world.person()];
    const ticket = await request(person);
    await sendFile(ticket, blob('hello'));
    expect(await codeOf(complete(stranger, ticket.file.id))).toBe('NOT_FOUND');
    const file = await complete(person, ticket.file.id);
    expect(await codeOf(stranger.client.request(api.DeleteFileDocument, { id: file.id }))).toBe('NOT_FOUND');
    expect(await codeOf(stranger.client.request(api.UploadResumeDocument, { fileId: file.id }))).toBe('NOT_FOUND');
    expect(await codeOf(stranger.client.request(api.UpdateUserDocument, { input: { avatarFileId: file.id } }))).toBe(
      'NOT_FOUND',
    );
  });

  it('are announced in full, or not taken', async () => {
    const person = await world.person();
    const ask = (input: Partial<api.RequestUploadInput>) => codeOf(request(person, input));
    for (const filename of [
      '../cv.txt',
      'a/b.txt',
      'a\\b.txt',
      'a\0.txt',
      '..',
      ' ',
      '',
      'x'.repeat(256),
      'a\u202eb.pdf',
    ]) {
      expect([filename, await ask({ filename })]).toEqual([filename, 'BAD_USER_INPUT']);
    }
    for (const byteSize of [0, -1]) expect(await ask({ byteSize })).toBe('BAD_USER_INPUT');
    expect(await ask({ byteSize: 10 * 1024 ** 2 + 1 })).toBe('PAYLOAD_TOO_LARGE');
    expect(await ask({ byteSize: 10 * 1024 ** 2 })).toBe('accepted');
    for (const contentType of ['image/png', 'application/x-msdownload', 'text/html', '', 'constructor']) {
      expect(await ask({ contentType })).toBe('UNSUPPORTED_MEDIA_TYPE');
    }
    expect(await ask({ contentType: 'Text/Plain; charset=utf-8' })).toBe('accepted');
  });

  it('that are larger, smaller or of another type than announced do not get in', async () => {
    const person = await world.person();
    for (const body of ['hello and more', 'hi']) {
      const ticket = await request(person);
      const sent = await sendFile(ticket, blob(body));
      expect(sent.ok).toBe(false);
      expect(await codeOf(complete(person, ticket.file.id))).toBe('CONFLICT');
      expect(await storedOf(ticket.file.id)).toEqual([]);
    }
  });

  const refused: [string, () => Promise<Buffer>, Partial<api.RequestUploadInput>, RegExp][] = [
    [
      'another type under the right name',
      () => makers.goodDocx(),
      { filename: 'cv.pdf', contentType: 'application/pdf' },
      /not of the type/,
    ],
    [
      'a PDF that is also a ZIP',
      () => makers.pdfZip(),
      { filename: 'cv.pdf', contentType: 'application/pdf' },
      /two kinds/,
    ],
    [
      'a DOCX that unpacks to 200 MB',
      () => makers.docxBomb(),
      { filename: 'cv.docx', contentType: makers.docxType },
      /unpacks to far more/,
    ],
    [
      'a DOCX with XML entities',
      () => makers.docxWithEntities(),
      { filename: 'cv.docx', contentType: makers.docxType },
      /entities/,
    ],
    [
      'an old Word document',
      async () => makers.oldWord(),
      { filename: 'cv.docx', contentType: makers.docxType },
      /\.docx without a password/,
    ],
    [
      'a picture that is none',
      async () => Buffer.from('no picture'),
      { purpose: 'AVATAR', filename: 'me.png', contentType: 'image/png' },
      /not of the type|damaged/,
    ],
  ];
  it.each(refused)('refuses %s, says why, and keeps nothing of it', async (_, make, input, reason) => {
    const person = await world.person();
    const file = await upload(person, await make(), input);
    expect(file).toMatchObject({ status: 'REJECTED', downloadUrl: null });
    expect(file.rejection).toMatch(reason);
    expect(await storedOf(file.id)).toEqual([]);
    // Asked again, it says the same.
    expect(await complete(person, file.id)).toMatchObject({ status: 'REJECTED', rejection: file.rejection });
  });

  it('of pictures become two small ones without what the camera noted', async () => {
    const person = await world.person();
    const file = await upload(person, await makers.picture('jpeg', { width: 640, height: 480 }), {
      purpose: 'AVATAR',
      filename: 'me.jpg',
      contentType: 'image/jpeg',
    });
    expect(file).toMatchObject({ status: 'READY', contentType: 'image/webp' });
    const { updateUser } = await person.client.request(api.UpdateUserDocument, { input: { avatarFileId: file.id } });
    expect(updateUser.avatar?.id).toBe(file.id);
    for (const [url, size] of [
      [updateUser.avatar?.downloadUrl, 256],
      [updateUser.avatar?.thumbnailUrl, 64],
    ] as const) {
      const response = await fetch(url as string);
      const metadata = await sharp(Buffer.from(await response.arrayBuffer())).metadata();
      expect([metadata.width, metadata.height, metadata.exif]).toEqual([size, size, undefined]);
      expect(response.headers.get('content-type')).toBe('image/webp');
    }
    expect(await storedOf(file.id)).toHaveLength(2);
    const { updateUser: bare } = await person.client.request(api.UpdateUserDocument, { input: { avatarFileId: null } });
    expect(bare.avatar).toBeNull();
  });

  it('only serve what they were announced for', async () => {
    const person = await world.person();
    const file = await upload(person, 'hello');
    const asAvatar = person.client.request(api.UpdateUserDocument, { input: { avatarFileId: file.id } });
    expect(await codeOf(asAvatar)).toBe('BAD_USER_INPUT');
    const ticket = await request(person);
    expect(await codeOf(person.client.request(api.UploadResumeDocument, { fileId: ticket.file.id }))).toBe(
      'BAD_USER_INPUT',
    );
  });

  it('are gone when deleted, but for the one of the resume', async () => {
    const person = await world.person();
    const file = await upload(person, 'hello');
    await person.client.request(api.UploadResumeDocument, { fileId: file.id });
    expect(await codeOf(person.client.request(api.DeleteFileDocument, { id: file.id }))).toBe('CONFLICT');
    await person.client.request(api.DeleteResumeDocument, {});
    expect(await codeOf(person.client.request(api.DeleteFileDocument, { id: file.id }))).toBe('accepted');
    await eventually(async () => (await storedOf(file.id)).length === 0);
    expect((await fetch(file.downloadUrl as string)).status).toBe(404);
    expect(await codeOf(person.client.request(api.DeleteFileDocument, { id: file.id }))).toBe('NOT_FOUND');
  });

  it('that are not completed, refused or not used are swept, with a word on how many', async () => {
    const person = await world.person();
    const abandoned = await request(person);
    await sendFile(abandoned, blob('hello'));
    const unused = await upload(person, 'hello');
    const rejected = await upload(person, 'hell\0');
    const used = await upload(person, 'I am used');
    await person.client.request(api.UploadResumeDocument, { fileId: used.id });
    const { services } = world.app;
    const here = async () => {
      const rows = await services.db.select({ id: files.id }).from(files).where(eq(files.ownerId, person.id));
      return rows.map(({ id }) => id).sort();
    };
    await clearFiles(services);
    expect(await here()).toEqual([abandoned.file.id, unused.id, rejected.id, used.id].sort());
    world.clock.advance(25 * 3600);
    const swept = await clearFiles(services);
    expect(swept.abandoned).toBeGreaterThan(0);
    expect(swept.refused).toBeGreaterThan(0);
    expect(swept.unused).toBeGreaterThan(0);
    expect(await here()).toEqual([used.id]);
    expect(world.log.some(({ msg, unused: count }) => msg === 'files swept' && Number(count) > 0)).toBe(true);
    await eventually(async () => (await storedOf(abandoned.file.id)).length === 0);
    expect(await storedOf(used.id)).toHaveLength(1);
  });

  it('can be completed for an hour after their URL has run out', async () => {
    const person = await world.person();
    const ticket = await request(person);
    await sendFile(ticket, blob('hello'));
    world.clock.advance(45 * 60);
    expect((await sendFile(ticket, blob('later'))).status).toBe(kind === 'disk' ? 403 : 204);
    await clearFiles(world.app.services);
    expect(await complete(person, ticket.file.id)).toMatchObject({ status: 'READY', byteSize: 5 });
  });

  it('that are used stay, however long ago they came', async () => {
    const person = await world.person();
    const send = async (purpose: api.FilePurpose, contentType: string, bytes: Buffer) =>
      (await upload(person, bytes, { purpose, contentType, filename: 'any' })).id;
    const pictures = [await makers.picture('png'), await makers.picture('webp')];
    const [first, second] = [
      await send('AVATAR', 'image/png', pictures[0] as Buffer),
      await send('AVATAR', 'image/webp', pictures[1] as Buffer),
    ];
    for (const avatarFileId of [first, second]) {
      await person.client.request(api.UpdateUserDocument, { input: { avatarFileId } });
    }
    const recordingFileId = await send('RECORDING', 'audio/wav', makers.wav());
    const { id } = await world.interview(person, 1);
    const { startInterview } = await person.client.request(api.StartInterviewDocument, { id });
    await person.client.request(api.SubmitAnswerDocument, {
      input: { turnId: startInterview.currentTurn?.id as string, clientKey: 'key', text: 'Said so.', recordingFileId },
    });
    world.clock.advance(25 * 3600);
    await clearFiles(world.app.services);
    const { db } = world.app.services;
    const rows = await db.select({ id: files.id }).from(files).where(eq(files.ownerId, person.id));
    // The picture before is nobody's any more.
    expect(rows.map((row) => row.id).sort()).toEqual([second, recordingFileId].sort());
  });

  it('have room for so many, and for so many at once', async () => {
    const person = await world.person();
    const { db } = world.app.services;
    const now = world.clock.now();
    const row = (byteSize: number, status: 'READY' | 'PENDING' | 'REJECTED') => ({
      id: newId('file'),
      ownerId: person.id,
      purpose: 'RECORDING' as const,
      status,
      filename: 'a',
      contentType: 'audio/webm',
      byteSize,
      createdAt: now,
      updatedAt: now,
      expiresAt: new Date(now.getTime() + 60_000),
    });
    await db.insert(files).values([row(1024 ** 3 - 9, 'READY'), row(1024 ** 3, 'REJECTED')]);
    expect(await codeOf(request(person, { byteSize: 10 }))).toBe('PAYLOAD_TOO_LARGE');
    // Of two at once that would fit alone, one does.
    const both = await Promise.all([1, 2].map(() => codeOf(request(person, { byteSize: 5 }))));
    expect(both.sort()).toEqual(['PAYLOAD_TOO_LARGE', 'accepted']);
    const other = await world.person();
    const results = await Promise.all(Array.from({ length: 105 }, () => codeOf(request(other))));
    expect(results.filter((code) => code === 'accepted')).toHaveLength(100);
    expect(results.filter((code) => code === 'RATE_LIMITED')).toHaveLength(5);
    world.clock.advance(90 * 60);
    await clearFiles(world.app.services);
    expect(await codeOf(request(other))).toBe('accepted');
  });

  it('make no room by being deleted while someone may still write to their place', async () => {
    const person = await world.person();
    const size = 9 * 1024 ** 2;
    for (let uploads = 0; uploads < 5; uploads++) {
      const { file } = await request(person, { purpose: 'RECORDING', contentType: 'audio/webm', byteSize: 20 * size });
      await person.client.request(api.DeleteFileDocument, { id: file.id });
    }
    const ticket = await request(person, { byteSize: 5 });
    await sendFile(ticket, blob('hello'));
    await person.client.request(api.DeleteFileDocument, { id: ticket.file.id });
    await eventually(async () => (await storedOf(ticket.file.id)).length === 0);
    // Its place is still good, and what is put there is not forgotten.
    expect((await sendFile(ticket, blob('again'))).status).toBe(kind === 'disk' ? 409 : 204);
    if (kind === 'disk')
      await world.app.services.store.write(`incoming/${ticket.file.id}`, Buffer.from('again'), 'text/plain');
    const large = { purpose: 'RECORDING', contentType: 'audio/webm', byteSize: 15 * size } as const;
    expect(await codeOf(request(person, large))).toBe('PAYLOAD_TOO_LARGE');
    expect(await storedOf(ticket.file.id)).toHaveLength(1);
    world.clock.advance(66 * 60);
    await clearFiles(world.app.services);
    expect(await storedOf(ticket.file.id)).toEqual([]);
    expect(await codeOf(request(person, large))).toBe('accepted');
  });

  it('are left alone by a database that they do not belong to', async () => {
    const person = await world.person();
    const file = await upload(person, 'hello');
    const { services } = world.app;
    world.clock.advance(25 * 3600);
    const stranger = { ...services, storeOwner: 'another', db: services.db };
    const { db } = services;
    // To that database every object is an orphan.
    await db.delete(files).where(eq(files.id, file.id));
    expect(await clearOrphans(stranger)).toMatchObject({ objects: 0 });
    expect(await storedOf(file.id)).toHaveLength(1);
    expect(world.log.some(({ msg }) => /belongs to another database/.test(msg))).toBe(true);
    // Nor is what others keep beside them.
    await services.store.write('kept/readme', Buffer.from('not ours'), 'text/plain');
    expect((await clearOrphans(services)).objects).toBeGreaterThan(0);
    expect(await stored()).toContain('kept/readme');
    expect(await storedOf(file.id)).toEqual([]);
  });

  it('whose store is away are an outage, and nothing is half done', async () => {
    const person = await world.person();
    const ticket = await request(person);
    await sendFile(ticket, blob('hello'));
    const { store, db } = world.app.services;
    const real = store.read;
    store.read = async () => {
      throw new AppError('DEPENDENCY_UNAVAILABLE');
    };
    try {
      expect(await codeOf(complete(person, ticket.file.id))).toBe('DEPENDENCY_UNAVAILABLE');
    } finally {
      store.read = real;
    }
    const [row] = await db.select().from(files).where(eq(files.id, ticket.file.id));
    expect(row?.status).toBe('PENDING');
    expect(await storedOf(ticket.file.id)).toEqual([`incoming/${ticket.file.id}`]);
    expect(await complete(person, ticket.file.id)).toMatchObject({ status: 'READY' });
    await eventually(async () => (await db.$count(outbox, eq(outbox.topic, 'REMOVE_FILE'))) === 0);
  });
});

it('uploads on their way to disk do not hold up a stop', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'zpi-files-'));
  const other = await createWorld({ stores: 'filesdisk', env: { DATA_DIR: folder } });
  const { client } = await other.person();
  const input = { purpose: 'RESUME', filename: 'cv.txt', contentType: 'text/plain', byteSize: 1_000_000 } as const;
  const { url } = (await client.request(api.RequestUploadDocument, { input })).requestUpload;
  const sending = httpRequest(url, {
    method: 'PUT',
    headers: { 'content-type': 'text/plain', 'content-length': 1_000_000 },
  });
  const broken = once(sending, 'error');
  sending.write('the first bytes');
  await eventually(async () => (await readdir(join(folder, 'files', '.incoming'))).length === 1);
  // Without being cut it would take as long as its sender pleases, and this test with it.
  await other.dispose();
  await broken;
  await eventually(async () => (await readdir(join(folder, 'files', '.incoming'))).length === 0);
  await rm(folder, { recursive: true, force: true });
});
