import fc from 'fast-check'

// Properties run for each mutant, so each tries a fifth of its inputs. A mutant that this misses lowers the score.
fc.configureGlobal({ numRuns: 20 })
