import { t } from '../texts.ts'
import { Command } from './command.tsx'

/** Says that nothing is here, and what to type so that something will be. */
export function Empty({
  title,
  hint,
  commands = [],
}: {
  title: string
  hint: string
  commands?: readonly string[]
}) {
  return (
    <div class="empty">
      <p class="lead">{title}</p>
      <p class="hint">{hint}</p>
      {commands.map((command) => (
        <Command key={command} text={command} />
      ))}
    </div>
  )
}

export function Loading() {
  return <p class="hint loading">{t('loading')}</p>
}
