import type { ComponentChildren } from 'preact'
import { type TextKey, t } from '../texts.ts'
import { Copy } from './copy.tsx'

interface HeadProps {
  readonly title: string
  readonly id: string
  /** How calls name the id. */
  readonly idName: string
  readonly states: readonly (readonly [name: TextKey, state: ComponentChildren])[]
  readonly owner: 'partner' | 'brand'
  readonly brandId: string
  readonly children?: ComponentChildren
}

/** What something is, in which state it is, and whose. */
export function Head({ title, id, idName, states, owner, brandId, children }: HeadProps) {
  const facts: HeadProps['states'] = [
    ...states,
    ['owner', t(owner)],
    ['brandId', <code key="brand">{brandId}</code>],
  ]
  return (
    <header class="head">
      <h2>{title}</h2>
      <p class="id">
        <code>{id}</code> <Copy text={id} name={idName} />
      </p>
      <dl class="states">
        {facts.map(([name, fact]) => (
          <div key={name}>
            <dt>{t(name)}</dt>
            <dd class="chips">{fact}</dd>
          </div>
        ))}
      </dl>
      {children}
    </header>
  )
}
