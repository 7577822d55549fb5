// The recipes of the README with each version of their framework, as they stand.
import { describe, expect, it, type TestContext } from 'vitest'
import { builtNames } from '../built/frameworks.ts'
import { expectHandledOnce, expectNamed } from '../callbacks.ts'
import { frameworks } from '../frameworks.ts'
import { createProject, type Files } from '../project.ts'
import { recipesOf, versionsIn } from '../recipes.ts'
import { ownPort, serve } from '../server.ts'

/** The recipes listen at the port 8080. */
const onPort = (port: number, files: Files): Files =>
  Object.fromEntries(
    Object.entries(files).map(([path, content]) => [
      path,
      typeof content === 'string' ? content.replaceAll('8080', `${port}`) : content,
    ]),
  )

describe('a recipe handles a genuine callback once', () => {
  it.concurrent.for(frameworks)(
    '$name',
    async ({ name, heading, packages, files, start }, { onTestFinished }) => {
      const port = await ownPort()
      const written = onPort(port, files(recipesOf(heading)))
      const project = createProject(`recipe-${name.replace(/\W+/g, '-')}`, written, packages)
      await expectHandledOnce(await serve(project, { command: start, port, onTestFinished }))
    },
  )
})

describe('Elysia 1, with a hook that uses the body', () => {
  const route = "app.post('/wechatpay/plans', ({ request }) => handler(request), { parse: 'none' })"
  const hook = 'app.onBeforeHandle(({ body }) => console.log(typeof body))'
  const start = async (name: string, setting: string, { onTestFinished }: TestContext) => {
    const framework = frameworks.find((each) => each.name === 'Elysia 1')
    const [recipe = ''] = recipesOf('Elysia')
    expect(recipe).toContain(route)
    const code = recipe.replace(route, `${hook}\n${route.replace(", { parse: 'none' }", setting)}`)
    const port = await ownPort()
    const project = createProject(name, onPort(port, framework?.files([code]) ?? {}), framework?.packages)
    return serve(project, { command: framework?.start ?? [''], port, onTestFinished })
  }

  it('names the mistake, and the remedy works as it is printed', async (context) => {
    const remedy = "{ parse: 'none' }"
    const wrong = await start('elysia-wrong', '', context)
    await expectNamed(wrong, '/wechatpay/plans', ['The body has already been read', remedy])
    await expectHandledOnce(await start('elysia-right', `, ${remedy}`, context))
  })
})

it('the table of the README names the frameworks and versions that are tested, and no others', () => {
  const names = [...frameworks.map(({ name }) => name.split(',')[0]), ...builtNames, 'Next.js 16']
  for (const language of ['en', 'zh'] as const) expect(new Set(versionsIn(language))).toEqual(new Set(names))
})
