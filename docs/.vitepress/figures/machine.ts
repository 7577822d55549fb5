import type { Said } from '../languages.ts'

/** The machine as `bench` names it, in a sentence. */
export function machineOf(machine: string): Said {
  return { en: `They were measured on: ${machine}.`, zh: `测试机器：${machine}。` }
}
