/** Finds what of an answer speaks to whoever judges it: that is no answer, and no evidence of one. */
import type { Clause } from '../offline/clauses.js';

/** Said of marking, and never of a subject; beside the plain orders that the rules know. Matched against one clause at a time. */
const addresses = [
  /\bkey points?\b.{0,24}\b(?:covered|met|made|satisfied|addressed|complete|correct)\b/iu,
  /\b(?:all|every|each)(?: of the)? points?\b.{0,12}\b(?:covered|complete)$/iu,
  /\b(?:mark|count|grade|judge|treat)\b.{0,20}\b(?:points?|answers?)\b.{0,20}\b(?:covered|correct|complete|perfect)\b/iu,
  /\b(?:rubric|marking scheme)\b.{0,24}\b(?:met|satisfied|fulfilled|says)\b|\bfull marks\b/iu,
  /^(?:(?:dear|hello|hi) )?(?:grader|examiner|judge|assistant)$/iu,
  /\bthis answer\b (?:\w+ )?(?:deserves|(?:is|should be|must be) (?:\w+ )?(?:complete|perfect|correct|right|marked|graded|scored))\b/iu,
  /要点.{0,8}(?:覆盖|涵盖|讲到|答到|命中|都对)/u,
  /(?:本|这个|该|此|这份)(?:回答|答案).{0,6}(?:完整|完美|正确|满分|优秀|全面)/u,
  /(?:评分|评卷|阅卷)(?:标准|老师|员|要求)/u,
  /(?:给|打|评|判|应|请).{0,6}满分/u,
  /标(?:记|注)?(?:为|成).{0,4}(?:覆盖|正确)/u,
];

export const isAddress = (text: string, { start, end }: Clause): boolean =>
  addresses.some((address) => address.test(text.slice(start, end)));
