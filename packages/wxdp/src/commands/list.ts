import type { Endpoint } from '@wxdp/core'
import { paginate } from '@wxdp/fetch'
import { type Fields, fieldsIn } from '../calls/call-info.ts'
import { type Columns, listLines } from '../calls/object-lines.ts'
import type { Call } from '../calls/run-call.ts'
import type { Text } from '../language/language.ts'
import { exitCodes } from '../terminal/exit-codes.ts'
import { send } from './calls.ts'
import { type Endpoints, endpointOf, ofBrandIn, type Run, type Running, startRun } from './run.ts'

/** A command that lists. */
export interface ListCommand<Item> extends Endpoints<object> {
  readonly columns: Columns<Item>
  /** Said when there is nothing. */
  readonly none: Text
  /** How far it is. */
  readonly progress: (count: number) => Text
}

export function listing<Item>(list: ListCommand<Item>): Run {
  return async (context, given) => {
    const { screen } = context
    const { args, info, flags } = given
    const running = startRun(context, given)
    const fields = { ...fieldsIn({ info, flags }), ...args }
    const items = await send(context, running.calling, flags, async (call) => {
      const found: Item[] = []
      for await (const item of pagesOf<Item>(call, { endpoints: list, fields, running })) {
        found.push(item)
        if (found.length % 50 === 0) screen.progress(screen.say(list.progress(found.length)))
      }
      screen.progress('')
      return found
    })
    if (items === undefined) return exitCodes.done
    if (flags.json) screen.printJson(items)
    else if (items.length === 0) screen.note(screen.say(list.none))
    else for (const line of listLines(list.columns, items, screen)) screen.print(line)
    return exitCodes.done
  }
}

/** What the list of the caller has, page by page. */
export function pagesOf<Item>(call: Call, { endpoints, fields, running }: Pages): AsyncIterable<Item> {
  // A page has one list, whatever its name.
  const endpoint = endpointOf(endpoints, running) as Endpoint<object, Page<Item>>
  return paginate({ call }, endpoint, ofBrandIn(fields, endpoints, running))
}

interface Pages {
  readonly endpoints: Endpoints<object>
  readonly fields: Fields
  readonly running: Running
}

interface Page<Item> {
  readonly total_count?: number
  readonly list: readonly Item[]
}
