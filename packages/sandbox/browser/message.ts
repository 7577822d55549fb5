import { signal } from '@preact/signals'
import { ApiError } from './api.ts'
import { isText, t } from './texts.ts'

/** What came of the last action. */
export interface Message {
  readonly tone: 'good' | 'bad'
  readonly text: string
  readonly detail?: string | undefined
}

export const message = signal<Message | undefined>(undefined)

/** How many actions are under way. A step waits for the receiver, and a receiver may wait for the clock. */
export const underWay = signal(0)

/** Runs an action, and says what came of it. */
export async function run(action: () => Promise<Omit<Message, 'tone'>>): Promise<void> {
  underWay.value += 1
  message.value = undefined
  try {
    message.value = { tone: 'good', ...(await action()) }
  } catch (error) {
    message.value = { tone: 'bad', ...describe(error) }
  } finally {
    underWay.value -= 1
  }
}

/** An error in the language of the page, and in the sandbox's own words. */
export function describe(error: unknown): Omit<Message, 'tone'> {
  if (!(error instanceof ApiError)) return { text: t('failed'), detail: String(error) }
  if (error.code === 'UNREACHABLE') return { text: t('unreachable') }
  return { text: isText(error.code) ? t(error.code) : t('failed'), detail: `${error.code}: ${error.message}` }
}
