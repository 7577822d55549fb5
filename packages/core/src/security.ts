export type { EchoInput, EchoOutput, EchoSuccess } from './security/echo.ts'
export { echo, echoSuccess } from './security/echo.ts'
