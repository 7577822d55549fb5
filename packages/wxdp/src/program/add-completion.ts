import { Argument } from 'commander'
import { exitCodes } from '../terminal/exit-codes.ts'
import type { AddCommand } from './add-command.ts'
import type { Shell } from './shell-scripts.ts'

/** `wxdp completion`, and `wxdp complete`, which the scripts of the shells call. */
export const addCompletion: AddCommand = (program, { screen }, exit) => {
  const { say } = screen
  program
    .command('completion')
    .description(
      say({ en: 'print the script that completes commands in a shell', zh: '输出用于 shell 自动补全的脚本' }),
    )
    .addArgument(
      new Argument('<shell>', say({ en: 'bash, zsh or fish', zh: 'bash、zsh 或 fish' })).choices([
        'bash',
        'zsh',
        'fish',
      ]),
    )
    .action(async (shell: Shell) => {
      const { shellScripts } = await import('./shell-scripts.ts')
      screen.print(shellScripts[shell])
      exit(exitCodes.done)
    })
  program
    .command('complete', { hidden: true })
    .argument('[words...]')
    .action(async (words: string[]) => {
      const { suggest } = await import('./complete.ts')
      for (const { word, meaning } of suggest(program, words))
        screen.print(meaning ? `${word}\t${meaning}` : word)
      exit(exitCodes.done)
    })
}
