/**
 * Why a command did not do its work.
 *
 * | code | what happened |
 * | --- | --- |
 * | `WXDP_USAGE` | the command line is wrong |
 * | `WXDP_SETTING_MISSING` | a setting that the command needs is not set |
 * | `WXDP_SETTING_INVALID` | a setting has a value that cannot be right |
 * | `WXDP_FILE_UNREADABLE` | a file cannot be read, or cannot be written |
 * | `WXDP_CALLBACK_UNREADABLE` | the file is not a saved callback in a known form |
 * | `WXDP_INPUT_INVALID` | a file is not what the command expects in it |
 * | `WXDP_PORT_TAKEN` | the port of the sandbox is taken, or may not be used |
 * | `WXDP_PLAN_UNKNOWN` | no plan has this id |
 * | `WXDP_SANDBOX_UNREACHABLE` | no sandbox responds at the host of the settings |
 * | `WXDP_SANDBOX_REFUSED` | the sandbox refused what it was told to do |
 * | `WXDP_UNCONFIRMED` | the user did not confirm; nothing was sent |
 */
export type ProgramErrorCode =
  | 'WXDP_USAGE'
  | 'WXDP_SETTING_MISSING'
  | 'WXDP_SETTING_INVALID'
  | 'WXDP_FILE_UNREADABLE'
  | 'WXDP_CALLBACK_UNREADABLE'
  | 'WXDP_INPUT_INVALID'
  | 'WXDP_PORT_TAKEN'
  | 'WXDP_PLAN_UNKNOWN'
  | 'WXDP_SANDBOX_UNREACHABLE'
  | 'WXDP_SANDBOX_REFUSED'
  | 'WXDP_UNCONFIRMED'

/** An error that the program prints in one line: its code, what was found, and the remedy. */
export class ProgramError extends Error {
  override readonly name = 'ProgramError' as const
  /** Stable; see {@link ProgramErrorCode}. */
  readonly code: ProgramErrorCode
  /** What the program exits with. */
  readonly exitCode: number

  /** @param message In the language of the user: what was found, what was expected, the remedy. */
  constructor(code: ProgramErrorCode, message: string, options: ErrorOptions & { exitCode?: number } = {}) {
    // A message may contain that of its cause, which has a link of its own.
    super(withoutLinks(message) + ERROR_LINK + code.toLowerCase(), options)
    this.code = code
    this.exitCode = options.exitCode ?? 2
  }
}

/** A message without the links in it. */
export function withoutLinks(message: string): string {
  return message.replace(new RegExp(`${ERROR_LINK}\\w+`, 'g'), '')
}
