/** How much a message shows. */
export const maxListed = 10

/** The newest ones, in order. */
export function listed<T>(noun: string, all: readonly T[], describe: (one: T) => string): string {
  const counted = all.length === 0 ? `no ${noun}` : `${all.length} ${noun}${all.length > 1 ? 's' : ''}`
  const shown = all.slice(-maxListed).map((one, i) => `  ${i + 1}. ${describe(one)}`)
  const heading = `Found ${counted}${all.length > maxListed ? `, the newest ${maxListed} of them` : ''}`
  return shown.length > 0 ? `${heading}:\n${shown.join('\n')}` : `${heading}.`
}
