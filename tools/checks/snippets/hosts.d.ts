// The parts of Deno and Bun that READMEs use.
declare const Deno: {
  serve(handler: (request: Request) => Response | Promise<Response>): unknown
  readonly env: { get(name: string): string | undefined }
}
declare const Bun: {
  serve(options: { port?: number; fetch(request: Request): Response | Promise<Response> }): unknown
}
