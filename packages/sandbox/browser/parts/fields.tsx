/** Fields of the wire with their values, those of an object by their path. */
export function Fields({ of }: { of: object }) {
  return (
    <dl class="fields deep">
      {flatten(of).map(([name, value]) => (
        <div key={name}>
          <dt>
            <Breakable name={name} />
          </dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** A long name breaks where a reader would break it. */
function Breakable({ name }: { name: string }) {
  return (
    <>
      {name.split(/(?<=[._])/).map((part, i) => (
        <>
          {i > 0 && <wbr />}
          {part}
        </>
      ))}
    </>
  )
}

type Field = readonly [name: string, value: string]

function flatten(value: object, path = ''): Field[] {
  return Object.entries(value).flatMap(([name, inner]): Field[] => {
    const here = Array.isArray(value) ? `${path}[${name}]` : path === '' ? name : `${path}.${name}`
    if (typeof inner !== 'object' || inner === null) return [[here, String(inner)]]
    const isText = Array.isArray(inner) && inner.every((each) => typeof each !== 'object')
    return isText ? [[here, inner.join(', ')]] : flatten(inner, here)
  })
}
