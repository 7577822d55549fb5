/**
 * What makes Node read TypeScript. From 22.18 on it does so by itself, which halves the time that a process takes to
 * start.
 */
export const loader: readonly string[] = process.features.typescript ? [] : ['--import', 'tsx']
