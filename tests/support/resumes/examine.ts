/** Reads every document of the corpus, and of ../shared where it is there, and scores what came of it. */
import { readDocument } from '../../../src/ai/document/read.js';
import { parseResume } from '../../../src/ai/resume/parse/parse.js';
import type { ResumeDocument } from '../../../src/ai/resume/resume.js';
import { agreement } from './agreement.js';
import { contentTypes, type FileKind, type Rendered } from './render.js';
import { type Score, score, type Tally } from './score.js';
import { loadGiven, type Truth, truthOf } from './truth.js';

export type Examined = {
  /** Of the resume; its documents are told apart by their layout. */
  id: string;
  layout: string;
  language: 'en' | 'zh';
  kind: FileKind;
  /** Taken for something else than a resume: nothing of it is read. */
  refused: boolean;
  score: Score;
};
export type Pair = { id: string; language: 'en' | 'zh'; layouts: string; agreement: Tally };
export type Examination = { documents: Examined[]; pairs: Pair[] };

type Candidate = Pick<Examined, 'id' | 'layout' | 'language' | 'kind'> & { truth: Truth; bytes: Uint8Array };

const candidates = (corpus: Rendered[]): Candidate[] => [
  ...corpus.map(({ resume, layout, kind, bytes }) => {
    const { id, language } = resume;
    return { id, layout, language, kind, truth: truthOf(resume), bytes };
  }),
  ...loadGiven().map(({ file, truth, bytes }): Candidate => {
    const [id = '', kind = ''] = file.split('.');
    return {
      id,
      layout: `given ${kind}`,
      language: file.startsWith('zh') ? 'zh' : 'en',
      kind: kind === 'docx' ? 'docx' : 'pdf',
      truth,
      bytes,
    };
  }),
];

type Reading = { document: ResumeDocument; skills: string[]; refused: boolean };

const read = async ({ bytes, kind, id, layout }: Candidate): Promise<Reading> => {
  // A copy: a library may take the memory of what it is given for itself.
  const text = await readDocument(Uint8Array.from(bytes), contentTypes[kind]).catch((cause: unknown) => {
    throw new Error(`${id}, ${layout} cannot be read`, { cause });
  });
  const parsed = parseResume(text);
  return parsed === 'NOT_A_RESUME' ? { document: {}, skills: [], refused: true } : { ...parsed, refused: false };
};

/** Every DOCX of a resume beside every PDF of it. @throws Error for a document that cannot be read at all */
export const examine = async (corpus: Rendered[]): Promise<Examination> => {
  const documents: (Examined & { document: ResumeDocument })[] = [];
  for (const candidate of candidates(corpus)) {
    const { document, skills, refused } = await read(candidate);
    const { truth, bytes: _, ...what } = candidate;
    documents.push({ ...what, refused, document, score: score(truth, document, skills) });
  }
  const pairs = documents
    .filter(({ kind }) => kind === 'docx')
    .flatMap((docx) =>
      documents
        .filter(({ id, kind }) => id === docx.id && kind === 'pdf')
        .map((pdf) => ({
          id: docx.id,
          language: docx.language,
          layouts: `${docx.layout} ${pdf.layout}`,
          agreement: agreement(docx.document, pdf.document),
        })),
    );
  return { documents: documents.map(({ document: _, ...examined }) => examined), pairs };
};
