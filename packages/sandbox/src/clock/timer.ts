/** Beyond that, a timer of the runtime fires at once. */
const longest = 2 ** 31 - 1

/**
 * Starts a timer that does not keep a process alive.
 *
 * @param ms Milliseconds. It fires after 24 days at the latest.
 * @returns A function that stops it.
 */
export function startTimer(ms: number, run: () => void): () => void {
  const timer = setTimeout(run, Math.min(ms, longest))
  // On Node, Deno and Bun, a timer keeps the process alive.
  const { unref } = timer as { unref?: () => void }
  unref?.call(timer)
  return () => clearTimeout(timer)
}
