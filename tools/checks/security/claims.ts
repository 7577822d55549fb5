/** The test of a defence that SECURITY.md claims. */
export interface Claim {
  /** The beginning of the attempt, as the table has it. */
  readonly attempt: string
  /** A file, and the title of a test or group in it. None where the table says that there is no defence. */
  readonly test?: readonly [file: string, title: string]
}

/** One row a row of the table "Attackers and defences", in its order. */
export const claims: readonly Claim[] = [
  {
    attempt: 'forges a callback',
    test: ['packages/notify/test/receive/receiver.test.ts', 'verifies before it parses'],
  },
  {
    attempt: 'sends no signature',
    test: ['packages/auth/test/bad-inputs.test.ts', 'a response or callback with'],
  },
  {
    attempt: 'sends a header twice',
    test: ['packages/auth/test/signatures/verifier.test.ts', 'are rejected if one is missing, or twice'],
  },
  {
    attempt: 'puts a line break into the nonce',
    test: ['packages/auth/test/bad-inputs.test.ts', 'a response or callback with'],
  },
  {
    attempt: 'sends JSON with a duplicate member',
    test: ['packages/core/test/contract/envelope.test.ts', 'unless it has a duplicate member'],
  },
  {
    attempt: "imitates WeChat Pay's signature probe",
    test: ['packages/notify/test/receive/responses.test.ts', 'a refusal'],
  },
  {
    attempt: 'replays it',
    test: [
      'packages/notify/test/receive/respond.test.ts',
      'is handled once, although it is delivered three times',
    ],
  },
  {
    attempt: 'sends it to the URL of another merchant',
    test: [
      'packages/notify/test/receive/open-callback.test.ts',
      'that does not open the resource is reported',
    ],
  },
  {
    attempt: 'changes a response',
    test: [
      'packages/fetch/test/call/faulty-responses.test.ts',
      'a response that is truncated or not trusted',
    ],
  },
  {
    attempt: 'returns an old, genuine response',
    test: ['packages/auth/test/bad-inputs.test.ts', 'a response or callback with'],
  },
  {
    attempt: 'forges an error response',
    test: ['packages/fetch/test/call/client.test.ts', 'although that response is unsigned'],
  },
  {
    attempt: 'returns a list of platform certificates of their own',
    test: ['packages/fetch/test/certificates/open-list.test.ts', 'unless it is genuine'],
  },
  {
    attempt: "passes off a merchant's certificate",
    test: [
      'packages/fetch/test/certificates/open-list.test.ts',
      "if it contains only a merchant's certificate",
    ],
  },
  {
    attempt: 'withholds a new list',
    test: ['packages/fetch/test/certificates/refresher.test.ts', 'an old list'],
  },
  {
    attempt: 'seals a resource of their own',
    test: ['packages/notify/test/receive/receiver.test.ts', 'verifies before it parses'],
  },
  {
    attempt: 'seals a platform certificate',
    test: ['packages/fetch/test/certificates/open-list.test.ts', 'whoever knows the APIv3 key can seal it'],
  },
  { attempt: 'reads recorded callbacks' },
  {
    attempt: 'flips bits',
    test: ['packages/auth/test/seals/aes-gcm.test.ts', 'rejects any flipped bit of the ciphertext or tag'],
  },
  {
    attempt: 'floods you with unknown serials',
    test: [
      'packages/fetch/test/certificates/refresher.test.ts',
      'one after the other cause one download in each cool-down',
    ],
  },
  {
    attempt: 'puts control characters into a serial',
    test: ['packages/auth/test/signatures/verifier.test.ts', 'shortened and printable'],
  },
  {
    attempt: 'sends endless bodies',
    test: ['packages/notify/test/node/sockets.test.ts', 'sends endless chunks is refused at the limit'],
  },
  {
    attempt: 'nests JSON without end',
    test: ['packages/core/test/contract/envelope.test.ts', 'deep nesting'],
  },
  {
    attempt: 'sends stale messages',
    test: [
      'packages/auth/test/signatures/verifier.test.ts',
      'is checked before the serial and the signature',
    ],
  },
  {
    attempt: 'looks for keys and plaintext',
    test: ['packages/fetch/test/secrets.test.ts', 'no secret is in'],
  },
  {
    attempt: 'watches the command line',
    test: ['packages/wxdp/test/commands/calls.test.ts', 'shows no secret, whatever happens'],
  },
  {
    attempt: 'puts `../` or `?` into a path field',
    test: ['packages/core/test/contract/request.test.ts', 'makes a target that a URL parser does not change'],
  },
  {
    attempt: 'names an address in your own network',
    test: ['packages/core/test/rules/public-host.test.ts', 'the host of a callback URL'],
  },
  {
    attempt: 'calls the control of a sandbox',
    test: ['packages/sandbox/test/page/guard.test.ts', 'a web page elsewhere'],
  },
  {
    attempt: 'makes a name of its own lead to that sandbox',
    test: ['packages/sandbox/test/page/guard.test.ts', 'DNS rebinding'],
  },
  {
    attempt: 'puts markup into a name, a path or a response',
    test: ['tools/page/test/stored-markup.test.ts', 'is shown as text, wherever it comes from'],
  },
  {
    attempt: 'a certificate for a key',
    test: ['packages/auth/test/keys/key-input.test.ts', 'AUTH_KEY_ROLE'],
  },
  {
    attempt: 'your own public key',
    test: ['packages/fetch/test/call/options.test.ts', "the merchant's own public key under a public key id"],
  },
  {
    attempt: 'an RSA key whose exponent is 1 or even',
    test: ['packages/auth/test/keys/containers.test.ts', 'an RSA key that is not safe is refused'],
  },
  {
    attempt: "a sandbox's key in production",
    test: ['packages/sandbox/test/box/marks.test.ts', 'a verifier for production'],
  },
]
