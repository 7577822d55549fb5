// All times are those of the sandbox's clock, as WeChat Pay prints them: UTC+8.
const parts = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Asia/Shanghai',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
})

/** `2026-11-24 08:00:00` */
export function fullTime(ms: number): string {
  const of = Object.fromEntries(parts.formatToParts(ms).map(({ type, value }) => [type, value]))
  return `${of.year}-${of.month}-${of.day} ${of.hour}:${of.minute}:${of.second}`
}

/** `11-24 08:00:00` */
export function shortTime(ms: number): string {
  return fullTime(ms).slice(5)
}

/** `2026-11-24T08:00:00+08:00` */
export function isoTime(ms: number): string {
  return `${fullTime(ms).replace(' ', 'T')}+08:00`
}
