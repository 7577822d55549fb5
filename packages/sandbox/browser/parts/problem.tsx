import type { ApiError } from '../api.ts'
import { describe } from '../message.ts'

/** Why something cannot be shown. */
export function Problem({ error }: { error: ApiError }) {
  const { text, detail } = describe(error)
  return (
    <div class="empty" role="alert">
      <p class="lead">{text}</p>
      {detail && <p class="hint">{detail}</p>}
    </div>
  )
}
