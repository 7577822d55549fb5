// Everything that is visible when a value is serialised, inspected or logged.
import { Console } from 'node:console'
import { Writable } from 'node:stream'
import { format, inspect } from 'node:util'

const everything = {
  depth: Number.POSITIVE_INFINITY,
  showHidden: true,
  getters: true,
  maxArrayLength: Number.POSITIVE_INFINITY,
  maxStringLength: Number.POSITIVE_INFINITY,
  breakLength: Number.POSITIVE_INFINITY,
}

export function dump(value: unknown): string {
  return (
    [
      () => inspect(value, everything),
      () => JSON.stringify(value),
      () => String(value),
      () => format('%s %o %O %j', value, value, value, value),
      () => logged(value),
      () => inspect(structuredClone(value), everything),
      () => (value instanceof Error ? `${value.message} ${value.stack} ${dump(value.cause)}` : ''),
      () => own(value),
    ]
      .map(orNothing)
      .join('\n')
      // Lists of numbers are printed in columns.
      .replace(/,\s+/g, ', ')
  )
}

/** A value that cannot be cloned or serialised shows nothing by it. */
function orNothing(show: () => string | undefined): string {
  try {
    return show() ?? ''
  } catch {
    return ''
  }
}

function logged(value: unknown): string {
  let text = ''
  const stream = new Writable({
    write(chunk, _encoding, done) {
      text += chunk
      done()
    },
  })
  const console = new Console({ stdout: stream, stderr: stream })
  console.log(value)
  console.error(value)
  console.dir(value, everything)
  if (Array.isArray(value)) console.table(value)
  return text
}

/** Own properties by name, also those that are not enumerable. */
function own(value: unknown): string {
  if (typeof value !== 'object' || value === null) return ''
  return Reflect.ownKeys(value)
    .map((name) => inspect(Reflect.get(value, name), everything))
    .join('\n')
}
