/** What a candidate is after: the skills of their resume, and the role that they mean to get. */
import { and, desc, eq, isNotNull, isNull } from 'drizzle-orm';
import type { ResumeDocument } from '../../../ai/resume/resume.js';
import type { Db } from '../../../db/connection.js';
import { interviews, resumes } from '../../../db/tables/index.js';

export type Aim = {
  /** In the order of the resume. */
  skills: string[];
  /** LABEL: what the resume says its owner is, or wants to be. */
  role: { kind: 'ROLE' | 'LABEL'; name: string } | null;
};

/** Characters. A line of a resume that is longer names no role. */
const longestRole = 200;

const readRole = async (db: Db, candidateId: string): Promise<string | null | undefined> => {
  const [newest] = await db
    .select({ targetRole: interviews.targetRole })
    .from(interviews)
    .where(and(eq(interviews.candidateId, candidateId), isNotNull(interviews.targetRole)))
    .orderBy(desc(interviews.id))
    .limit(1);
  return newest?.targetRole;
};

export const readAim = async (db: Db, candidateId: string): Promise<Aim> => {
  const [role, [resume]] = await Promise.all([
    readRole(db, candidateId),
    db
      .select({ skills: resumes.skills, document: resumes.document })
      .from(resumes)
      .where(and(eq(resumes.userId, candidateId), isNull(resumes.deletedAt))),
  ]);
  const skills = resume?.skills ?? [];
  if (role) return { skills, role: { kind: 'ROLE', name: role } };
  const { label = '' } = ((resume?.document ?? {}) as ResumeDocument).basics ?? {};
  const named = label !== '' && label.length <= longestRole;
  return { skills, role: named ? { kind: 'LABEL', name: label } : null };
};
