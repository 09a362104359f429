/** Documents made on the spot: PDFs with pdfkit or byte by byte, Word files part by part. */
import { deflateSync } from 'node:zlib';
import PDFDocument from 'pdfkit';
import { ZipFile } from 'yazl';

export const pdf = 'application/pdf';
export const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

const collected = async (stream: AsyncIterable<unknown>): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
};

/** A4 with margins of 50 points, in Helvetica of 10. */
export const makePdf = (
  draw: (page: PDFKit.PDFDocument) => void,
  options: PDFKit.PDFDocumentOptions = {},
): Promise<Buffer> => {
  const page = new PDFDocument({ size: 'A4', margin: 50, ...options });
  page.font('Helvetica').fontSize(10);
  draw(page);
  page.end();
  return collected(page);
};

/** One page whose content is given as PDF operators; `unicode` says what the characters from `A` on mean. */
export const rawPdf = (content: string | Buffer, unicode: string[] = []): Buffer => {
  const stream = (data: Buffer) => {
    const packed = deflateSync(data);
    return Buffer.concat([
      Buffer.from(`<< /Length ${packed.length} /Filter /FlateDecode >>\nstream\n`),
      packed,
      Buffer.from('\nendstream'),
    ]);
  };
  const hex = (number: number, digits: number) => number.toString(16).padStart(digits, '0');
  const meanings = unicode.map((char, index) => `<${hex(65 + index, 2)}> <${hex(char.charCodeAt(0), 4)}>`);
  const toUnicode = `/CIDInit /ProcSet findresource begin begincmap /CMapType 2 def
1 begincodespacerange <00> <ff> endcodespacerange
${meanings.length} beginbfchar\n${meanings.join('\n')}\nendbfchar
endcmap end`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    stream(Buffer.from(content)),
    `<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica${unicode.length > 0 ? ' /ToUnicode 6 0 R' : ''} >>`,
    stream(Buffer.from(toUnicode)),
  ];
  const parts = [Buffer.from('%PDF-1.7\n')];
  const offsets: number[] = [];
  let length = parts[0]?.length ?? 0;
  for (const [index, object] of objects.entries()) {
    const part = Buffer.concat([
      Buffer.from(`${index + 1} 0 obj\n`),
      typeof object === 'string' ? Buffer.from(object) : object,
      Buffer.from('\nendobj\n'),
    ]);
    offsets.push(length);
    length += part.length;
    parts.push(part);
  }
  const entries = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  parts.push(
    Buffer.from(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${entries}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${length}\n%%EOF`,
    ),
  );
  return Buffer.concat(parts);
};

const namespaces = [
  ['w', 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'],
  ['r', 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'],
  ['wp', 'http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing'],
  ['wps', 'http://schemas.microsoft.com/office/word/2010/wordprocessingShape'],
  ['mc', 'http://schemas.openxmlformats.org/markup-compatibility/2006'],
  ['v', 'urn:schemas-microsoft-com:vml'],
]
  .map(([prefix, uri]) => `xmlns:${prefix}="${uri}"`)
  .join(' ');

/** A Word file with this body, and more parts by their paths. */
export const rawDocx = (body: string, parts: Record<string, string | Buffer> = {}): Promise<Buffer> => {
  const file = new ZipFile();
  const all: Record<string, string | Buffer> = {
    'word/document.xml': `<?xml version="1.0" encoding="UTF-8"?><w:document ${namespaces}><w:body>${body}</w:body></w:document>`,
    ...parts,
  };
  for (const [path, content] of Object.entries(all)) file.addBuffer(Buffer.from(content), path);
  file.end();
  return collected(file.outputStream);
};

export const paragraph = (text: string): string => `<w:p><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;
