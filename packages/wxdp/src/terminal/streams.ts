/** Where the program writes. */
export interface Output extends NodeJS.WritableStream {
  /** Whether a person reads it. */
  readonly isTTY?: boolean | undefined
}

/** Where the program reads. */
export interface Input extends NodeJS.ReadableStream {
  /** Whether a person can reply. */
  readonly isTTY?: boolean | undefined
}

/** Everything outside the program. Tests pass their own. */
export interface World {
  readonly stdin: Input
  readonly stdout: Output
  readonly stderr: Output
  readonly env: Readonly<Record<string, string | undefined>>
  /** The working directory, absolute. */
  readonly cwd: string
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Aborts when the user stops the program. */
  readonly signal: AbortSignal
}
