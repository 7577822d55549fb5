/**
 * The arguments that let Node run TypeScript. Node 22.18 and later need none, which halves the time to start.
 */
export const loader: readonly string[] = process.features.typescript ? [] : ['--import', 'tsx']
