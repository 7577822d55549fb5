// The recipes of the pages with each version of their framework, as they stand.
import { describe, expect, it, type TestContext, vi } from 'vitest'
import { expectArrival } from '../arrival.ts'
import { builtNames } from '../built/frameworks.ts'
import { expectHandledOnce, expectNamed, send } from '../callbacks.ts'
import { frameworks } from '../frameworks.ts'
import { createProject, type Files } from '../project.ts'
import { blocksOf, compiled, frameworkPages, recipesOf, versionsIn } from '../recipes.ts'
import { ownPort, serve } from '../server.ts'

/** The recipes listen at the port 8080. */
const onPort = (port: number, files: Files): Files =>
  Object.fromEntries(
    Object.entries(files).map(([path, content]) => [
      path,
      typeof content === 'string' ? content.replaceAll('8080', `${port}`) : content,
    ]),
  )

describe('a recipe handles a genuine callback once, and passes the command of its page', () => {
  it.concurrent.for(frameworks)(
    '$name',
    async ({ name, page, packages, files, start }, { onTestFinished }) => {
      const port = await ownPort()
      const written = onPort(port, files(recipesOf(`frameworks/${page}`)))
      const project = createProject(`recipe-${name.replace(/\W+/g, '-')}`, written, packages)
      const server = await serve(project, { command: start, port, onTestFinished })
      await expectHandledOnce(server)
      await expectArrival(server, `frameworks/${page}`)
    },
  )
})

it('Express says of a handler below its parser what its page shows', async ({ onTestFinished }) => {
  const [recipe = ''] = recipesOf('frameworks/express')
  const [handler, parser] = ["app.post('/wechatpay/plans', handler)", 'app.use(express.json())']
  expect(recipe).toContain(`${handler}\n${parser}\n`)
  const port = await ownPort()
  const code = compiled(recipe.replace(`${handler}\n${parser}`, `${parser}\n${handler}`))
  const files = { 'package.json': { type: 'module' }, 'program.js': code }
  const framework = frameworks.find(({ name }) => name === 'Express 5')
  const project = createProject('express-wrong', onPort(port, files), framework?.packages)
  const server = await serve(project, { command: framework?.start ?? [''], port, onTestFinished })
  expect(await send(server)).toBe(500)
  const [line = ''] = blocksOf('frameworks/express', 'text')
  await vi.waitFor(() => expect(server.output()).toBe(line))
})

describe('Elysia 1, with a hook that uses the body', () => {
  const route = "app.post('/wechatpay/plans', ({ request }) => handler(request), { parse: 'none' })"
  const hook = 'app.onBeforeHandle(({ body }) => console.log(typeof body))'
  const start = async (name: string, setting: string, { onTestFinished }: TestContext) => {
    const framework = frameworks.find((each) => each.name === 'Elysia 1')
    const [recipe = ''] = recipesOf('frameworks/elysia')
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

it('the table of the overview names the frameworks and versions that are tested, and no others', () => {
  const names = [...frameworks.map(({ name }) => name.split(',')[0]), ...builtNames, 'Next.js 16']
  for (const language of ['en', 'zh'] as const) expect(new Set(versionsIn(language))).toEqual(new Set(names))
})

it('each page of a framework has a row in the table of the overview', () => {
  for (const language of ['en', 'zh'] as const) {
    const { all, linked } = frameworkPages(language)
    expect(linked.sort()).toEqual(all.sort())
  }
})
