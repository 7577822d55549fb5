// Runs commands one after the other or side by side, shows their output, and names those that failed.
import { spawn } from 'node:child_process'

/**
 * @typedef {object} Step
 * @property {string} title
 * @property {readonly string[]} args The program and its arguments.
 * @property {'always' | 'failure'} [show] When its output is shown. Default: as it comes.
 * @property {Readonly<Record<string, string>>} [env]
 * @property {string} [remedy] The command that mends what it finds.
 */

const root = new URL('../..', import.meta.url)

/** Whether nobody sees colours: the output goes to a file or to another program. */
export const isPlain = !process.stdout.isTTY && !process.env.FORCE_COLOR

/**
 * Stops after the first group in which a step fails.
 *
 * @param {readonly (Step | readonly Step[])[]} steps A list in the list runs side by side.
 * @returns {Promise<number>} The exit code of the first step that failed, or 0.
 */
export async function runSteps(steps) {
  for (const step of steps) {
    const isOne = 'title' in step
    const group = isOne ? [step] : step.map((each) => ({ show: /** @type {const} */ ('always'), ...each }))
    if (!isOne) console.log(`\n▸ ${step.map(({ title }) => title).join(' ‖ ')}`)
    const codes = await Promise.all(group.map(run))
    const failed = group.filter((_, index) => codes[index] !== 0)
    if (failed.length === 0) continue
    const named = failed.map(({ title, remedy }) => (remedy ? `${title} (mend with: ${remedy})` : title))
    console.error(`\nFailed: ${named.join(', ')}.`)
    return codes.find((code) => code !== 0) ?? 1
  }
  return 0
}

/**
 * @param {Step} step
 * @returns {Promise<number>} The exit code.
 */
async function run({ title, args: [program = '', ...rest], show, env }) {
  if (!show || show === 'failure') console.log(`\n▸ ${title}`)
  const started = Date.now()
  const child = spawn(program, rest, {
    cwd: root,
    stdio: ['ignore', show ? 'pipe' : 'inherit', show ? 'pipe' : 'inherit'],
    env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1', ...(isPlain && { NO_COLOR: '1' }), ...env },
    shell: process.platform === 'win32' && program === 'npx',
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text) => {
      output += text
    })
  }
  /** @type {number} */
  const code = await new Promise((resolve) => {
    child.once('error', ({ message }) => {
      output += message
      resolve(1)
    })
    child.once('close', (code) => resolve(code ?? 1))
  })
  if (show === 'always') console.log(`\n▸ ${title}\n${output.trimEnd()}`)
  else if (code !== 0) console.error(output)
  const seconds = ((Date.now() - started) / 1000).toFixed(1)
  if (code === 0) console.log(`  ${title}: ${seconds} s`)
  else console.error(`${title} failed: ${program} ${rest.join(' ')} ended with ${code}`)
  return code
}
