/** What the program exits with. Documented in `--help` and on the site, command-line/settings. */
export const exitCodes = {
  /** Done, and all is well. */
  done: 0,
  /** A check says no: a fault in the set-up, a callback that is not genuine, a wrong response, a missed change. */
  no: 1,
  /** The command line, a setting or a file is wrong. */
  usage: 2,
  /** WeChat Pay refused the call. */
  refused: 3,
  /** There is no response that can be trusted. The call may have been carried out. */
  unknown: 4,
  /** Not confirmed. Nothing was sent. */
  unconfirmed: 5,
  /** The user stopped the program. A call that was under way may have been carried out. */
  stopped: 130,
  /** A bug in this program. */
  bug: 70,
} as const

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]
