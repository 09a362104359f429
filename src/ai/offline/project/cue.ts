/** The closed list of what a part of an answer about one's own project can do. */

/** Named after what the speaker tells; each has its signals in both languages. */
export const cues = [
  // What it was.
  'PROBLEM',
  'OWN_PART',
  'TEAM',
  'STRUCTURE',
  'RESULT',
  // How something was solved.
  'DIFFICULTY',
  'INVESTIGATION',
  'CAUSE',
  'ALTERNATIVE',
  'CHECK',
  // Why it was chosen.
  'REQUIREMENT',
  'TRIAL',
  'COST',
  'HINDSIGHT',
  // How much it bears.
  'SCALE',
  'MEASURE',
  'BOTTLENECK',
  'TUNING',
  'SPEEDUP',
  // What went wrong.
  'NOTICED',
  'IMPACT',
  'MITIGATION',
  'PREVENTION',
  // What keeps it whole.
  'TEST',
  'REVIEW',
  'REGRESSION',
  'ROLLOUT',
  'MONITORING',
  // What was learned.
  'KEEP',
  'REGRET',
  'CONSEQUENCE',
  'EARLIER',
  'LESSON',
  // With whom.
  'COLLABORATION',
  'AGREEMENT',
  'DISAGREEMENT',
  'DECIDING',
  'OUTCOME',
] as const;

export type Cue = (typeof cues)[number];

const known: ReadonlySet<string> = new Set(cues);

/** Stored questions carry their cues as text, perhaps from another version. */
export const isCue = (text: string | undefined): text is Cue => text !== undefined && known.has(text);
