/** Letters of East Asia, their punctuation and full-width forms: East Asian Width W and F of the Basic Multilingual Plane. */
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6]/g

/**
 * Width of a string in Latin characters: a Chinese character is twice as wide as a Latin one. Marks that combine with the
 * character before them have no width; half-width katakana and other narrow or ambiguous characters have one.
 *
 * The pages say only "12 Chinese or 24 Latin characters"; how the server counts anything else is inferred. Where that
 * is unclear, the smaller width counts, so that nothing is refused that the server may accept.
 */
export function widthOf(text: string): number {
  return text.replace(/[\p{Mn}\p{Me}\p{Cf}]/gu, '').replace(wide, 'xx').length
}
