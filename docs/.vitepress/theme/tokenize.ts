// The words of a text, for the index of the search and for what is searched.

/**
 * Splits Chinese into pairs of characters, and everything else into words.
 *
 * `Intl.Segmenter` finds words, but the dictionary of the browser need not be that of the machine that made the index.
 */
export function tokenize(text: string): string[] {
  return [
    ...text.matchAll(/\p{Script=Han}+|[\p{L}\p{N}\p{M}]+?(?=\p{Script=Han}|[^\p{L}\p{N}\p{M}]|$)/gu),
  ].flatMap(([word]) => (/^\p{Script=Han}/u.test(word) ? pairsOf([...word]) : [word]))
}

function pairsOf(characters: readonly string[]): string[] {
  if (characters.length === 1) return [...characters]
  return characters.slice(1).map((character, i) => `${characters[i]}${character}`)
}
