/** Domains that never resolve on the public internet (RFC 6761, 6762, 8375, 9476; ICANN's `internal`). */
const privateName = /(?:^|\.)(?:localhost|local|internal|home\.arpa|test|example|invalid|onion|alt)$/

/** IPv4 networks that are not globally reachable: IANA's special-purpose registry, multicast, class E. */
const reservedV4: readonly (readonly [address: string, prefix: number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
]

/**
 * Whether the internet could reach a host. Judges by the name alone, without a DNS lookup.
 *
 * @param host As `URL.hostname` writes it: lower case, IPv4 in four decimal parts, IPv6 in brackets.
 */
export function isPublicHost(host: string): boolean {
  if (host.startsWith('[')) return isPublicV6(host.slice(1, -1))
  if (/^\d+(\.\d+){3}$/.test(host)) return isPublicV4(host)
  const name = host.replace(/\.$/, '')
  return name.includes('.') && !privateName.test(name)
}

function isPublicV4(address: string): boolean {
  const bits = toBits(address)
  return !reservedV4.some(([network, prefix]) => bits >>> (32 - prefix) === toBits(network) >>> (32 - prefix))
}

function toBits(address: string): number {
  return address.split('.').reduce((bits, part) => bits * 256 + Number(part), 0) >>> 0
}

// Public IPv6 is 2000::/3 without protocol assignments such as Teredo (2001::/23), documentation (2001:db8::/32,
// 3fff::/20) and 6to4 (2002::/16, which can wrap any IPv4). Addresses that map or embed IPv4 lie outside 2000::/3.
function isPublicV6(address: string): boolean {
  const [first = 0, second = 0] = address.split(':').map((group) => Number.parseInt(group || '0', 16))
  if (first < 0x2000 || first > 0x3fff || first === 0x2002) return false
  if (first === 0x2001) return second >= 0x0200 && second !== 0x0db8
  return !(first === 0x3fff && second < 0x1000)
}
