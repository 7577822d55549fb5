// The packages, and which of them imports which.
import { house } from '../../../../tools/checks/house.ts'
import type { Said } from '../../languages.ts'

export interface Floor {
  readonly name: string
  readonly x: number
  readonly y: number
  readonly what: Said
  readonly uses: readonly string[]
}

const places: readonly Omit<Floor, 'uses'>[] = [
  { name: 'wxdp', x: 190, y: 36, what: { en: 'command line', zh: '命令行' } },
  { name: '@wxdp/sandbox', x: 64, y: 140, what: { en: 'the other side', zh: '沙箱' } },
  { name: '@wxdp/fetch', x: 190, y: 140, what: { en: 'calls out', zh: '调用接口' } },
  { name: '@wxdp/notify', x: 316, y: 140, what: { en: 'callbacks in', zh: '接收回调' } },
  { name: '@wxdp/core', x: 84, y: 260, what: { en: 'the contract', zh: '接口定义' } },
  { name: '@wxdp/auth', x: 240, y: 260, what: { en: 'the proof', zh: '签名与验签' } },
  { name: '@wxdp/auth-sm', x: 316, y: 350, what: { en: 'SM2, SM3, SM4', zh: '国密' } },
]

/** Those that are published, each with the published packages that it imports. */
export const floors: readonly Floor[] = places.map((place) => ({
  ...place,
  uses: (house[place.name]?.uses ?? []).filter((use) => places.some(({ name }) => name === use)),
}))

/** An import that another import does not imply: what the picture draws. */
export function isDrawn(from: Floor, use: string): boolean {
  return !from.uses.some((other) => floors.find(({ name }) => name === other)?.uses.includes(use))
}

export const title: Said = { en: 'The packages, and what each imports', zh: '各个包及其依赖' }

export function sentenceOf({ name, uses, what }: Floor): Said {
  const list = uses.join(', ')
  return {
    en: `${name} (${what.en}) ${list ? `imports ${list}` : 'imports no other package'}.`,
    zh: `${name}（${what.zh}）${list ? `依赖 ${list}` : '不依赖其他包'}。`,
  }
}
