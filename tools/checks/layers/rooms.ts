// The rooms of one package, and their order.
import { entriesOf, type Package, pathIn } from '../check.ts'
import type { Floor } from '../house.ts'

const top = 'entry points'

export interface Plan {
  /** The room of a file. For a file at the top of `src`: `errors` or `entry points`. */
  roomOf(file: string): string
  /** Higher rooms have higher ranks. */
  rankOf(room: string): number
  /** Why a file may not be where it is. */
  misplaced(file: string): string | undefined
  /** Why a file may not import `target`. */
  upward(file: string, target: string): string | undefined
}

export function createPlan(pack: Package, rooms: Floor['rooms']): Plan {
  const ranks = new Map(rooms.flatMap((names, rank) => [names].flat().map((name) => [name, rank] as const)))
  const flat = ranks.size === 0
  const roomOf = (file: string): string => {
    const [, ...parts] = pathIn(pack.folder, file).split('/')
    if (parts.length > 1) return parts[0] ?? ''
    return parts[0] === 'errors.ts' ? 'errors' : top
  }
  const rankOf = (room: string): number =>
    room === 'errors' ? -1 : room === top ? ranks.size : (ranks.get(room) ?? ranks.size)
  return {
    roomOf,
    rankOf,
    misplaced(file) {
      const room = roomOf(file)
      if (room === 'errors' || ranks.has(room)) return undefined
      if (room !== top)
        return `is in ${room}, which tools/checks/house.ts does not have. Add the room to its row.`
      return flat || entriesOf(pack).includes(file)
        ? undefined
        : 'is at the top of src and is not an entry point of package.json. Move it into a room.'
    },
    upward(file, target) {
      if (!pathIn(pack.folder, target).startsWith('src/')) return undefined
      const [from, to] = [roomOf(file), roomOf(target)]
      if (from === to ? from !== top || flat : rankOf(from) > rankOf(to)) return undefined
      return `${from} is not above ${to}. Move the code down, or what it needs.`
    },
  }
}
