/** How skills that are known by name are written down. */

/**
 * A line of `skills` is `Name | alias | … > tag, …`. A name or alias with `!` before it is also an everyday word: it counts only
 * in a list of skills or beside another skill. A line that begins with `~` counts in a list only. Spaces stand for hyphens, too;
 * case is of no account, except after `!`. Categories and tags are those of the question bank that ask about them.
 */
export type SkillGroup = { categories: string[]; skills: string };
