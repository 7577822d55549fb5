import type { MutantResult } from '@stryker-mutator/api/core'

/** What became of the mutants of one package. */
export interface Figures {
  /** Noticed by a test, in percent. */
  readonly score: number
  readonly mutants: number
  /** `file:line:column kind → replacement`, for people to look at one by one. */
  readonly survivors: readonly string[]
}

const noticed = ['Killed', 'Timeout']
/** Those that could not run are no evidence, either way. */
const counted = [...noticed, 'Survived', 'NoCoverage']

export function figuresOf(results: readonly MutantResult[]): Figures {
  const mutants = results.filter(({ status }) => counted.includes(status))
  const survivors = mutants.filter(({ status }) => !noticed.includes(status))
  return {
    score: mutants.length === 0 ? 0 : (100 * (mutants.length - survivors.length)) / mutants.length,
    mutants: mutants.length,
    survivors: survivors.map(describe).sort(),
  }
}

export function show({ survivors }: Figures): string[] {
  return survivors.map((survivor) => `  survived ${survivor}`)
}

function describe({ fileName, location, mutatorName, replacement, status }: MutantResult): string {
  const { line, column } = location.start
  const text = (replacement ?? '').replace(/\s+/g, ' ').slice(0, 80)
  const uncovered = status === 'NoCoverage' ? ' (no test runs it)' : ''
  return `${fileName.replace(`${process.cwd()}/`, '')}:${line}:${column} ${mutatorName} → ${text}${uncovered}`
}
