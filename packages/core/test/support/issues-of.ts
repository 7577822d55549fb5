import { CoreError } from '@wxdp/core'

/** The issues of the CoreError that `run` throws, each as `path rule`. Empty if it throws nothing. */
export function issuesOf(run: () => unknown): string[] {
  return thrownIssues(run).map(({ path, rule }) => `${path} ${rule}`)
}

/** The issues of the CoreError that `run` throws. */
export function thrownIssues(run: () => unknown): CoreError['issues'] {
  try {
    run()
  } catch (error) {
    if (error instanceof CoreError) return error.issues
    throw error
  }
  return []
}
