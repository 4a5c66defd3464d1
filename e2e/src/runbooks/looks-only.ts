import { kafkaArguments } from './kafka-arguments.ts'
import { readPipeline } from './shell-words.ts'

const filters = new Set(['grep', 'head', 'tail', 'sort', 'uniq', 'wc', 'tr', 'cut'])
const curlFlags = new Set(['-s', '-sS', '-w', '-o', '-G', '--data-urlencode'])

/**
 * Why a command may not be run just to see what it says; undefined when it changes nothing, ends
 * by itself and asks this stack only.
 */
export function objectionTo(command: string): string | undefined {
  const pipeline = readPipeline(command)
  if (typeof pipeline === 'string') return pipeline
  const [first = [], ...rest] = pipeline
  const other = rest.find(([name = '']) => !filters.has(name))
  if (other) return `${other[0]} may not follow a pipe`
  const [program = '', ...words] = first
  switch (program) {
    case './firedrill':
      return objectionToFrontDoor(words)
    case 'curl':
      return objectionToRequest(words)
    case 'top':
      return words.includes('-b') && words.includes('-n') ? undefined : 'top does not end'
    case 'cat':
      return words.every(word => word.startsWith('/proc/')) ? undefined : 'cat reads /proc only'
    default:
      return `${program} is none of the commands that only look`
  }
}

function objectionToFrontDoor([verb = '', name = '', ...words]: readonly string[]) {
  if (verb === 'status') return undefined
  if (verb === 'logs') {
    return words.some(word => /^(-f|--follow)$/.test(word)) ? 'logs -f does not end' : undefined
  }
  if (verb !== 'kafka') return `./firedrill ${verb} is none of those that only look`
  const known = kafkaArguments.get(name)
  if (known === undefined) return `nothing is known of the tool ${name}`
  const flags = words.filter((word, index) => isArgument(word, index, known.hasSubcommands))
  const changing = flags.find(word => !known.looking.has(word))
  if (changing !== undefined) return `${name} ${changing} is none of those that only look`
  const isBounded = name !== 'console-consumer' || words.includes('--max-messages')
  return isBounded ? undefined : 'console-consumer without --max-messages does not end'
}

/** Whether a word is a flag or a subcommand rather than a value. */
export function isArgument(word: string, index: number, hasSubcommands: boolean): boolean {
  return word.startsWith('--') || (hasSubcommands && index === 0)
}

function objectionToRequest(words: readonly string[]): string | undefined {
  const flag = words.find(word => /^-./.test(word) && !curlFlags.has(word))
  if (flag !== undefined) return `curl ${flag} is none of those that only look`
  // Without -G it would be a POST.
  if (words.includes('--data-urlencode') && !words.includes('-G')) return 'curl would send data'
  if (words.some((word, index) => word === '-o' && words[index + 1] !== '/dev/null')) {
    return 'curl would write a file'
  }
  const urls = words.filter(word => word.includes('://'))
  const isOwn = urls.every(url => url.startsWith('http://127.0.0.1:'))
  return urls.length === 1 && isOwn ? undefined : 'curl asks one address on 127.0.0.1'
}
