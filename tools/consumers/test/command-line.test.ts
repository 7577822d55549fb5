// Each command on pages of the site, in order and in an empty folder, and what it prints.
import { spawn } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { blocksOf } from '@wxdp-internal/checks/blocks'
import { describe, expect, it, onTestFinished } from 'vitest'
import { isPrinted, type Step, stepsOf } from '../pages/read-page.ts'
import { installedProgram, openShell } from '../pages/shell.ts'

const docs = join(import.meta.dirname, '../../../docs')
// Both languages have the same blocks: tools/checks/links.ts. Docker is not here: container.test.ts runs its commands.
const pages = [
  ...readdirSync(join(docs, 'en/command-line'))
    .filter((page) => page !== 'container.md')
    .map((page) => `command-line/${page}`),
  'sandbox/http.md',
]
/** With `WXDP_WRITE=1`, what is printed is written to the pages of both languages where it differs. */
const writes = process.env.WXDP_WRITE === '1'

// Blocks are for a POSIX shell.
describe.skipIf(process.platform === 'win32')('the pages with commands', () => {
  it.concurrent.for(pages)('%s', async (page, { expect }) => {
    const shell = await openShell()
    // The ids that the page shows, and those that stand for them in this run.
    const ids = new Map<string, string>()
    const compare = ({ output, line }: Step, printed: string) => {
      if (output === undefined) return
      const found = idsIn(printed)
      for (const [i, id] of idsIn(output).entries()) ids.set(id, found[i] ?? id)
      if (isPrinted(output, printed)) return
      if (writes) write(page, output, printed)
      else expect.soft(printed.trimEnd(), `${page}:${line}`).toBe(output)
    }
    try {
      for (const step of stepsOf(readFileSync(join(docs, 'en', page), 'utf8'))) {
        const { commands, output = '', line } = step
        if (commands === undefined) {
          compare(step, await shell.more((printed) => isPrinted(output, printed), writes ? 5000 : 60_000))
          continue
        }
        const { exitCode, printed } = await shell.run(commands.replace(id, (each) => ids.get(each) ?? each))
        if (exitCode !== undefined)
          expect(exitCode, `${page}:${line}\n${commands}\n${printed}`).toBe(step.exitCode)
        compare(step, printed)
      }
    } finally {
      await shell.close()
    }
  })
})

it('sees what differs, but for what changes from run to run', () => {
  expect(isPrinted('✓ call: 4 ms\n…\n  b …!', '✓ call: 17 ms\nx\ny\n  b (1)!\n')).toBe(true)
  expect(isPrinted('at 127.0.0.1:4010', 'at 127.0.0.1:38211')).toBe(true)
  expect(isPrinted('✓ call', '✗ call')).toBe(false)
  expect(isPrinted('a', 'a\nb')).toBe(false)
  expect(isPrinted('a\n…', 'b\nb')).toBe(false)
  expect(isPrinted('a (1)', 'a 1')).toBe(false)
})

it('takes each block of commands with its exit code and the output that follows it', () => {
  const block = (language: string, code: string) => `\`\`\`${language}\n${code}\n\`\`\`\n`
  const page = ['sh', 'text', 'json', 'text'].map((language) => block(language, `${language} # 退出码 3`))
  expect(stepsOf(page.join('\ntext\n\n'))).toMatchObject([
    { commands: 'sh # 退出码 3', exitCode: 3, output: 'text # 退出码 3' },
    { exitCode: 0, output: 'text # 退出码 3' },
  ])
})

it('an assistant that is configured as on the page gets the tools of its table', async () => {
  const page = readFileSync(join(docs, 'en/command-line/assistants.md'), 'utf8')
  const code = blocksOf(page).find(({ language }) => language === 'json')?.code ?? ''
  const { command, args } = JSON.parse(code).mcpServers.wxdp
  expect([command, ...args.slice(0, 2)]).toEqual(['npx', '-y', 'wxdp'])
  const child = spawn(process.execPath, [installedProgram(), ...args.slice(2)], {
    stdio: ['pipe', 'pipe', 'ignore'],
  })
  onTestFinished(() => void child.kill())
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]()
  const ask = async (message: object) => {
    child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`)
    return 'id' in message ? JSON.parse(String((await lines.next()).value)).result : undefined
  }
  const clientInfo = { name: 'test', version: '1' }
  const params = { protocolVersion: '2025-06-18', capabilities: {}, clientInfo }
  const { serverInfo } = await ask({ id: 1, method: 'initialize', params })
  expect(serverInfo.name).toBe('wxdp-sandbox')
  await ask({ method: 'notifications/initialized' })
  const { tools } = await ask({ id: 2, method: 'tools/list' })
  const names = tools.map(({ name }: { readonly name: string }) => name).sort()
  for (const language of ['en', 'zh']) {
    const text = readFileSync(join(docs, language, 'command-line/assistants.md'), 'utf8')
    expect([...text.matchAll(/^\| `(\w+)`/gm)].map(([, name]) => name).sort()).toEqual(names)
  }
})

const id = /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g
const idsIn = (text: string): string[] => text.match(id) ?? []

function write(page: string, shown: string, printed: string): void {
  for (const language of ['en', 'zh']) {
    const file = join(docs, language, page)
    const block = (text: string) => `\n\`\`\`text\n${text ? `${text.trimEnd()}\n` : ''}\`\`\`\n`
    writeFileSync(
      file,
      readFileSync(file, 'utf8').replace(block(shown), () => block(printed)),
    )
  }
}
