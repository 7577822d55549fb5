/** A request that `--dry-run` has printed. */
export interface Printed {
  readonly method: string
  /** Path and query. */
  readonly target: string
  readonly body: unknown
}

/** Reads a printed command. No value in these tests has a quotation mark of the shell. */
export function printedRequest(command: string): Printed {
  const [, method = ''] = /--request (\S+)/.exec(command) ?? []
  const [, url = ''] = /'(http\S+)'\n$/.exec(command) ?? []
  const [, body] = /--data-binary '([^']*)'/.exec(command) ?? []
  const { pathname, search } = new URL(url)
  return { method, target: pathname + search, body: body === undefined ? undefined : JSON.parse(body) }
}
