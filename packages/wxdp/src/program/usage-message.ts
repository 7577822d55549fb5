import type { CommanderError } from 'commander'
import type { Language } from '../language/language.ts'

/** What the parser says about a wrong command line, with the remedy. */
export function usageMessage({ code, message }: CommanderError, language: Language): string {
  // What the parser quotes: the option, the command or the argument. It may suggest another one on a second line.
  const [first = '', suggestion] = message.replace(/^error: /, '').split('\n')
  if (language === 'en') {
    const words = code === 'commander.help' ? 'a command is missing' : first.replace(/\.$/, '')
    const sentence = words.charAt(0).toUpperCase() + words.slice(1)
    return [`${sentence}.`, suggestion?.replace(/^\(|\)$/g, ''), 'Add --help to see what the command takes.']
      .filter(Boolean)
      .join(' ')
  }
  const quoted = /'([^']*)'/.exec(first)?.[1] ?? ''
  const meant = /Did you mean (.*)\?/.exec(suggestion ?? '')?.[1]
  const meaning = meanings[code]?.(quoted) ?? first
  return `${meaning}${meant ? `是否想输入 ${meant}？` : ''}加上 --help 可查看用法。`
}

const meanings: Readonly<Record<string, (quoted: string) => string>> = {
  'commander.unknownOption': (quoted) => `没有参数 ${quoted}。`,
  'commander.unknownCommand': (quoted) => `没有命令 ${quoted}。`,
  'commander.missingArgument': (quoted) => `缺少参数 ${quoted}。`,
  'commander.optionMissingArgument': (quoted) => `参数 ${quoted} 缺少值。`,
  'commander.invalidArgument': (quoted) => `参数 ${quoted} 的值不正确。`,
  'commander.excessArguments': () => '参数过多。',
  'commander.help': () => '请指定命令。',
}
