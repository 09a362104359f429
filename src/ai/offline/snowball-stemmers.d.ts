/** The part of snowball-stemmers that is used here; the package ships no types. */

declare module 'snowball-stemmers' {
  type Stemmer = { stem(word: string): string };
  const snowball: { newStemmer(language: 'english'): Stemmer };
  export default snowball;
}
