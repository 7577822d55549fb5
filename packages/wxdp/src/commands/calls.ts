import type { ClientOptions } from '@wxdp/fetch'
import { type Call, type RunOptions, runCall } from '../calls/run-call.ts'
import type { Caller } from '../settings/caller.ts'
import { needCaller } from '../settings/caller.ts'
import { clientOptionsIn } from '../settings/client-options.ts'
import { type Flags, readSettings } from '../settings/read-settings.ts'
import type { Settings } from '../settings/settings.ts'
import { warnOfOpenFiles } from '../settings/warn-of-open-files.ts'
import type { Context } from './context.ts'

/** The settings of a command that calls WeChat Pay, and its caller. */
export interface Calling {
  readonly settings: Settings
  readonly caller: Caller
}

export function readCalling({ world, screen }: Context, flags: Flags): Calling {
  const settings = readSettings(flags, world, screen.language)
  warnOfOpenFiles(settings, screen)
  return { settings, caller: needCaller(settings) }
}

/** Runs the calls of a command; with `--dry-run`, prints the first one. */
export function send<T>(
  { world, screen }: Context,
  { settings }: Calling,
  flags: Flags,
  run: (call: Call, options: ClientOptions) => Promise<T>,
  more: Pick<RunOptions, 'toCommand'> = {},
): Promise<T | undefined> {
  const options = clientOptionsIn(settings)
  const isDryRun = flags.dryRun === true
  return runCall({ options, screen, signal: world.signal, isDryRun, ...more }, run)
}
