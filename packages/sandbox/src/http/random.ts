import { hexMark } from './marks.ts'

export const decimal = '0123456789'
export const hexadecimal = '0123456789ABCDEF'
/** 32 letters and digits that are not mistaken for each other. */
export const readable = '23456789abcdefghijkmnpqrstuvwxyz'

/** Returns this many random bytes. */
export type RandomBytes = (length: number) => Uint8Array

/** The runtime's own source. */
export function cryptoBytes(length: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(length))
}

/** Random characters of an alphabet; evenly distributed if its size divides 256. */
export function randomString(
  alphabet: string,
  { length, randomBytes }: { length: number; randomBytes: RandomBytes },
): string {
  return Array.from(randomBytes(length), (byte) => alphabet[byte % alphabet.length]).join('')
}

/** A UUID of version 4 that begins with the sandbox's mark. */
export function randomUuid(randomBytes: RandomBytes): string {
  const hex = (hexMark.slice(0, 12) + randomString(hexadecimal, { length: 20, randomBytes })).toLowerCase()
  const parts = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `a${hex.slice(17, 20)}`,
    hex.slice(20),
  ]
  return parts.join('-')
}

/** A random number from 0 up to 1. */
export function fraction(randomBytes: RandomBytes): number {
  const number = randomBytes(4).reduce((sum, byte) => sum * 256 + byte, 0)
  return number / 2 ** 32
}

/** Whether something happens that has this probability. What is certain takes no random bytes. */
export function chance(probability: number, randomBytes: RandomBytes): boolean {
  if (probability <= 0 || probability >= 1) return probability >= 1
  return fraction(randomBytes) < probability
}
