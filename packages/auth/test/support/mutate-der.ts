// Damage to DER, from a seed: the same seed gives the same damage.
import { pick, type Random } from '@wxdp-internal/fixtures/random'
import { type Element, elementsIn, encodeElement } from '../../src/encoding/der.ts'

/** Damages elements, bytes or both. The result is never the same as the original. */
export function mutate(der: Uint8Array, random: Random): Uint8Array {
  const byElements = random(3) > 0 ? mutateElements(der, random) : der
  const mutated = byElements === der || random(4) === 0 ? mutateBytes(byElements, random) : byElements
  return Buffer.compare(mutated, der) === 0 ? mutate(der, random) : mutated
}

function mutateBytes(der: Uint8Array, random: Random): Uint8Array {
  return pick(byteMutations, random)(der, random)
}

const randomBytes = (count: number, random: Random): Uint8Array =>
  Uint8Array.from({ length: count }, () => random(256))

const byteMutations: readonly ((der: Uint8Array, random: Random) => Uint8Array)[] = [
  function flipBit(der, random) {
    const at = random(der.length)
    return der.map((byte, i) => (i === at ? byte ^ (1 << random(8)) : byte))
  },
  function replaceByte(der, random) {
    const at = random(der.length)
    return der.map((byte, i) => (i === at ? random(256) : byte))
  },
  function removeBytes(der, random) {
    const at = random(der.length)
    return Buffer.concat([der.subarray(0, at), der.subarray(at + 1 + random(8))])
  },
  function insertBytes(der, random) {
    const at = random(der.length + 1)
    return Buffer.concat([der.subarray(0, at), randomBytes(1 + random(8), random), der.subarray(at)])
  },
  function cutShort(der, random) {
    return der.subarray(0, random(der.length))
  },
]

/** An element with its members, an element with its contents, or bytes as they are. */
type Tree = { tag: number; members: Tree[] } | { tag: number; contents: Uint8Array } | Uint8Array

/** The elements around the damage get the lengths that they need. */
function mutateElements(der: Uint8Array, random: Random): Uint8Array {
  const trees = elementsIn(der).map(read)
  const lists = listsIn(trees)
  pick(elementMutations, random)(pick(lists, random), { random, lists })
  return write(trees)
}

interface Context {
  readonly random: Random
  readonly lists: readonly Tree[][]
}

const elementMutations: readonly ((list: Tree[], context: Context) => void)[] = [
  function remove(list, { random }) {
    list.splice(random(list.length), 1)
  },
  function duplicate(list, { random }) {
    const at = random(list.length)
    list.splice(at, 0, list[at] as Tree)
  },
  function swap(list, { random }) {
    const [one, other] = [random(list.length), random(list.length)]
    ;[list[one], list[other]] = [list[other] as Tree, list[one] as Tree]
  },
  function copyFromElsewhere(list, { random, lists }) {
    // Written first: a list that holds itself would have no end.
    const copy = write([pick(pick(lists, random), random)])
    list.splice(random(list.length), random(2), copy)
  },
  function changeTag(list, { random }) {
    const at = random(list.length)
    const [, ...others] = write([list[at] as Tree])
    list[at] = Uint8Array.of(random(256), ...others)
  },
  function changeLength(list, { random }) {
    const at = random(list.length)
    const [tag = 0, length = 0, ...others] = write([list[at] as Tree])
    const lengths = [
      [length + 1],
      [length - 1],
      [0x80],
      [0x81, length],
      [0x82, 0, length],
      [0x83, 0, 0, length],
    ]
    list[at] = Uint8Array.of(tag, ...pick(lengths, random), ...others)
  },
  function replaceContents(list, { random }) {
    const at = random(list.length)
    const [tag = 0] = write([list[at] as Tree])
    list[at] = encodeElement(tag, randomBytes(random(24), random))
  },
]

function read({ tag, contents }: Element): Tree {
  return tag & 0x20 ? { tag, members: elementsIn(contents).map(read) } : { tag, contents }
}

function write(trees: readonly Tree[]): Uint8Array {
  return Buffer.concat(
    trees.map((tree) => {
      if (tree instanceof Uint8Array) return tree
      return encodeElement(tree.tag, 'members' in tree ? write(tree.members) : tree.contents)
    }),
  )
}

/** All lists of members that are not empty. */
function listsIn(trees: Tree[]): Tree[][] {
  const inner = trees.flatMap((tree) => ('members' in tree ? listsIn(tree.members) : []))
  return trees.length > 0 ? [trees, ...inner] : inner
}
