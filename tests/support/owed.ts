/** Names of the public contract that are not served yet. The list may only shrink. */
export const owed = new Set(['InterviewMode.ADAPTIVE']);
