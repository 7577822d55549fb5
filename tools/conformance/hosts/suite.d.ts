// The bundled suite, as the files beside it see it: `suite.js` leaves one global.
declare global {
  var report: () => Promise<unknown>
}

export {}
