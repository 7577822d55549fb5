/** The contents of a key file as the packages read strings: text as it is, DER and PKCS#12 in Base64. */
export function keyText(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes)
  return buffer.includes(0) ? buffer.toString('base64') : buffer.toString('utf8')
}
