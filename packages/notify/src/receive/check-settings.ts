import type { AnyNotificationDefinition } from '@wxdp/core'
import { requireFunctions, wrongOption } from '../errors.ts'
import { createMemoryInbox } from '../inbox/memory.ts'
import { logFailure } from './observe.ts'
import { type CallbackOpener, createCallbackOpener } from './open-callback.ts'
import type { HandlerSettings, ReceivedNotification, ReceiverSettings } from './settings.ts'

/** The settings of a handler, checked, with defaults filled in. */
export interface CheckedSettings<Definitions extends readonly AnyNotificationDefinition[], Host>
  extends CallbackOpener<ReceivedNotification<Definitions>>,
    Required<Omit<HandlerSettings<Definitions, Host>, keyof ReceiverSettings>> {}

/** @throws {TypeError} `NOTIFY_OPTION_INVALID` */
export function checkSettings<Definitions extends readonly AnyNotificationDefinition[], Host>(
  settings: HandlerSettings<Definitions, Host>,
): CheckedSettings<Definitions, Host> {
  const opener = createCallbackOpener(settings)
  const { onNotification, sourceCheck = () => {}, observe = logFailure, deadline = 4_000 } = settings
  requireFunctions({ onNotification, sourceCheck, observe })
  if (!(deadline >= 1 && deadline < 5_000)) throw wrongOption('deadline must be from 1 to 4,999 ms', deadline)
  const { inbox = createMemoryInbox() } = settings
  return { ...opener, onNotification, sourceCheck, observe, deadline, inbox }
}
