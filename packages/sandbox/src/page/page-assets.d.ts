// What tools/build/page.ts makes of the folder browser/.

/** The page at `/`. */
export declare const html: string
/** Its only script. */
export declare const script: string
/** Its only style sheet. */
export declare const style: string
/** Its icon, as SVG. */
export declare const icon: string
