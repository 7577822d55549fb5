export function equalBytes(one: Uint8Array, other: ArrayLike<number>): boolean {
  return one.length === other.length && one.every((byte, at) => byte === other[at])
}
