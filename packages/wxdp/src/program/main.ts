import { CommanderError } from 'commander'
import { languageOf } from '../language/language.ts'
import { exitCodes } from '../terminal/exit-codes.ts'
import { createScreen } from '../terminal/screen.ts'
import type { World } from '../terminal/streams.ts'
import { createProgram } from './program.ts'

/**
 * Runs one command.
 *
 * @param args Without the program and its file.
 * @returns What the process exits with; see {@link exitCodes}. Never rejects.
 */
export async function main(args: readonly string[], world: World): Promise<number> {
  const screen = createScreen(world, {
    language: languageOf(args, world.env),
    // Like the language: errors of the command line need it, too.
    isVerbose: args.includes('--verbose'),
  })
  let exitCode: number = exitCodes.done
  const program = createProgram({ world, screen }, (code) => {
    exitCode = code
  })
  try {
    await program.parseAsync(args.length > 0 ? args : ['--help'], { from: 'user' })
    return exitCode
  } catch (error) {
    // Its help and its version are errors, too. It has printed both.
    if (error instanceof CommanderError && error.exitCode === 0) return exitCodes.done
    const { report } = await import('./report.ts')
    return report(error, screen, world.signal)
  }
}
