// The manifest lies outside src, where the compiler writes no declarations for it.
declare module '*/package.json' {
  export const version: string
}
