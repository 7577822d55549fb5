// Older packages without types of their own.
declare module 'express-4' {
  import express from 'express'
  export default express
}

declare module 'koa-bodyparser' {
  import type { Middleware } from 'koa'
  export default function bodyParser(): Middleware
}

declare module 'koa-2' {
  import Koa from 'koa'
  export default Koa
}
