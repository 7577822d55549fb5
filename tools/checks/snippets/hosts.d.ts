// The parts of Deno, Bun and Netlify that READMEs use.
declare const Deno: {
  serve(handler: (request: Request) => Response | Promise<Response>): unknown
  serve(
    options: { hostname?: string; port?: number },
    handler: (request: Request) => Response | Promise<Response>,
  ): unknown
  readonly env: { get(name: string): string | undefined; toObject(): Record<string, string> }
  openKv(path?: string): Promise<import('@wxdp/notify/deno-kv').DenoKv>
}
declare const Netlify: { readonly env: { toObject(): Record<string, string> } }
declare const Bun: {
  serve(options: {
    hostname?: string
    port?: number
    fetch(request: Request): Response | Promise<Response>
  }): { readonly url: URL }
}

// What Nuxt and Nitro 2 import by themselves, and the packages of whole projects that `pnpm frameworks` installs.
interface H3Event {
  readonly node: {
    readonly req: import('node:http').IncomingMessage
    readonly res: import('node:http').ServerResponse
  }
}
declare function defineEventHandler(handler: (event: H3Event) => unknown): unknown

declare module 'nitro/h3' {
  export function defineHandler(handler: (event: { readonly req: Request }) => unknown): unknown
}

declare module '@adonisjs/core/http' {
  export interface HttpContext {
    readonly request: { url(): string; readonly request: import('node:http').IncomingMessage }
    readonly response: { readonly response: import('node:http').ServerResponse }
  }
}

declare module '@adonisjs/core/types/http' {
  export type NextFn = () => Promise<unknown>
}

declare module '@adonisjs/core/services/server' {
  const server: { use(middleware: readonly (() => Promise<unknown>)[]): unknown }
  export default server
}

declare module '#middleware/wechatpay_middleware'
