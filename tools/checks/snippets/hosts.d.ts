// As much of the other hosts as a README shows.
declare const Deno: {
  serve(handler: (request: Request) => Response | Promise<Response>): unknown
  readonly env: { get(name: string): string | undefined }
}
declare const Bun: {
  serve(options: { port?: number; fetch(request: Request): Response | Promise<Response> }): unknown
}
