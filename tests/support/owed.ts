/** Names of the public contract that are not served yet. The list may only shrink. */
export const owed = new Set([
  'CreateInterviewInput.followUps',
  'HintRevealed',
  'InterviewCancelled',
  'InterviewMode.ADAPTIVE',
  'InterviewPaused',
  'InterviewResumed',
  'Mutation.cancelInterview',
  'Mutation.pauseInterview',
  'Mutation.resumeInterview',
  'Mutation.retryTurn',
  'Mutation.revealHint',
  'ScoreProgress',
  'Turn.hints',
]);
