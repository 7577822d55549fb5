// Writes the reference of the public types, from the sources of all entry points, into the pages of each language.
//
//   node --import tsx docs/.vitepress/api/generate.ts
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { Application, type ProjectReflection, type TypeDocOptions } from 'typedoc'
import type { PluginOptions } from 'typedoc-plugin-markdown'
import { languages } from '../languages.ts'
import { apiFolder, entryPoints, nameOf } from './entry-points.ts'
import { toPages } from './pages.ts'

const root = join(import.meta.dirname, '..', '..', '..')

const options: TypeDocOptions & PluginOptions = {
  entryPoints: entryPoints(root).map(({ source }) => source),
  tsconfig: join(root, 'docs', 'tsconfig.api.json'),
  basePath: root,
  plugin: ['typedoc-plugin-markdown'],
  logLevel: 'Warn',
  // The compiler checks the sources by their own settings.
  skipErrorChecking: true,
  treatWarningsAsErrors: true,
  excludeInternal: true,
  excludePrivate: true,
  disableSources: true,
  disableGit: true,
  readme: 'none',
  sort: ['kind', 'source-order'],
  outputFileStrategy: 'modules',
  hideBreadcrumbs: true,
  hidePageHeader: true,
  useCodeBlocks: true,
  expandObjects: true,
  parametersFormat: 'table',
  interfacePropertiesFormat: 'table',
  typeDeclarationFormat: 'table',
  tableColumnSettings: { leftAlignHeaders: true },
  // Vue would take braces for an expression.
  sanitizeComments: true,
}

const app = await Application.bootstrapWithPlugins(options)
const project = await app.convert()
if (!project) throw new Error('TypeDoc read nothing.')
rename(project)
app.validate(project)
for (const language of languages) {
  const folder = join(root, 'docs', language, apiFolder)
  rmSync(folder, { recursive: true, force: true })
  app.options.setValue('outputs', [{ name: 'markdown', path: folder }])
  await app.generateOutputs(project)
  toPages(folder, language)
}
if (app.logger.hasErrors() || app.logger.hasWarnings()) process.exit(1)

/** Gives the modules the names under which users import them. */
function rename({ children = [] }: ProjectReflection): void {
  for (const module of children) module.name = nameOf(root, module.name)
}
