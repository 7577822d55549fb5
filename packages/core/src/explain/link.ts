/** The line that says where the site explains a code. */
export function linkLine(code: string): string {
  return ` ${ERROR_LINK}${code.toLowerCase()}`
}

/** A message without the links in it. */
export function withoutLinks(message: string): string {
  return message.replace(new RegExp(`${ERROR_LINK}\\w+`, 'g'), '')
}
