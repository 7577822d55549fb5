// The bundled suite for the files beside it: `suite.js` sets one global.
declare global {
  var report: () => Promise<unknown>
}

export {}
