// Ignores mutants of error messages: tests check codes, and messages may change. A string with a space in it counts as
// a message.
import { declareValuePlugin, PluginKind } from '@stryker-mutator/api/plugin'

/**
 * The parts of a syntax node that this plugin reads.
 *
 * @typedef {{ type: string, value?: unknown, quasis?: { value: { raw: string } }[] }} Node
 */

/** @type {import('@stryker-mutator/api/ignore').Ignorer} */
const prose = {
  shouldIgnore(path) {
    const { node } = /** @type {{ node: Node }} */ (/** @type {unknown} */ (path))
    const texts = node.type === 'StringLiteral' ? [String(node.value)] : []
    if (node.type === 'TemplateLiteral') texts.push(...(node.quasis ?? []).map(({ value }) => value.raw))
    return texts.some((text) => text.includes(' ')) ? 'prose' : undefined
  },
}

export const strykerPlugins = [declareValuePlugin(PluginKind.Ignore, 'prose', prose)]
