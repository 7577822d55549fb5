import type { ComponentChildren } from 'preact'

/** Names and values, one below the other. */
export function Facts({ of }: { of: readonly (readonly [name: string, value: ComponentChildren])[] }) {
  return (
    <dl class="facts">
      {of.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** Header fields, as they are on the wire. */
export function HeaderFields({ of, label }: { of: Readonly<Record<string, string>>; label: string }) {
  return (
    <div class="block">
      <h4>{label}</h4>
      <dl class="fields">
        {Object.entries(of).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
