import { resolve } from 'node:path'
import type { Sandbox, SandboxOptions, SandboxState } from '@wxdp/sandbox'
import { createOpenSandbox, type OpenSandbox, type Side } from '../sandbox/keys.ts'
import { loadState, saveState } from '../sandbox/state-file.ts'
import { unreadable, unwritable } from '../settings/file-errors.ts'
import { plain } from '../terminal/plain.ts'
import type { Context } from './context.ts'

/** A sandbox whose state is in a file. */
export interface KeptSandbox extends OpenSandbox {
  /** Saves a last time. */
  close(): Promise<void>
}

/** Milliseconds from a change to the file. */
const pause = 500

/**
 * Creates a sandbox that goes on from a file, and is saved there: soon after each change, and when it is closed.
 *
 * @throws {ProgramError} `WXDP_FILE_UNREADABLE`
 */
export async function createKeptSandbox(
  context: Context,
  { side, file, options = {} }: { side: Side; file: string | undefined; options?: SandboxOptions },
): Promise<KeptSandbox> {
  if (file === undefined) {
    const open = await createOpenSandbox(side, options)
    return { ...open, close: async () => open.box.close() }
  }
  const path = resolve(context.world.cwd, file)
  const state = reading(context, path)
  const open = await createOpenSandbox(side, {
    ...options,
    ...(state !== undefined && { state: state as SandboxState }),
  })
  const stop = keep(open.box, (saved) => writing(context, path, saved))
  return {
    ...open,
    async close() {
      await stop()
      open.box.close()
    },
  }
}

/** Calls `write` after changes, never twice at the same time. */
function keep(box: Sandbox, write: (state: SandboxState) => void): () => Promise<void> {
  let timer: NodeJS.Timeout | undefined
  let last: Promise<void> = Promise.resolve()
  const save = (): void => {
    timer = undefined
    last = last.then(async () => write(await box.save()))
    // Whoever stops the sandbox gets to know it.
    last.catch(() => undefined)
  }
  const unsubscribe = box.control.subscribe(() => {
    timer ??= setTimeout(save, pause)
  })
  save()
  return async () => {
    unsubscribe()
    clearTimeout(timer)
    await last.catch(() => undefined)
    write(await box.save())
  }
}

function reading({ screen }: Context, path: string): unknown {
  try {
    return loadState(path)
  } catch (cause) {
    throw unreadable(plain(path), cause, screen.language)
  }
}

function writing({ screen }: Context, path: string, state: SandboxState): void {
  try {
    saveState(path, state)
  } catch (cause) {
    throw unwritable(plain(path), cause, screen.language)
  }
}
