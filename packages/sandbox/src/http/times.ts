const chinaOffset = 8 * 3_600_000

/**
 * RFC 3339 in China's time zone, as the pages print times: `2026-11-24T10:00:00+08:00`. Milliseconds appear only if
 * there are any.
 */
export function toChinaTime(ms: number): string {
  const written = new Date(ms + chinaOffset).toISOString().replace('.000Z', '').replace('Z', '')
  return `${written}+08:00`
}
