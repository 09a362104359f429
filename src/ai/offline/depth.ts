/** Looks for what makes an explanation deep: reasons, examples, trade-offs, conditions, order, specifics. Never length. */
import type { Clause } from './clauses.js';

type Sign = 'reason' | 'example' | 'contrast' | 'condition' | 'sequence' | 'specific';

const signs: Record<Exclude<Sign, 'specific'>, RegExp> = {
  reason:
    /\b(?:because|since|so that|so|therefore|thus|hence|due to|as a result|which means|that means|leads? to|caus(?:e|es|ed|ing)|in order to|otherwise|the reason|why|that is how|to (?:avoid|prevent|keep|make|ensure))\b|因为|由于|所以|因此|因而|从而|导致|使得|为了|原因|这样|否则|这意味着|意味着|避免|防止|以便|于是|才能|就会/giu,
  example:
    /\b(?:for example|for instance|e\.g|such as|say,|like when|imagine|suppose|in one project|in practice|for one)\b|例如|比如|譬如|举例|举个例子|假设|像是|以.{1,12}为例|实际中|实践中|我们当时|有一次/giu,
  contrast:
    /\b(?:but|however|whereas|while|although|though|rather than|instead|on the other hand|in contrast|unlike|compared (?:with|to)|than|against|trade-?offs?|at the cost|at the price|the price|downside|drawback|despite|yet|still|not only)\b|但|不过|然而|而不是|而是|相比|相对|反之|却|虽然|尽管|代价|缺点|优点|权衡|取舍|另一方面|比.{1,14}更|区别|否则|只是/giu,
  condition:
    /\b(?:if|when|unless|until|as long as|provided|whenever|in case|once|only|after|before|depends? on)\b|如果|若|当.{1,20}时|一旦|除非|只有|只要|取决于|情况下|的时候|之前|之后|时[，,]|适合|适用/giu,
  sequence:
    /\b(?:first|firstly|second|secondly|then|next|finally|last|after that|afterwards|step|the other|both|another|also|in addition|besides)\b|首先|其次|然后|接着|最后|第一|第二|第三|再|先|随后|同时|此外|另外|还|也/giu,
};

const weights: Record<Sign, number> = {
  reason: 1.5,
  example: 1,
  contrast: 1.2,
  condition: 0.8,
  sequence: 0.6,
  specific: 1.4,
};
/** From this many on more of the same sign adds nothing; a reference that has more may ask for up to twice as many. */
const enough: Record<Sign, number> = { reason: 2, example: 1, contrast: 2, condition: 2, sequence: 2, specific: 8 };
const kinds = Object.keys(weights) as Sign[];

/** How often each sign occurs in the given clauses. */
function signsOf(text: string, clauses: Clause[]): Record<Sign, number> {
  // Saying a thing again makes it no deeper.
  const distinctClauses = new Map(
    clauses.map((clause) => [clause.tokens.map((token) => token.stem).join(' '), clause]),
  );
  const parts = [...distinctClauses.values()].map((clause) => text.slice(clause.start, clause.end)).join('，');
  const tokens = clauses.flatMap((clause) => clause.tokens).filter((token) => !token.stop && !token.generic);
  const distinct = (terms: boolean) =>
    new Set(tokens.filter((token) => token.term === terms).map((token) => token.stem)).size;
  const count = (sign: Exclude<Sign, 'specific'>) => [...parts.matchAll(signs[sign])].length;
  return {
    reason: count('reason'),
    example: count('example'),
    contrast: count('contrast'),
    condition: count('condition'),
    sequence: count('sequence'),
    // Names, numbers and distinct words of the subject; an ordinary one counts a quarter of a name.
    specific: distinct(true) + distinct(false) / 4,
  };
}

/** Given to everybody, so that a question with a terse reference is not lost for want of an example; in units of `weights`. */
const given = 2;

/**
 * DEPTH, 0 to 100: the signs in the clauses of the answer that speak of the subject, against what the reference has of
 * them, since the reference shows how deep this question goes.
 */
export function depthScore(
  answer: { text: string; clauses: Clause[] },
  reference: { text: string; clauses: Clause[] },
): number {
  const asked = signsOf(reference.text, reference.clauses);
  const shown = signsOf(answer.text, answer.clauses);
  const amount = (found: Record<Sign, number>) =>
    kinds.reduce((sum, sign) => {
      const most = Math.min(2 * enough[sign], Math.max(enough[sign], asked[sign]));
      return sum + weights[sign] * Math.min(1, found[sign] / most);
    }, 0);
  return 100 * Math.min(1, (amount(shown) + given) / (0.95 * amount(asked) + given));
}

/** 0 to 1: do reasons, contrasts, conditions or an order link the sentences? */
export function connectedness(text: string, clauses: Clause[]): number {
  const found = signsOf(text, clauses);
  return Math.min(1, (found.reason + found.contrast + found.condition + found.sequence) / 3);
}
