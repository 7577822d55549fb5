import { relative } from 'node:path'
import type { MutantResult } from '@stryker-mutator/api/core'

/** The result for one package. */
export interface Figures {
  /** The percentage of mutants that made a test fail. */
  readonly score: number
  readonly mutants: number
  /** `file:line:column kind → replacement`. */
  readonly survivors: readonly string[]
}

const noticed = ['Killed', 'Timeout']
const uncovered = ' (no test runs it)'
const survived = ['Survived', 'NoCoverage']
/** Mutants that could not run count for neither side. */
const counted = [...noticed, ...survived]

export function figuresOf(results: readonly MutantResult[]): Figures {
  const mutants = results.filter(({ status }) => counted.includes(status))
  const survivors = mutants.filter(isSurvivor)
  return {
    score: mutants.length === 0 ? 0 : (100 * (mutants.length - survivors.length)) / mutants.length,
    mutants: mutants.length,
    survivors: survivors.map(describe).sort(),
  }
}

export function isSurvivor({ status }: MutantResult): boolean {
  return survived.includes(status)
}

/** Whether a mutant was left out because it runs only while files are loaded. */
export function isStatic({ status, static: onLoad }: MutantResult): boolean {
  return status === 'Ignored' && onLoad === true
}

/** The lines of a mutant, in the form of Stryker's `mutate`. */
export function linesOf({ fileName, location: { start, end } }: MutantResult): string {
  return `${relative(process.cwd(), fileName)}:${start.line}-${end.line}`
}

/** A name that is the same in every run. */
export function nameOf({ fileName, location, mutatorName, replacement }: MutantResult): string {
  return JSON.stringify([fileName, location, mutatorName, replacement])
}

/** The lines of the survivors of an earlier run. */
export function linesAgain({ survivors }: Figures): string[] {
  const places = survivors.map((survivor) => survivor.split(':'))
  return [...new Set(places.map(([file, line]) => `${file}:${line}-${line}`))]
}

/** The figures of an earlier run, without the survivors that a test notices now. */
export function figuresAgain({ mutants, survivors }: Figures, results: readonly MutantResult[]): Figures {
  const placesOf = (statuses: readonly string[]): Set<string> =>
    new Set(results.filter(({ status }) => statuses.includes(status)).map(placeOf))
  const [now, missed] = [placesOf(noticed), placesOf(survived)]
  // Two mutants can have the same place and replacement: both stay listed until both are noticed.
  const still = survivors.filter((each) => {
    const place = each.replace(uncovered, '')
    return missed.has(place) || !now.has(place)
  })
  return { score: (100 * (mutants - still.length)) / mutants, mutants, survivors: still }
}

export function show({ survivors }: Figures): string[] {
  return survivors.map((survivor) => `  survived ${survivor}`)
}

export function describe(mutant: MutantResult): string {
  return mutant.status === 'NoCoverage' ? `${placeOf(mutant)}${uncovered}` : placeOf(mutant)
}

function placeOf({ fileName, location, mutatorName, replacement }: MutantResult): string {
  const { line, column } = location.start
  const text = (replacement ?? '').replace(/\s+/g, ' ').slice(0, 80)
  return `${relative(process.cwd(), fileName)}:${line}:${column} ${mutatorName} → ${text}`
}
