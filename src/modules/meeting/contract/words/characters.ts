/** Characters of a text as editors count them: without blanks and line breaks, one for each sign also beyond the common plane. */
export function charactersOf(text: string): number {
  return Array.from(text.replaceAll(/\s/g, '')).length;
}
