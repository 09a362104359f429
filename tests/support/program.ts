/** Programs as processes: from `src` as npm runs them, which takes a second to begin, or compiled. */

/** What to start Node with. @param file as seen from the root of the repository */
export const argumentsOf = (file: string): string[] => (file.endsWith('.ts') ? ['--import', 'tsx', file] : [file]);
