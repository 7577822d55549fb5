// The part of Deno's API that main.ts uses, declared for tsc. Deno has the types built in.
declare namespace Deno {
  const env: {
    get(name: string): string | undefined
    toObject(): Record<string, string>
  }
  function serve(
    options: { hostname: string; port: number },
    handler: (request: Request) => Response | Promise<Response>,
  ): unknown
}
