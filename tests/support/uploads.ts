/** Makers of files to upload: good ones, and those that are not what they seem. */
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { setImmediate as turn } from 'node:timers/promises';
import { crc32, deflateSync } from 'node:zlib';
import PDFDocument from 'pdfkit';
import sharp, { type Sharp } from 'sharp';
import { ZipFile } from 'yazl';

export const pdfType = 'application/pdf';
export const docxType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

const someLines = ['Ada Lovelace', 'ada@example.com', 'Experience', 'Engineer, Analytical Engines, 2019 - 2024'];

export const goodPdf = async (lines: string[] = someLines): Promise<Buffer> => {
  const document = new PDFDocument();
  for (const line of lines) document.text(line);
  document.end();
  return buffer(document as unknown as Readable);
};

/** `zeros`: so many bytes of nothing instead of a content, made while they are packed. */
export type ZipPart = { name: string; stored?: boolean } & ({ content: Buffer | string } | { zeros: number });

const zeros = (bytes: number): Readable => {
  const piece = Buffer.alloc(64 * 1024);
  return Readable.from(
    (function* () {
      for (let left = bytes; left > 0; left -= piece.length) yield piece.subarray(0, left);
    })(),
    { objectMode: false },
  );
};

/** @param large in the form for archives of more than 4 GB, which some programs always use */
export const zip = async (parts: ZipPart[], { large = false } = {}): Promise<Buffer> => {
  const archive = new ZipFile();
  for (const part of parts) {
    const options = { compress: !part.stored, mtime: new Date(0), forceZip64Format: large };
    if ('zeros' in part) archive.addReadStream(zeros(part.zeros), part.name, { ...options, size: part.zeros });
    else archive.addBuffer(Buffer.from(part.content), part.name, options);
  }
  archive.end({ forceZip64Format: large, comment: '' });
  return buffer(archive.outputStream as Readable);
};

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

export const contentTypes = (main = `${docxType}.main+xml`): string =>
  `${declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
  <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
  <Default Extension="xml" ContentType="application/xml"/>
  <Override PartName="/word/document.xml" ContentType="${main}"/></Types>`;

const relations = `${declaration}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1"
  Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`;

/** The parts of a small document that word processors open. */
export const docxParts = (lines: string[] = someLines): ZipPart[] => [
  { name: '[Content_Types].xml', content: contentTypes() },
  { name: '_rels/.rels', content: relations },
  {
    name: 'word/document.xml',
    content: `${declaration}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${lines
      .map((line) => `<w:p><w:r><w:t>${escaped(line)}</w:t></w:r></w:p>`)
      .join('')}</w:body></w:document>`,
  },
];

export const goodDocx = (lines?: string[]): Promise<Buffer> => zip(docxParts(lines));

/** A document with more parts, or others under the same names. */
export const docxWith = (...parts: ZipPart[]): Promise<Buffer> =>
  zip([...docxParts().filter(({ name }) => !parts.some((part) => part.name === name)), ...parts]);

/** About a thousandth of what it unpacks to. */
export const docxBomb = (bytes = 200 * 1024 * 1024): Promise<Buffer> =>
  docxWith({ name: 'word/media/image1.bmp', zeros: bytes });

const billionLaughs = (encodingName: string) => `<?xml version="1.0" encoding="${encodingName}"?>
<!DOCTYPE lolz [<!ENTITY lol "lol">${Array.from({ length: 9 }, (_, n) => `<!ENTITY lol${n + 1} "${`&lol${n || ''};`.repeat(10)}">`).join('')}]>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&lol9;</w:t></w:r></w:p></w:body></w:document>`;

export const docxWithEntities = (encoding: 'utf8' | 'utf16le' = 'utf8'): Promise<Buffer> =>
  docxWith({
    name: 'word/document.xml',
    content: Buffer.from(
      encoding === 'utf8' ? billionLaughs('UTF-8') : `\ufeff${billionLaughs('UTF-16')}`,
      encoding === 'utf8' ? 'utf8' : 'utf16le',
    ),
  });

/** Overwrites a field of a part's entry in the list of parts. */
export const patchListed = (archive: Buffer, name: string, field: number, value: number): Buffer => {
  const patched = Buffer.from(archive);
  let at = patched.indexOf('PK\x01\x02');
  while (patched.toString('latin1', at + 46, at + 46 + patched.readUInt16LE(at + 28)) !== name) {
    at = patched.indexOf('PK\x01\x02', at + 1);
    if (at < 0) throw new Error(`no such part: ${name}`);
  }
  if (field === listedField.flags || field === listedField.method) patched.writeUInt16LE(value, at + field);
  else patched.writeUInt32LE(value, at + field);
  return patched;
};
export const listedField = { flags: 8, method: 10, checksum: 16, packedSize: 20, size: 24, offset: 42 } as const;

/** Unpacks to far more than it declares. */
export const docxWithLyingSize = async (bytes = 20 * 1024 * 1024): Promise<Buffer> =>
  patchListed(await docxBomb(bytes), 'word/media/image1.bmp', listedField.size, 1_000);

/** The same number of bytes under another name, in both places. */
export const renamed = (archive: Buffer, from: string, to: string): Buffer =>
  Buffer.from(archive.toString('latin1').replaceAll(from, to), 'latin1');

/** A PDF that ZIP readers open as well. With `fixed`, its offsets are those of the whole file, as a strict reader wants them. */
export const pdfZip = async ({ fixed = false } = {}): Promise<Buffer> => {
  const [pdf, archive] = [await goodPdf(), await goodDocx()];
  if (fixed) {
    const end = archive.lastIndexOf('PK\x05\x06');
    let at = archive.readUInt32LE(end + 16);
    archive.writeUInt32LE(at + pdf.length, end + 16);
    for (; at < end; at += 46 + archive.readUInt16LE(at + 28) + archive.readUInt16LE(at + 30)) {
      archive.writeUInt32LE(archive.readUInt32LE(at + 42) + pdf.length, at + 42);
    }
  }
  return Buffer.concat([pdf, archive]);
};

/** As Word wrote them until 2003, and as it still wraps those with a password. */
export const oldWord = (): Buffer =>
  Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Buffer.alloc(1_528, 1)]);

export type PictureFormat = 'jpeg' | 'png' | 'webp';

/** Left half red, right half blue, with the place it was taken at. */
export const picture = (
  format: PictureFormat,
  { width = 400, height = 400, orientation = 1 } = {},
): Promise<Buffer> => {
  const half = { create: { width: Math.floor(width / 2), height, channels: 3 as const, background: '#0000ff' } };
  const whole: Sharp = sharp({ create: { width, height, channels: 3, background: '#ff0000' } });
  return whole
    .composite([{ input: half, left: Math.ceil(width / 2), top: 0 }])
    .withIccProfile('srgb')
    .withExif({
      IFD0: { Copyright: 'Ada Lovelace' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 0/1', GPSLongitudeRef: 'W', GPSLongitude: '0/1 7/1 0/1' },
    })
    .withMetadata({ orientation })
    .toFormat(format)
    .toBuffer();
};

export const wav = (bytes = 8_000): Buffer => {
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + bytes, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(8_000, 24);
  header.writeUInt32LE(8_000, 28);
  header.writeUInt16LE(1, 32);
  header.writeUInt16LE(8, 34);
  header.write('data', 36);
  header.writeUInt32LE(bytes, 40);
  return Buffer.concat([header, Buffer.alloc(bytes, 0x80)]);
};

const ebml = (documentType: string): Buffer => {
  const field = (id: number[], content: Buffer) =>
    Buffer.concat([Buffer.from([...id, 0x80 | content.length]), content]);
  const children = Buffer.concat([
    field([0x42, 0x86], Buffer.from([1])),
    field([0x42, 0xf7], Buffer.from([1])),
    field([0x42, 0xf2], Buffer.from([4])),
    field([0x42, 0xf3], Buffer.from([8])),
    field([0x42, 0x82], Buffer.from(documentType)),
    field([0x42, 0x87], Buffer.from([4])),
    field([0x42, 0x85], Buffer.from([2])),
  ]);
  // A segment of unknown length follows, as recorders in browsers write it.
  const segment = Buffer.from([0x18, 0x53, 0x80, 0x67, 0x01, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]);
  return Buffer.concat([field([0x1a, 0x45, 0xdf, 0xa3], children), segment, Buffer.alloc(200, 0x2a)]);
};
export const webm = (): Buffer => ebml('webm');
export const matroska = (): Buffer => ebml('matroska');

/** Frames of MPEG 1 layer III with 128 kbit/s at 44.1 kHz. */
export const mp3 = (frames = 20): Buffer => {
  const frame = Buffer.alloc(417, 0x55);
  frame.set([0xff, 0xfb, 0x90, 0xc4]);
  return Buffer.concat(Array.from({ length: frames }, () => frame));
};

/** With a tag in front that is as long as one with a picture. */
export const mp3WithTag = (tagBytes = 150_000, rest = mp3()): Buffer => {
  const tag = Buffer.alloc(10 + tagBytes, 0x41);
  tag.write('ID3\x04\0\0', 'latin1');
  for (const [index, shift] of [21, 14, 7, 0].entries()) tag.writeUInt8((tagBytes >>> shift) & 0x7f, 6 + index);
  return Buffer.concat([tag, rest]);
};

/** @param codec what the first packet begins with */
export const ogg = (codec = 'OpusHead'): Buffer => {
  const page = Buffer.alloc(28 + 19);
  page.write('OggS', 0);
  page.writeUInt8(2, 5);
  page.writeUInt8(1, 26);
  page.writeUInt8(19, 27);
  page.write(codec, 28, 'latin1');
  return Buffer.concat([page, Buffer.alloc(200, 0x2a)]);
};

export const mp4 = (brand = 'isom'): Buffer => {
  const box = Buffer.alloc(24);
  box.writeUInt32BE(24, 0);
  box.write(`ftyp${brand.padEnd(4)}`, 4, 'latin1');
  box.write(`${brand.padEnd(4)}mp42`, 16, 'latin1');
  return Buffer.concat([box, Buffer.from([0, 0, 0, 208]), Buffer.from('mdat'), Buffer.alloc(200, 0x2a)]);
};

/** So many bytes of WebM that exist only while they pass; now and then others get their turn, as they do where bytes really travel. */
export const largeRecording = (bytes: number, chunkLength = 64 * 1024): Readable =>
  Readable.from(
    (async function* () {
      const head = webm();
      yield head;
      for (let left = bytes - head.length; left > 0; left -= chunkLength) {
        yield Buffer.alloc(Math.min(left, chunkLength), 0x2a);
        await turn();
      }
    })(),
    { objectMode: false },
  );

/** In chunks, as it would come from a store. */
export const streamed = (bytes: Buffer, chunkLength = 64 * 1024): Readable =>
  Readable.from(
    (function* () {
      for (let at = 0; at < bytes.length; at += chunkLength) yield bytes.subarray(at, at + chunkLength);
    })(),
    { objectMode: false },
  );

/** Hides bytes before the list of parts or behind it; the offsets stay true. */
export const withHiddenBytes = (archive: Buffer, where: 'before' | 'behind'): Buffer => {
  const hidden = Buffer.alloc(100, 0x2a);
  const end = archive.lastIndexOf('PK\x05\x06');
  const start = archive.readUInt32LE(end + 16);
  const at = where === 'before' ? start : end;
  const moved = Buffer.concat([archive.subarray(0, at), hidden, archive.subarray(at)]);
  if (where === 'before') moved.writeUInt32LE(start + hidden.length, end + hidden.length + 16);
  return moved;
};

/** The bytes of its last but one part go on over the last one, so that those are unpacked twice. */
export const docxWithOverlap = async (): Promise<Buffer> => {
  const [outer, inner] = ['word/outer.bin', 'word/inner.bin'];
  const archive = await docxWith(
    { name: outer, content: 'outer', stored: true },
    { name: inner, content: 'inner', stored: true },
  );
  const from = archive.indexOf(outer) + outer.length;
  const content = archive.subarray(from, archive.readUInt32LE(archive.lastIndexOf('PK\x05\x06') + 16));
  return [
    [listedField.packedSize, content.length] as const,
    [listedField.size, content.length] as const,
    [listedField.checksum, crc32(content)] as const,
  ].reduce((patched, [field, value]) => patchListed(patched, outer, field, value), archive);
};

/** Black, with one bit a pixel: small however many pixels it has. */
export const blankPng = (width: number, height: number): Buffer => {
  const chunk = (type: string, content: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), content]);
    const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(content.length);
    checksum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, checksum]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.writeUInt8(1, 8);
  const rows = deflateSync(Buffer.alloc((1 + Math.ceil(width / 8)) * height));
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', rows),
    chunk('IEND', Buffer.alloc(0)),
  ]);
};
