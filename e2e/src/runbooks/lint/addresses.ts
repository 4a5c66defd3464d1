import type { Check } from './model.ts'

/** Addresses name ports of this stack; links lead to files that are there. */
export const addresses: Check = {
  name: 'addresses',
  look: ({ text }, { ports, exists }) => {
    const named = [...text.matchAll(/127\.0\.0\.1:(\d*\[[^\]]+\]|\d+)/g)].map(
      ([, port = '']) => port,
    )
    const links = [...text.matchAll(/\]\(([^)#\s]+)[^)]*\)/g)].map(([, path = '']) => path)
    return [
      ...named
        .flatMap(expand)
        .filter(port => !ports.has(port))
        .map(port => `no port is ${port}`),
      ...links
        .filter(path => !/^https?:/.test(path) && !exists(path))
        .map(path => `the link ${path} leads nowhere`),
    ]
  },
}

/** Ports in the notation of curl: 811[1-3]. */
function expand(port: string): string[] {
  const [, before = '', from, to] = /^(\d*)\[(\d)-(\d)\]$/.exec(port) ?? []
  if (from === undefined || to === undefined) return [port]
  const count = Number(to) - Number(from) + 1
  return Array.from({ length: count }, (_, index) => `${before}${Number(from) + index}`)
}
