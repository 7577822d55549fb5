/** The values of the placeholders; `undefined` if the path does not match. */
export function matchPath(template: string, pathname: string): Record<string, string> | undefined {
  const names = template.split('/')
  const segments = pathname.split('/')
  if (names.length !== segments.length) return undefined
  const values: Record<string, string> = {}
  for (const [i, name] of names.entries()) {
    const segment = segments[i] as string
    if (name.startsWith('{')) values[name.slice(1, -1)] = decode(segment)
    else if (name !== segment) return undefined
  }
  return values
}

// A segment with invalid percent-encoding stays as it is: it matches no id, and the endpoint rejects it.
function decode(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
