// Tasks for an assistant, and the checks of what it made of them.
//
//   pnpm tasks                        lists them
//   pnpm tasks prepare NN FOLDER      writes the start of a task
//   pnpm tasks check NN FOLDER        says whether the folder solves it, and what is wrong
//   pnpm tasks test                   holds that our solutions pass, and that starts and typical mistakes fail; installs one from npm
import { resolve } from 'node:path'
import { prepare } from './kit/prepare.ts'
import { runChecks, tasks, titleOf } from './kit/tasks.ts'
import { testPrepared, testTasks } from './kit/test-tasks.ts'

const [command = 'list', number = '', folder = ''] = process.argv.slice(2)
const task = tasks.find((name) => name === number || name.startsWith(`${number.padStart(2, '0')}-`))
// pnpm runs this in the root of the repository.
const at = resolve(process.env.INIT_CWD ?? '.', folder)

if (command === 'list') {
  for (const name of tasks) console.log(`${name.padEnd(28)} ${titleOf(name)}`)
} else if (command === 'test') {
  const wrong = [...(await testTasks(tasks, console.log)), ...(await testPrepared('02-express-with-parser'))]
  for (const line of wrong) console.error(line)
  process.exitCode = wrong.length > 0 ? 1 : 0
} else if (!task || !folder || !['prepare', 'check'].includes(command)) {
  console.error('Usage: pnpm tasks [list | test | prepare NN FOLDER | check NN FOLDER]')
  process.exitCode = 2
} else if (command === 'prepare') {
  prepare(task, at)
  console.log(`${at} has the start of ${task}. Next: npm install there, then task.md.`)
} else {
  const [verdict] = await runChecks([{ task, folder: at }])
  const { reasons = [] } = verdict ?? {}
  console.log(reasons.length === 0 ? `pass ${task}` : `fail ${task}`)
  for (const reason of reasons) console.log(`  ${reason}`)
  process.exitCode = reasons.length === 0 ? 0 : 1
}
