import type { ComponentChildren } from 'preact'
import { language } from '../language.ts'
import { isText, t } from '../texts.ts'

export type Tone = 'good' | 'bad' | 'wait' | 'calm' | 'off'

/** A word about a state. Its colour adds nothing that the word does not say. */
export function Chip({ tone, children }: { tone: Tone; children: ComponentChildren }) {
  return <span class={`chip ${tone}`}>{children}</span>
}

const tones: Readonly<Record<string, Tone>> = {
  CREATED: 'calm',
  DELIVERING: 'good',
  PAUSED: 'wait',
  TERMINATED: 'off',
  EXPIRED: 'off',
  INITIAL: 'calm',
  PROCESSING: 'wait',
  PASSED: 'good',
  REJECTED: 'bad',
  AUDITING: 'wait',
  EFFECTIVE: 'good',
  DEACTIVATED: 'off',
  SENDING: 'good',
  STOPPED: 'off',
  CONFIRMING: 'wait',
  PENDING: 'calm',
  USED: 'calm',
  DELETED: 'off',
}

/** A state of a plan, of its audit or of a coupon, as it is on the wire; in Chinese with its Chinese term. */
export function StateChip({ of }: { of: string }) {
  return (
    <Chip tone={tones[of] ?? 'calm'}>
      <code>{of}</code>
      {language.value === 'zh' && isText(of) ? ` ${t(of)}` : ''}
    </Chip>
  )
}
