// Prints each survivor as it is found, because a run takes a while.
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin'
import { describe, isSurvivor } from './figures.ts'

class Survivors {
  /** @param {import('@stryker-mutator/api/core').MutantResult} result */
  onMutantTested(result) {
    if (isSurvivor(result)) console.log(`  survived ${describe(result)}`)
  }
}

export const strykerPlugins = [declareClassPlugin(PluginKind.Reporter, 'survivors', Survivors)]
