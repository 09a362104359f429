/** What is read from a resume: a document in the JSON Resume format (jsonresume.org, schema 1.x), and its skills. */
import type { DocumentFailure } from '../document/document.js';

/** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, as exact as the text is. */
export type PartialDate = string;

export type Location = { address?: string; postalCode?: string; city?: string; region?: string; countryCode?: string };
export type Profile = { network?: string; username?: string; url?: string };

export type Basics = {
  name?: string;
  /** What the person is or wants to be, such as "Backend engineer". */
  label?: string;
  email?: string;
  /** As it stands in the text. */
  phone?: string;
  url?: string;
  summary?: string;
  location?: Location;
  profiles?: Profile[];
};

/** No endDate where it goes on. */
export type Work = {
  name?: string;
  position?: string;
  location?: string;
  url?: string;
  startDate?: PartialDate;
  endDate?: PartialDate;
  summary?: string;
  highlights?: string[];
};
export type Education = {
  institution?: string;
  area?: string;
  studyType?: string;
  startDate?: PartialDate;
  endDate?: PartialDate;
  score?: string;
  courses?: string[];
};
export type Project = {
  name?: string;
  description?: string;
  highlights?: string[];
  keywords?: string[];
  roles?: string[];
  entity?: string;
  url?: string;
  startDate?: PartialDate;
  endDate?: PartialDate;
};
export type Skill = { name?: string; level?: string; keywords?: string[] };
export type Language = { language?: string; fluency?: string };
export type Certificate = { name?: string; date?: PartialDate; issuer?: string; url?: string };

/** A field that is not in the text is absent, never guessed. */
export type ResumeDocument = {
  basics?: Basics;
  work?: Work[];
  education?: Education[];
  projects?: Project[];
  skills?: Skill[];
  languages?: Language[];
  certificates?: Certificate[];
};

export type ResumeFailure = DocumentFailure | 'NOT_A_RESUME';

/** Skills are canonical names ("Kubernetes" for k8s), each once, in the order in which the text first has them. */
export type ResumeReading =
  | { status: 'READY'; text: string; document: ResumeDocument; skills: string[] }
  /** `text` as far as there is any. */
  | { status: 'FAILED'; failure: ResumeFailure; text: string | null };

/** Where in a question bank a skill belongs. */
export type Topics = { tags: string[]; categorySlugs: string[] };

export type ResumeReader = {
  /**
   * Reads a resume by rules alone, on a thread of its own.
   * @param signal gives it up
   * @throws the signal's reason
   */
  read(bytes: Uint8Array, contentType: string, signal?: AbortSignal): Promise<ResumeReading>;
  /** The tags and categories of questions that a skill maps to; undefined for one that nobody knows. */
  topicsOf(skill: string): Topics | undefined;
  dispose(): Promise<void>;
};
