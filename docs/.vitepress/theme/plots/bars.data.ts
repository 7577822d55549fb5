// Read when the site is built, so that the pages need not carry every round of the bench.
import { type Bars, barsOf, machine, questions } from '../../figures/bars.ts'

export interface Figures {
  readonly machine: string
  readonly bars: Readonly<Record<string, Bars>>
}

declare const data: Figures

export { data }

export default {
  watch: ['../../figures/figures.json'],
  load: (): Figures => ({
    machine,
    bars: Object.fromEntries(questions.map((question) => [question, barsOf(question)])),
  }),
}
