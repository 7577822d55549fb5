// Texts of errors are prose and may change; what tests hold is their code. A text with a blank in it is prose.
import { declareValuePlugin, PluginKind } from '@stryker-mutator/api/plugin'

/**
 * The parts of a syntax node that are looked at.
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
