/** Upper case, without what tools print around a serial: `serial=51:57:…`. */
export function normalizeSerial(serialNo: string): string {
  return serialNo
    .trim()
    .replace(/^serial(number)?\s*=\s*/i, '')
    .replace(/[\s:]/g, '')
    .toUpperCase()
}

/** Whether two serials are the same number, or the same id of a public key. */
export function sameSerial(one: string, other: string): boolean {
  const [first, second] = [one, other].map((each) => normalizeSerial(each).replace(/^0+/, ''))
  return first === second
}
