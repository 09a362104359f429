/** How much a question is worth asking next, 0 to 1, and what speaks for it most. */
import type { CategoryRow } from '../../../db/tables/index.js';
import type { Bank, Interest } from './bank.js';
import type { Reason } from './reason.js';
import { isDue, type Repeat } from './schedule.js';
import { isWeak, levelOf, mastered, needOf, type Standings } from './standing.js';

/**
 * What counts for how much; each part is 0 to 1. A new question: the need of its subject, how weak its weakest tag is, whether the
 * resume or the role calls for it, and how near its difficulty is to what the candidate manages. One asked before has, in the place
 * of subject and tag, its own need, from its last score times the recall that is left of it, and, in that of difficulty, how long it
 * has been due.
 */
export const weights = { category: 0.4, tag: 0.15, skill: 0.15, role: 0.1, fit: 0.2 } as const;

/** Of a subject that was never asked as much is needed as of any, and a little more of a broad one. */
const untriedNeed = 0.5;
const breadthShare = 0.1;
/** A question that is only of the right subject. */
const broadMatch = 0.5;
/** A step of difficulty too far, of the two that make a question unfit. */
const unfitAt = 2;
/** What comes before its time comes after all else. */
const early = 0.5;
const easyTo = 2;

export type Candidate = { number: number; category: CategoryRow; score: number; reason: Reason };

type Place = Bank['categories'][number];

/** What one thing adds to the score, and how much it tells as a reason, if it is one. */
type Part = { worth: number; telling: number; reason?: Reason };

/** 0 where a need is no more than usual. */
const excess = (need: number): number => Math.max(0, 2 * need - 1);

export type Assessor = {
  /** Undefined for what is not in the bank. */
  assessNew(number: number): Candidate | undefined;
  assessRepeat(repeat: Repeat): Candidate | undefined;
};

export const createAssessor = (bank: Bank, standings: Standings): Assessor => {
  const broadest = Math.max(1, ...bank.categories.map(({ set }) => set.size));
  const weakest = [...standings.categories].sort(([, a], [, b]) => a.expected - b.expected)[0]?.[0];
  const skills = bank.interests.filter(({ kind }) => kind === 'SKILL');
  const roles = bank.interests.filter(({ kind }) => kind !== 'SKILL');
  const placeOf = (number: number): Place | undefined => bank.categories.find(({ set }) => set.has(number));

  const subjectPart = ({ category, set }: Place): Part => {
    const standing = standings.categories.get(category.id);
    if (!standing) {
      return { worth: weights.category * (untriedNeed + (breadthShare * set.size) / broadest), telling: 0 };
    }
    const need = needOf(standings, standing.expected);
    // Of one subject alone nothing is the weakest.
    const kind = category.id === weakest && standings.categories.size > 1 ? 'WEAKEST' : 'WEAK';
    return {
      worth: weights.category * need,
      telling: weights.category * excess(need),
      reason: isWeak(standings, standing) ? { kind, category, standing } : undefined,
    };
  };

  const tagPart = (number: number): Part => {
    // The weakest come first.
    const tag = bank.tags.find(({ set }) => set.has(number))?.tag;
    const standing = tag === undefined ? undefined : standings.tags.get(tag);
    if (tag === undefined || !standing) return { worth: 0, telling: 0 };
    const worth = weights.tag * excess(needOf(standings, standing.expected));
    return { worth, telling: worth, reason: { kind: 'TAG', tag, standing } };
  };

  const interestPart = (interests: Interest[], weight: number, number: number, { category }: Place): Part => {
    const exact = interests.find(({ narrow }) => narrow.has(number));
    const interest = exact ?? interests.find(({ broad }) => broad.has(number));
    if (!interest) return { worth: 0, telling: 0 };
    const worth = exact ? weight : weight * broadMatch;
    const narrow = exact !== undefined;
    return { worth, telling: worth, reason: { kind: 'INTEREST', interest, category, narrow } };
  };
  const interestParts = (number: number, place: Place): Part[] => [
    interestPart(skills, weights.skill, number, place),
    interestPart(roles, weights.role, number, place),
  ];

  /** Where no weakness and no interest speaks for a question. */
  const plainReason = ({ category }: Place, difficulty: number): Reason => {
    const standing = standings.categories.get(category.id);
    if (standings.overall.count === 0) return { kind: difficulty <= easyTo ? 'EASY_START' : 'START', category };
    if (!standing) return { kind: 'UNTRIED', category };
    const harder = standing.mean >= mastered && standing.difficulty !== null && difficulty > standing.difficulty;
    return { kind: harder ? 'HARDER' : 'ONWARD', category, standing };
  };

  const sum = (parts: Part[]): number => parts.reduce((total, { worth }) => total + worth, 0);

  const assessNew = (number: number): Candidate | undefined => {
    const place = placeOf(number);
    if (!place) return undefined;
    const { category } = place;
    const parts = [subjectPart(place), tagPart(number), ...interestParts(number, place)];
    const difficulty = 1 + bank.difficulties.findIndex((each) => each.has(number));
    const level = levelOf(standings, standings.categories.get(category.id));
    const fit = Math.max(0, 1 - Math.abs(difficulty - level) / unfitAt);
    const telling = parts.filter(({ reason }) => reason).sort((a, b) => b.telling - a.telling)[0];
    return {
      number,
      category,
      score: sum(parts) + weights.fit * fit,
      reason: telling?.reason ?? plainReason(place, difficulty),
    };
  };

  const assessRepeat = (repeat: Repeat): Candidate | undefined => {
    const { number, score, recall, days, interval } = repeat;
    const place = placeOf(number);
    if (!place) return undefined;
    const need = needOf(standings, score === null ? standings.overall.expected : score * recall);
    // Half at the day it is due, all of it when twice the interval has gone by.
    const due = Math.min(1, days / interval / 2);
    const worth = (weights.category + weights.tag) * need + weights.fit * due + sum(interestParts(number, place));
    return {
      number,
      category: place.category,
      score: isDue(repeat) ? worth : early * worth,
      reason: { kind: 'REPEAT', repeat },
    };
  };

  return { assessNew, assessRepeat };
};
