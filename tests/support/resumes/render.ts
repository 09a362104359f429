/** The corpus as files: every resume in its layouts. */
import { launchBrowser } from '../browser.js';
import { packDocx } from './docx.js';
import { createPrinter } from './html.js';
import { drawPdf } from './pdfkit.js';
import { type Layout, loadResumes, type Resume } from './resume.js';

export const contentTypes = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
} as const;
export type FileKind = keyof typeof contentTypes;

export type Rendered = { resume: Resume; layout: Layout; kind: FileKind; bytes: Uint8Array };

const kindOf = (layout: Layout): FileKind => (layout.startsWith('docx') ? 'docx' : 'pdf');

/** @throws Error that names the package where Chromium is missing and cannot be installed */
export const renderCorpus = async (resumes = loadResumes()): Promise<Rendered[]> => {
  const browser = await launchBrowser();
  try {
    const { page } = await browser.open('about:blank');
    const printer = await createPrinter(page);
    const render = (resume: Resume, layout: Layout): Promise<Uint8Array> => {
      if (kindOf(layout) === 'docx') return packDocx(resume, layout);
      return layout.startsWith('pdfkit') ? drawPdf(resume, layout) : printer.print(resume, layout);
    };
    const rendered: Rendered[] = [];
    for (const resume of resumes) {
      for (const layout of resume.layouts) {
        rendered.push({ resume, layout, kind: kindOf(layout), bytes: await render(resume, layout) });
      }
    }
    return rendered;
  } finally {
    await browser.dispose();
  }
};
