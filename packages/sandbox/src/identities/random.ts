export const decimal = '0123456789'
export const hexadecimal = '0123456789ABCDEF'
/** 32 letters and digits that are not mistaken for each other. */
export const readable = '23456789abcdefghijkmnpqrstuvwxyz'

/** Random characters of an alphabet; evenly distributed if its size divides 256. */
export function randomString(length: number, alphabet: string): string {
  const bytes = crypto.getRandomValues(new Uint8Array(length))
  return Array.from(bytes, (byte) => alphabet[byte % alphabet.length]).join('')
}
