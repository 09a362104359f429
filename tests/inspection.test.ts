/** What an upload truly is: good files are taken as what they are, and others refused with their reason, in flat memory. */
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { crc32, deflateRawSync } from 'node:zlib';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { expand } from '../src/storage/inspect/expand.js';
import {
  allowedTypes,
  canonicalType,
  type Inspection,
  inspectUpload,
  type Purpose,
  purposes,
  type Rejection,
  sizeLimits,
} from '../src/storage/inspect/inspect.js';
import * as uploads from './support/uploads.js';
import { docxType, docxWith, pdfType, streamed } from './support/uploads.js';

const megabyte = 1024 * 1024;

const inspect = (purpose: Purpose, contentType: string, bytes: Buffer): Promise<Inspection> =>
  inspectUpload({ purpose, contentType, byteSize: bytes.length }, streamed(bytes));
const resume = (contentType: string, bytes: Buffer) => inspect('RESUME', contentType, bytes);
const docx = (bytes: Buffer) => resume(docxType, bytes);
const rejected = (rejection: Rejection) => ({ accepted: false, rejection });
const accepted = (contentType: string, bytes: Buffer) => ({
  accepted: true,
  contentType,
  byteSize: bytes.length,
  sha256: createHash('sha256').update(bytes).digest('hex'),
});

/** How much memory `work` takes at its height, in bytes, beside what there was. */
const growthDuring = async (work: () => Promise<unknown>): Promise<{ rss: number; arrayBuffers: number }> => {
  const before = process.memoryUsage();
  const peak = { ...before };
  const sampling = setInterval(() => {
    const { rss, arrayBuffers } = process.memoryUsage();
    peak.rss = Math.max(peak.rss, rss);
    peak.arrayBuffers = Math.max(peak.arrayBuffers, arrayBuffers);
  }, 1);
  try {
    await work();
  } finally {
    clearInterval(sampling);
  }
  return { rss: peak.rss - before.rss, arrayBuffers: peak.arrayBuffers - before.arrayBuffers };
};

describe('terms', () => {
  it.each<[Purpose, string, string | undefined]>([
    ['RECORDING', 'audio/x-wav', 'audio/wav'],
    ['RECORDING', 'audio/wave', 'audio/wav'],
    ['RECORDING', 'audio/mp3', 'audio/mpeg'],
    ['RECORDING', 'audio/m4a', 'audio/mp4'],
    ['RECORDING', 'audio/x-m4a', 'audio/mp4'],
    ['RECORDING', 'application/ogg', 'audio/ogg'],
    ['RECORDING', 'Audio/WebM; codecs=opus', 'audio/webm'],
    ['RECORDING', 'video/webm;codecs="vp9,opus"', 'video/webm'],
    ['RECORDING', 'text/plain', undefined],
    ['RESUME', 'text/x-markdown', 'text/markdown'],
    ['RESUME', 'TEXT/PLAIN ; charset=utf-8', 'text/plain'],
    ['RESUME', 'application/msword', undefined],
    ['RESUME', 'constructor', undefined],
    ['RESUME', '', undefined],
    ['AVATAR', 'image/svg+xml', undefined],
    ['AVATAR', 'image/gif', undefined],
  ])('%s: %s is kept as %s', (purpose, contentType, kept) => {
    expect(canonicalType(purpose, contentType)).toBe(kept);
  });

  it('keeps every allowed type under its own name', () => {
    for (const purpose of purposes) {
      expect(allowedTypes[purpose].map((type) => canonicalType(purpose, type))).toEqual(allowedTypes[purpose]);
    }
    expect(sizeLimits).toEqual({
      RESUME: 10 * megabyte,
      RECORDING: 200 * megabyte,
      AVATAR: 5 * megabyte,
      QUESTIONS: 200 * megabyte,
    });
  });
});

describe('any upload', () => {
  const text = Buffer.from('Ada Lovelace');
  const announced = (byteSize: number, contentType = 'text/plain') => ({
    purpose: 'RESUME' as const,
    contentType,
    byteSize,
  });

  it('is not read when its type or size is out of the question', async () => {
    for (const [upload, rejection] of [
      [announced(text.length, 'application/zip'), 'TYPE_NOT_ALLOWED'],
      [announced(sizeLimits.RESUME + 1), 'TOO_LARGE'],
    ] as const) {
      const bytes = streamed(text);
      expect(await inspectUpload(upload, bytes)).toEqual({ ...rejected(rejection), byteSize: 0 });
      expect(bytes.destroyed).toBe(true);
    }
  });

  it('is empty, or shorter than announced', async () => {
    expect(await inspectUpload(announced(5), streamed(Buffer.alloc(0)))).toEqual({ ...rejected('EMPTY'), byteSize: 0 });
    expect(await inspectUpload(announced(text.length + 1), streamed(text))).toEqual({
      ...rejected('SIZE_MISMATCH'),
      byteSize: text.length,
    });
  });

  it('is left unread behind the first chunk that is too many', async () => {
    let given = 0;
    const endless = Readable.from(
      (function* () {
        for (;;) {
          given += 1000;
          yield Buffer.alloc(1000, 'a');
        }
      })(),
      { objectMode: false, highWaterMark: 1 },
    );
    const found = await inspectUpload(announced(4_500), endless);
    expect(found).toMatchObject(rejected('SIZE_MISMATCH'));
    expect(found.byteSize).toBeLessThanOrEqual(given);
    expect(given).toBeLessThan(10_000);
    expect(endless.destroyed).toBe(true);
  });

  it.each<[Purpose, string]>([
    ['RESUME', 'text/plain'],
    ['RECORDING', 'audio/webm'],
    ['AVATAR', 'image/png'],
  ])('whose stream fails midway is no inspection: %s', async (purpose, contentType) => {
    const failing = Readable.from(
      (function* () {
        yield Buffer.alloc(1000, 'a');
        throw new Error('the store went away');
      })(),
      { objectMode: false },
    );
    await expect(inspectUpload({ purpose, contentType, byteSize: 5000 }, failing)).rejects.toThrow('went away');
    const cut = new Readable({ read() {} });
    cut.push(Buffer.alloc(1000, 'a'));
    const inspecting = inspectUpload({ purpose, contentType, byteSize: 5000 }, cut);
    setImmediate(() => cut.destroy());
    await expect(inspecting).rejects.toThrow();
  });
});

describe('a resume as PDF', () => {
  it('is taken, also after a byte order mark or blanks', async () => {
    const pdf = await uploads.goodPdf();
    const marked = Buffer.concat([Buffer.from('\ufeff\r\n'), pdf]);
    expect(await resume(pdfType, pdf)).toEqual(accepted(pdfType, pdf));
    expect(await resume(pdfType, marked)).toEqual(accepted(pdfType, marked));
  });

  it('is not something else under its name', async () => {
    const others = [
      await uploads.picture('png'),
      await uploads.goodDocx(),
      uploads.oldWord(),
      Buffer.from('Ada Lovelace'),
      Buffer.concat([Buffer.from('GIF89a'), await uploads.goodPdf()]),
    ];
    for (const other of others) expect(await resume(pdfType, other)).toMatchObject(rejected('TYPE_MISMATCH'));
  });

  it('is not also a ZIP, wherever a reader would find the list of parts', async () => {
    const polyglot = await uploads.pdfZip();
    const fixed = await uploads.pdfZip({ fixed: true });
    const trailed = Buffer.concat([fixed, Buffer.from('\n%%EOF\n')]);
    const sizeless = Buffer.from(fixed);
    sizeless.writeUInt32LE(1, sizeless.lastIndexOf('PK\x05\x06') + 12);
    for (const file of [polyglot, fixed, trailed, sizeless]) {
      expect(await resume(pdfType, file)).toMatchObject(rejected('AMBIGUOUS'));
      expect(await docx(file)).toMatchObject(rejected('AMBIGUOUS'));
    }
  });

  it('may hold what merely looks like the end of a ZIP', async () => {
    const pdf = await uploads.goodPdf();
    for (const stray of [Buffer.from('PK\x05\x06'), Buffer.concat([Buffer.from('PK\x05\x06'), Buffer.alloc(30, 1)])]) {
      const file = Buffer.concat([pdf, stray]);
      expect(await resume(pdfType, file)).toMatchObject({ accepted: true });
    }
  });

  it('is not also a page, a script or another archive', async () => {
    const pdf = await uploads.goodPdf();
    const headed = (text: string) => Buffer.concat([Buffer.from(`%PDF-1.4\n${text}\n`, 'latin1'), pdf]);
    const tar = Buffer.concat([pdf.subarray(0, 257), Buffer.from('ustar'), pdf.subarray(262)]);
    const files = [
      headed('<!DOCTYPE html><script>alert(1)</script>'),
      headed('<HTML>'),
      headed('<?php system($_GET["c"]);'),
      tar,
      Buffer.concat([pdf, Buffer.from('Rar!\x1a\x07\x00', 'latin1')]),
    ];
    for (const file of files) expect(await resume(pdfType, file)).toMatchObject(rejected('AMBIGUOUS'));
  });

  it('has at least one object', async () => {
    expect(await resume(pdfType, Buffer.from('%PDF-1.7\nhello'))).toMatchObject(rejected('BROKEN'));
  });
});

describe('a resume as text', () => {
  it.each<[string, Buffer]>([
    ['UTF-8', Buffer.from('张三\r\n\t高级工程师\n')],
    ['UTF-8 with a mark', Buffer.from('\ufeff# Ada\n')],
    ['UTF-16LE', Buffer.from('\ufeff张三, 高级工程师', 'utf16le')],
    ['UTF-16BE', Buffer.from('\ufeff张三, 高级工程师', 'utf16le').swap16()],
    ['GB18030', Buffer.from([0xd0, 0xd5, 0xc3, 0xfb, 0xa3, 0xba, 0xd5, 0xc5, 0xc8, 0xfd, 0x0a])],
    // Characters of three and of four bytes lie across the pieces in which a long text is decoded.
    ['UTF-8, long', Buffer.from(`a${'张'.repeat(400_000)}`)],
    ['GB18030, long', Buffer.from(`a${'\x95\x32\x82\x36'.repeat(200_000)}`, 'latin1')],
    ['what begins like a bitmap', Buffer.from('BMW Group, Munich\nEngineer')],
    ['Markdown with markup', Buffer.from('<div align="center">\n\n# Ada\n\n</div>\n')],
  ])('is taken: %s', async (_, bytes) => {
    expect(await resume('text/plain', bytes)).toEqual(accepted('text/plain', bytes));
    expect(await resume('text/x-markdown', bytes)).toEqual(accepted('text/markdown', bytes));
  });

  it('is not bytes that are no text, nor a text that is a format of its own', async () => {
    const others = [
      Buffer.from('Ada\0Lovelace'),
      Buffer.from('Ada\x1b[31mLovelace'),
      Buffer.from([0x41, 0xff, 0xff, 0x0a]),
      Buffer.concat([Buffer.alloc(300_000, 'a'), Buffer.from([0])]),
      Buffer.from('{\\rtf1\\ansi Ada}'),
      Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\n'),
      Buffer.from('<!DOCTYPE html><title>Ada</title>'),
      Buffer.from('<?xml version="1.0"?><a/>'),
      await uploads.picture('jpeg'),
      await uploads.goodDocx(),
      await uploads.goodPdf(),
    ];
    for (const other of others) expect(await resume('text/plain', other)).toMatchObject(rejected('TYPE_MISMATCH'));
  });
});

describe('a resume as DOCX', () => {
  it('is taken, with parts of any size, packed or not', async () => {
    const small = await uploads.goodDocx(['张三', '<!DOCTYPE in its text, and <!ENTITY']);
    expect(await docx(small)).toEqual(accepted(docxType, small));
    const rich = await docxWith(
      { name: 'word/media/image1.png', content: await uploads.picture('png'), stored: true },
      { name: 'word/media/image2.svg', content: '<?xml version="1.0"?><!DOCTYPE svg><svg/>' },
      { name: 'word/empty.xml', content: '' },
      { name: 'word/media/image3.bmp', zeros: 3 * megabyte },
    );
    expect(await docx(rich)).toEqual(accepted(docxType, rich));
    const large = await uploads.zip(uploads.docxParts(), { large: true });
    expect(await docx(large)).toEqual(accepted(docxType, large));
    const numbered = await uploads.zip(
      uploads.docxParts().map((part) => ({ ...part, name: part.name.replace('document.xml', 'document2.xml') })),
    );
    expect(await docx(numbered)).toEqual(accepted(docxType, numbered));
  });

  it('is not another kind of file', async () => {
    const sheet = await uploads.zip([
      { name: '[Content_Types].xml', content: uploads.contentTypes() },
      { name: 'xl/workbook.xml', content: '<a/>' },
    ]);
    for (const other of [sheet, await uploads.goodPdf(), await uploads.picture('jpeg'), Buffer.from('Ada')]) {
      expect(await docx(other)).toMatchObject(rejected('TYPE_MISMATCH'));
    }
    expect(await docx(uploads.oldWord())).toMatchObject(rejected('OLD_OR_PROTECTED_WORD'));
  });

  it('has no macros and is no template', async () => {
    const withMacros = await docxWith({ name: 'word/vbaProject.bin', content: 'x' });
    const macroEnabled = await docxWith({
      name: '[Content_Types].xml',
      content: uploads.contentTypes('application/vnd.ms-word.document.macroEnabled.main+xml'),
    });
    for (const file of [withMacros, macroEnabled]) expect(await docx(file)).toMatchObject(rejected('TYPE_NOT_ALLOWED'));
  });

  it.each(['utf8', 'utf16le'] as const)('declares no entities, not in %s either', async (encoding) => {
    expect(await docx(await uploads.docxWithEntities(encoding))).toMatchObject(rejected('ENTITIES'));
  });

  it('declares no entities in any part, under any name, across pieces', async () => {
    const pieceLength = 64 * 1024;
    const across = (offset: number) => `<a>${' '.repeat(pieceLength - 3 - offset)}<!DOCTYPE a>`;
    for (const part of [
      { name: 'word/styles.xml', content: '<!DOCTYPE a><a/>' },
      { name: 'word/evil.txt', content: ' <?xml version="1.0"?><!DOCTYPE a><a/>' },
      { name: 'word/media/image1.svg', content: '<!DOCTYPE svg [<!ENTITY b "c">]><svg/>' },
      ...Array.from({ length: 9 }, (_, offset) => ({ name: 'word/styles.xml', content: across(offset) })),
    ]) {
      expect(await docx(await docxWith(part))).toMatchObject(rejected('ENTITIES'));
    }
  });

  it.each([
    'word/../../../x',
    '../word/abcdef',
    '/etc/passwd/xyz',
    'word\\..\\..\\abc',
    'C:/windows/abcd',
    'word/abc\0.xmldef',
  ])('has no part named %j', async (name) => {
    const honest = 'x'.repeat(name.length);
    const file = uploads.renamed(await docxWith({ name: honest, content: 'a' }), honest, name);
    expect(await docx(file)).toMatchObject(rejected('UNSAFE_NAMES'));
  });

  it('has every part once, as its list says, with nothing in front, between or over each other', async () => {
    const good = await docxWith(
      { name: 'word/first1.xml', content: '<a/>' },
      { name: 'word/other1.xml', content: '<b/>' },
    );
    const twice = uploads.renamed(good, 'word/other1.xml', 'word/first1.xml');
    const cased = uploads.renamed(good, 'word/other1.xml', 'WORD/FIRST1.XML');
    const prepended = Buffer.concat([Buffer.from('#!/bin/sh\n'), good]);
    const firstAt = good.indexOf('word/first1.xml') - 30;
    const overlapping = uploads.patchListed(good, 'word/other1.xml', uploads.listedField.offset, firstAt);
    const local = Buffer.from(good);
    local.write('word/hidden.xml', good.indexOf('word/other1.xml'));
    const trailing = uploads.withHiddenBytes(good, 'before');
    const behind = uploads.withHiddenBytes(good, 'behind');
    const overlap = await uploads.docxWithOverlap();
    const alsoPdf = await docxWith({ name: 'a', content: '%PDF-1.4\n', stored: true });
    const pdfFirst = await uploads.zip([{ name: 'a', content: '%PDF-1.4\n', stored: true }, ...uploads.docxParts()]);
    expect(await docx(good)).toMatchObject({ accepted: true });
    for (const file of [twice, cased, prepended, overlapping, local, trailing, behind, overlap, pdfFirst]) {
      expect(await docx(file)).toMatchObject(rejected('AMBIGUOUS'));
    }
    // Within the first kilobyte is where readers of PDF look.
    expect(alsoPdf.indexOf('%PDF-')).toBeLessThan(1024);
    expect(await docx(alsoPdf)).toMatchObject(rejected('AMBIGUOUS'));
  });

  it('is whole, without passwords, and what its checksums say', async () => {
    const good = await docxWith({ name: 'word/media/a.bin', content: 'some bytes', stored: true });
    const { listedField, patchListed } = uploads;
    const flipped = Buffer.from(good);
    flipped.write('some bites', good.indexOf('some bytes'));
    const inflating = await uploads.goodDocx();
    inflating.fill(0xff, inflating.indexOf('word/document.xml') + 20, inflating.indexOf('word/document.xml') + 40);
    for (const file of [
      good.subarray(0, good.length - 30),
      good.subarray(0, 200),
      patchListed(good, 'word/media/a.bin', listedField.flags, 1),
      patchListed(good, 'word/media/a.bin', listedField.method, 99),
      patchListed(good, 'word/document.xml', listedField.checksum, 1),
      patchListed(good, 'word/document.xml', listedField.size, 10_000),
      flipped,
      inflating,
    ]) {
      expect(await docx(file)).toMatchObject(rejected('BROKEN'));
    }
  });

  it('has no more than 2,000 parts', async () => {
    const parts = Array.from({ length: 1_998 }, (_, n) => ({ name: `word/media/${n}.bin`, content: '' }));
    expect(await docx(await docxWith(...parts.slice(0, 1_997)))).toMatchObject({ accepted: true });
    expect(await docx(await docxWith(...parts))).toMatchObject(rejected('EXPANDS_TOO_FAR'));
  });

  it('unpacks to no more than 50 MB, and is not unpacked to see that', async () => {
    const bomb = await uploads.docxBomb();
    expect(bomb.length).toBeLessThan(256 * 1024);
    const growth = await growthDuring(async () => {
      expect(await docx(bomb)).toMatchObject(rejected('EXPANDS_TOO_FAR'));
    });
    expect(growth.arrayBuffers).toBeLessThan(16 * megabyte);
    expect(growth.rss).toBeLessThan(48 * megabyte);
  });

  it('is unpacked in flat memory, no further than it declares', async () => {
    const liar = await uploads.docxWithLyingSize(200 * megabyte);
    const many = await docxWith(
      ...Array.from({ length: 7 }, (_, n) => ({ name: `word/media/${n}.bmp`, zeros: 7 * megabyte })),
    );
    await docx(await docxWith({ name: 'word/media/1.bmp', zeros: 10 * megabyte }));
    const growth = await growthDuring(async () => {
      expect(await docx(liar)).toMatchObject(rejected('BROKEN'));
      expect(await docx(many)).toMatchObject({ accepted: true });
    });
    expect(growth.arrayBuffers).toBeLessThan(32 * megabyte);
    expect(growth.rss).toBeLessThan(48 * megabyte);
  });

  it('has no part that unpacks further than declared, or ends before its bytes do', async () => {
    const part = (content: Buffer, byteSize: number, behind = '') => ({
      compressed: true,
      byteSize,
      checksum: crc32(content),
      raw: Buffer.concat([deflateRawSync(content), Buffer.from(behind)]),
    });
    let seen = 0;
    const count = (piece: Buffer) => {
      seen += piece.length;
      return undefined;
    };
    expect(await expand(part(Buffer.alloc(10 * megabyte), 100_000), count)).toBe('BROKEN');
    expect(seen).toBeLessThan(200_000);
    expect(await expand(part(Buffer.from('a'), 1, 'hidden'), count)).toBe('AMBIGUOUS');
    expect(await expand(part(Buffer.from('a'), 1), count)).toBeUndefined();
  });

  it('leaves others their turn while it is unpacked', async () => {
    const file = await docxWith({ name: 'word/media/1.bmp', zeros: 49 * megabyte });
    let turns = 0;
    let done = false;
    const count = () => {
      turns++;
      if (!done) setImmediate(count);
    };
    setImmediate(count);
    expect(await docx(file)).toMatchObject({ accepted: true });
    done = true;
    expect(turns).toBeGreaterThan(100);
  });
});

describe('a recording', () => {
  it.each<[string, string, Buffer, string]>([
    ['WebM', 'audio/webm;codecs=opus', uploads.webm(), 'audio/webm'],
    ['WebM', 'video/webm', uploads.webm(), 'video/webm'],
    ['MP3', 'audio/mp3', uploads.mp3(), 'audio/mpeg'],
    ['MP3 of one frame', 'audio/mpeg', uploads.mp3(1), 'audio/mpeg'],
    ['MP3 behind a tag', 'audio/mpeg', uploads.mp3WithTag(), 'audio/mpeg'],
    ['MP3 behind two tags', 'audio/mpeg', uploads.mp3WithTag(70_000, uploads.mp3WithTag(20)), 'audio/mpeg'],
    ['WAV', 'audio/x-wav', uploads.wav(), 'audio/wav'],
    ['Opus in OGG', 'audio/ogg', uploads.ogg(), 'audio/ogg'],
    ['Vorbis in OGG', 'application/ogg', uploads.ogg('\x01vorbis'), 'audio/ogg'],
    ['MP4', 'audio/mp4', uploads.mp4(), 'audio/mp4'],
    ['MP4', 'video/mp4', uploads.mp4('mp42'), 'video/mp4'],
    ['M4A', 'audio/x-m4a', uploads.mp4('M4A'), 'audio/mp4'],
    ['M4A, announced as film', 'video/mp4', uploads.mp4('M4A'), 'audio/mp4'],
    ['M4V, announced as sound', 'audio/mp4', uploads.mp4('M4V'), 'video/mp4'],
  ])('%s as %s is taken', async (_, contentType, bytes, kept) => {
    expect(await inspect('RECORDING', contentType, bytes)).toEqual(accepted(kept, bytes));
  });

  it('is in the container that was announced', async () => {
    const made = {
      webm: uploads.webm(),
      mpeg: uploads.mp3(),
      mp4: uploads.mp4(),
      wav: uploads.wav(),
      ogg: uploads.ogg(),
    };
    for (const announced of allowedTypes.RECORDING) {
      for (const [family, bytes] of Object.entries(made)) {
        if (announced.endsWith(`/${family}`)) continue;
        expect(await inspect('RECORDING', announced, bytes)).toMatchObject(rejected('TYPE_MISMATCH'));
      }
    }
  });

  it.each<[string, string, Buffer]>([
    ['Matroska', 'video/webm', uploads.matroska()],
    ['QuickTime', 'video/mp4', uploads.mp4('qt')],
    ['AVIF', 'video/mp4', uploads.mp4('avif')],
    ['film in OGG', 'audio/ogg', uploads.ogg('\x80theora')],
    ['a tag alone', 'audio/mpeg', uploads.mp3WithTag(1_000, Buffer.alloc(0))],
    ['a program behind a tag', 'audio/mpeg', uploads.mp3WithTag(1_000, Buffer.from('MZ not a frame'))],
    ['a tag longer than the file', 'audio/mpeg', uploads.mp3WithTag(100_000).subarray(0, 50_000)],
    ['one frame by chance', 'audio/mpeg', Buffer.concat([uploads.mp3(1), Buffer.alloc(2_000, 0x41)])],
    ['layer II', 'audio/mpeg', Buffer.from(uploads.mp3().map((byte) => (byte === 0xfb ? 0xfd : byte)))],
    ['a page', 'audio/wav', Buffer.from('<html><script>alert(1)</script>')],
  ])('is not %s', async (_, contentType, bytes) => {
    expect(await inspect('RECORDING', contentType, bytes)).toMatchObject(rejected('TYPE_MISMATCH'));
  });

  it('of 200 MB passes in flat memory', async () => {
    const record = async (byteSize: number, contentType: string) => {
      const upload = { purpose: 'RECORDING' as const, contentType, byteSize };
      return inspectUpload(upload, uploads.largeRecording(byteSize));
    };
    await record(20 * megabyte, 'video/webm');
    const growth = await growthDuring(async () => {
      const byteSize = sizeLimits.RECORDING;
      expect(await record(byteSize, 'video/webm')).toMatchObject({
        accepted: true,
        contentType: 'video/webm',
        byteSize,
      });
    });
    expect(growth.arrayBuffers).toBeLessThan(64 * megabyte);
    expect(growth.rss).toBeLessThan(80 * megabyte);
  });
});

describe('an avatar', () => {
  const renditionsOf = async (contentType: string, bytes: Buffer) => {
    const found = await inspect('AVATAR', contentType, bytes);
    if (!found.accepted) return expect.fail(found.rejection);
    const [large, small] = found.renditions ?? [];
    if (!large || !small) return expect.fail('without renditions');
    return { found, large, small };
  };
  const colourAt = async (image: Buffer, left: number, top: number): Promise<string> => {
    const [red = 0, , blue = 0] = await sharp(image)
      .removeAlpha()
      .extract({ left, top, width: 1, height: 1 })
      .raw()
      .toBuffer();
    return red > blue ? 'red' : 'blue';
  };

  it.each(['jpeg', 'png', 'webp'] as const)('as %s becomes two WebP without metadata', async (format) => {
    const original = await uploads.picture(format, { width: 600, height: 400 });
    expect(await sharp(original).metadata()).toHaveProperty('exif');
    const { found, large, small } = await renditionsOf(`image/${format}`, original);
    expect(found).toMatchObject(accepted('image/webp', large.bytes));
    for (const [rendition, size] of [
      [large, 256],
      [small, 64],
    ] as const) {
      expect(rendition).toMatchObject({ size, contentType: 'image/webp' });
      const metadata = await sharp(rendition.bytes).metadata();
      expect(metadata).toMatchObject({ format: 'webp', width: size, height: size });
      for (const kind of ['exif', 'icc', 'xmp', 'iptc', 'orientation']) expect(metadata).not.toHaveProperty(kind);
      expect(rendition.bytes.includes('Ada Lovelace')).toBe(false);
    }
  });

  it('stands as its orientation says', async () => {
    const { large, small } = await renditionsOf('image/jpeg', await uploads.picture('jpeg', { orientation: 6 }));
    // Turned by a quarter clockwise, left is above.
    for (const { bytes, size } of [large, small]) {
      expect(await colourAt(bytes, size - 2, 2)).toBe('red');
      expect(await colourAt(bytes, 2, size - 2)).toBe('blue');
    }
  });

  it('keeps its transparency, and of an animation the first picture', async () => {
    const clear = await sharp({ create: { width: 300, height: 300, channels: 4, background: '#ff000000' } })
      .png()
      .toBuffer();
    expect((await sharp((await renditionsOf('image/png', clear)).large.bytes).stats()).isOpaque).toBe(false);
    const frames = await Promise.all(
      ['#ff0000', '#0000ff'].map((background) =>
        sharp({ create: { width: 80, height: 80, channels: 3, background } })
          .png()
          .toBuffer(),
      ),
    );
    const animated = await sharp(frames, { join: { animated: true } })
      .webp({ loop: 0 })
      .toBuffer();
    expect(await sharp(animated).metadata()).toHaveProperty('pages', 2);
    const { large } = await renditionsOf('image/webp', animated);
    expect(await sharp(large.bytes).metadata()).not.toHaveProperty('pages');
    expect(await colourAt(large.bytes, 128, 128)).toBe('red');
  });

  it('leaves behind what was hidden in it', async () => {
    const polyglot = Buffer.concat([await uploads.picture('jpeg'), await uploads.goodDocx()]);
    const { large, small } = await renditionsOf('image/jpeg', polyglot);
    for (const { bytes } of [large, small]) expect(bytes.includes('PK')).toBe(false);
  });

  it('is what it was announced as, and whole', async () => {
    const png = await uploads.picture('png');
    expect(await inspect('AVATAR', 'image/jpeg', png)).toMatchObject(rejected('TYPE_MISMATCH'));
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>');
    expect(await inspect('AVATAR', 'image/png', svg)).toMatchObject(rejected('TYPE_MISMATCH'));
    for (const format of ['jpeg', 'png', 'webp'] as const) {
      const noise = await sharp({
        create: {
          width: 300,
          height: 300,
          channels: 3,
          background: '#000',
          noise: { type: 'gaussian', mean: 128, sigma: 30 },
        },
      })
        .toFormat(format)
        .toBuffer();
      const half = noise.subarray(0, noise.length / 2);
      expect(await inspect('AVATAR', `image/${format}`, half)).toMatchObject(rejected('BROKEN'));
    }
  });

  it('has no more than 40 megapixels', async () => {
    const wide = (width: number) => uploads.blankPng(width, 5_000);
    expect(await inspect('AVATAR', 'image/png', wide(8_001))).toMatchObject(rejected('TOO_MANY_PIXELS'));
    expect(await inspect('AVATAR', 'image/png', wide(8_000))).toMatchObject({ accepted: true });
  });
});
