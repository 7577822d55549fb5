import type { Screen } from '../terminal/screen.ts'
import type { World } from '../terminal/streams.ts'

/** What every command gets. */
export interface Context {
  readonly world: World
  readonly screen: Screen
}
