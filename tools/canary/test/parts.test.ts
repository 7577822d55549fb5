// Each part changes the copy: a part that no longer finds what it replaces would try what is there already.
import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { parts } from '../parts.ts'

const root = join(import.meta.dirname, '../../..')
let copy = ''
beforeEach(() => {
  copy = mkdtempSync(join(tmpdir(), 'wxdp-canary-'))
  const files = execFileSync('git', ['ls-files', 'package.json', 'packages/*/package.json', 'tools/canary'], {
    cwd: root,
    encoding: 'utf8',
  })
  for (const file of files.split('\n').filter(Boolean)) {
    mkdirSync(dirname(join(copy, file)), { recursive: true })
    cpSync(join(root, file), join(copy, file))
  }
  mkdirSync(join(copy, 'tools/build'))
})
afterEach(() => rmSync(copy, { recursive: true, force: true }))

const read = (file: string) => JSON.parse(readFileSync(join(copy, file), 'utf8'))
const take = (name: string) => parts[name]?.({ copy, newest: () => '99.0.0' })

describe('the copy of the canary', () => {
  it('is compiled by the next TypeScript', () => {
    expect(take('typescript')?.title).toBe('TypeScript 99.0.0')
    const { scripts, devDependencies } = read('package.json')
    expect(devDependencies['typescript-next']).toBe('npm:typescript@99.0.0')
    expect(devDependencies.typescript).toBe('catalog:')
    for (const script of ['types', 'declarations'])
      expect(scripts[script]).toContain('typescript-next/bin/tsc')
  })

  it('is built by the next bundler', () => {
    expect(take('bundler')?.title).toBe('tsdown 99.0.0')
    expect(read('package.json').devDependencies).toMatchObject({ tsdown: '99.0.0' })
    expect(read('package.json').devDependencies).not.toHaveProperty('tsup')
    for (const name of ['auth', 'core', 'fetch', 'notify', 'sandbox', 'wxdp']) {
      expect(read(`packages/${name}/package.json`).scripts.build).toMatch(
        /^tsdown --config \.\.\/\.\.\/tools\/build\/tsdown\.config\.ts/,
      )
    }
  })

  it('runs on the next Node, where there is one to install', () => {
    const { optionalDependencies } = read('package.json')
    const name = `node-${process.platform}-${process.arch}`
    expect(take('node')?.title).toBe('Node 99.0.0')
    const changed = read('package.json').optionalDependencies
    expect(changed).toEqual(
      name in optionalDependencies ? { ...optionalDependencies, [name]: '99.0.0' } : optionalDependencies,
    )
  })
})
