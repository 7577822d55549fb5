import { startDeadline } from '@wxdp/bounds'
import type { AnyNotificationDefinition } from '@wxdp/core'
import { NotifyError } from '../errors.ts'
import { type CheckedSettings, checkSettings } from './check-settings.ts'
import type { HandlerSettings } from './settings.ts'

/** Settings, or a function that returns them. It is called with what the host called the handler with. */
export type SettingsSource<Definitions extends readonly AnyNotificationDefinition[], Host> =
  | HandlerSettings<Definitions, Host>
  | ((host: Host) => HandlerSettings<Definitions, Host> | Promise<HandlerSettings<Definitions, Host>>)

/**
 * Makes the function that returns the checked settings: at once where they are given, and otherwise from one call
 * that concurrent requests share. After a failure, the next request makes a new call.
 */
export function createSettingsLoader<Definitions extends readonly AnyNotificationDefinition[], Host>(
  source: SettingsSource<Definitions, Host>,
): (host: Host) => Promise<CheckedSettings<Definitions, Host>> {
  if (typeof source !== 'function') {
    const settings = checkSettings(source)
    return async () => settings
  }
  let settings: CheckedSettings<Definitions, Host> | undefined
  let loading: Promise<CheckedSettings<Definitions, Host>> | undefined
  const load = async (host: Host) => checkSettings(await source(host))

  return async (host) => {
    if (settings) return settings
    loading ??= load(host)
    const current = loading
    // Each request has its own: workerd drops the timers of a request that has ended.
    const deadline = startDeadline(4_000, () => new Error('They took longer than 4,000 ms.'))
    try {
      settings = await deadline.race(current)
      return settings
    } catch (cause) {
      // By the time that this request sees the failure, another one may have made a new call.
      if (loading === current) loading = undefined
      throw new NotifyError('NOTIFY_SETTINGS_FAILED', 'Cannot load the settings.', { cause })
    } finally {
      deadline.dispose()
    }
  }
}
