/**
 * Text from a stranger, such as a header or a plan's name, without what a terminal obeys or hides: control and format
 * characters, among them those that change the direction of text.
 */
export function plain(text: string): string {
  return text.replace(
    /[\p{C}\p{Zl}\p{Zp}]/gu,
    (character) => `\\u{${(character.codePointAt(0) as number).toString(16)}}`,
  )
}
