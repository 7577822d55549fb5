// Headers as people have them: lines, as a proxy logs them, or JSON, as a framework logs them.

export type Headers = readonly (readonly [name: string, value: string])[]

export function readHeaders(text: string): Headers {
  const trimmed = text.trim()
  if (trimmed.startsWith('{')) return fromJson(trimmed)
  return trimmed.split(/\r?\n/).flatMap((line) => {
    // `curl -v` marks the lines of a head.
    const [, name, value] = /^\s*[<>]?\s*"?([\w-]+)"?\s*:\s*"?(.*?)"?,?\s*$/.exec(line) ?? []
    return name && value !== undefined ? [[name, value] as const] : []
  })
}

function fromJson(text: string): Headers {
  try {
    const value: unknown = JSON.parse(text)
    return Object.entries(value as Record<string, unknown>).flatMap(([name, each]) =>
      [each].flat().map((one) => [name, String(one)] as const),
    )
  } catch {
    return []
  }
}

/** The only value of a header. */
export function headerOf(headers: Headers, name: string): string {
  return headers.find(([each]) => each.toLowerCase() === name)?.[1] ?? ''
}
