/** Upper case, without what tools print around a serial: `serial=51:57:…`. */
export function normalizeSerial(serialNo: string): string {
  return serialNo
    .trim()
    .replace(/^serial(number)?\s*=\s*/i, '')
    .replace(/[\s:]/g, '')
    .toUpperCase()
}
