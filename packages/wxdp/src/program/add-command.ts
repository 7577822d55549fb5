import type { Command } from 'commander'
import type { Context } from '../commands/context.ts'

/** Adds a command, or a group of them, to the program. */
export type AddCommand = (program: Command, context: Context, exit: (code: number) => void) => void
