import { ProgramError } from '../errors.ts'
import { type Incoming, type Outcome, portFault, type Served, serveLoopback } from '../inbound/serve.ts'
import type { Context } from './context.ts'

/**
 * Serves on loopback.
 *
 * @throws {ProgramError} `WXDP_PORT_TAKEN`
 */
export async function serveOn(
  port: number,
  respond: (incoming: Incoming) => Promise<Outcome>,
  context: Context,
): Promise<Served> {
  try {
    return await serveLoopback(port, respond)
  } catch (cause) {
    const code = portFault(cause)
    if (code === undefined) throw cause
    throw portTaken(context, { port, code, cause })
  }
}

export function portTaken(
  { screen }: Context,
  { port, code, cause }: { readonly port: number; readonly code: string; readonly cause: unknown },
): ProgramError {
  return new ProgramError(
    'WXDP_PORT_TAKEN',
    screen.say({
      en: `Port ${port} cannot be used (${code}). Pass another one with --port, or 0 for a free one.`,
      zh: `端口 ${port} 无法使用（${code}）。请用 --port 指定其他端口，或用 0 自动选择空闲端口。`,
    }),
    { cause },
  )
}
