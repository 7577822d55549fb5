const resets = new WeakSet<object>()

/** What `fetch` rejects with when the connection is reset; with Node's code. */
export function resetError(): Error {
  const cause = Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' })
  const error = new TypeError('fetch failed', { cause })
  resets.add(error)
  return error
}

/** Whether the sandbox itself has reset the connection. */
export function isReset(error: unknown): boolean {
  return typeof error === 'object' && error !== null && resets.has(error)
}

/**
 * Never resolves.
 *
 * @throws the signal's reason once it aborts
 */
export function untilAborted(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_, reject) => {
    if (signal?.aborted) reject(signal.reason)
    signal?.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
}
