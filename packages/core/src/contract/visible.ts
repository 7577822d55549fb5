/**
 * Escapes the characters that a terminal obeys or hides (`\u{1b}`): control and format characters, among them line breaks
 * and those that change the direction of text, and characters without a meaning.
 */
export function visible(text: string): string {
  return text.replace(
    /[\p{C}\p{Zl}\p{Zp}]/gu,
    (char) => `\\u{${(char.codePointAt(0) as number).toString(16)}}`,
  )
}
