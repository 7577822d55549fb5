const chinaOffset = 8 * 3_600_000
const day = 86_400_000

/**
 * RFC 3339 in China's time zone, as the pages print times: `2026-11-24T10:00:00+08:00`. Milliseconds appear only if
 * there are any.
 */
export function toChinaTime(ms: number): string {
  const written = new Date(ms + chinaOffset).toISOString().replace('.000Z', '').replace('Z', '')
  return `${written}+08:00`
}

/** Midnight in China, at or before a time. Milliseconds since 1970. */
export function startOfDay(ms: number): number {
  return Math.floor((ms + chinaOffset) / day) * day - chinaOffset
}
