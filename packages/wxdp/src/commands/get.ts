import { type Fields, fieldsIn } from '../calls/call-info.ts'
import { objectLines } from '../calls/object-lines.ts'
import type { Call } from '../calls/run-call.ts'
import { exitCodes } from '../terminal/exit-codes.ts'
import { send } from './calls.ts'
import { type Endpoints, endpointOf, ofBrandIn, type Run, type Running, startRun } from './run.ts'

/** A command that shows one object, which one call reads. */
export function getting(endpoints: Endpoints<object>): Run {
  return showing((call, running) => {
    const { args, info, flags } = running.given
    const fields: Fields = { ...fieldsIn({ info, flags }), ...args }
    return call(endpointOf(endpoints, running), ofBrandIn(fields, endpoints, running))
  })
}

/** A command that shows one object. */
export function showing(read: (call: Call, running: Running) => Promise<object>): Run {
  return async (context, given) => {
    const { screen } = context
    const running = startRun(context, given)
    const object = await send(context, running.calling, given.flags, (call) => read(call, running))
    if (object === undefined) return exitCodes.done
    if (given.flags.json) screen.printJson(object)
    else for (const line of objectLines(object, screen)) screen.print(line)
    return exitCodes.done
  }
}
