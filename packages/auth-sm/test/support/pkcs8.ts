// SM2 keys as PKCS#8 (RFC 5915) and SPKI, with any numbers and points: tools reject some of them.

const der = (tag: number, ...parts: readonly (Uint8Array | readonly number[])[]): Uint8Array => {
  const contents = Buffer.concat(parts.map((part) => Uint8Array.from(part)))
  const length = contents.length < 0x80 ? [contents.length] : [0x81, contents.length]
  return Uint8Array.of(tag, ...length, ...contents)
}

const algorithm = Buffer.from('301306072a8648ce3d020106082a811ccf5501822d', 'hex')

/** @param scalar Hexadecimal digits. */
export function pkcs8Of(scalar: string, point?: Uint8Array): Uint8Array {
  const publicKey = point ? [der(0xa1, der(0x03, [0], point))] : []
  const key = der(0x30, der(0x02, [1]), der(0x04, Buffer.from(scalar, 'hex')), ...publicKey)
  return der(0x30, der(0x02, [0]), algorithm, der(0x04, key))
}

/** An SPKI public key with any point. */
export function spkiOf(point: Uint8Array, unusedBits = 0): Uint8Array {
  return der(0x30, algorithm, der(0x03, [unusedBits], point))
}
