/** What graphql-js adds to what is wrong with an operation: names of the schema that are like the wrong one. */

/** The message without them, for those who are not to learn the schema's names. */
export const withoutSuggestion = (message: string): string => message.replace(/ ?Did you mean .*\?$/s, '');
