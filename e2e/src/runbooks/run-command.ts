import { spawn } from 'node:child_process'

/** How a command ended. */
export interface Ran {
  /** Both streams, as they came. */
  readonly output: string
  /** Undefined when it had to be ended. */
  readonly exitCode: number | undefined
}

const maxCharacters = 1_000_000
// A tool that writes to Kafka or to a container needs a moment to end.
const graceMs = 3000

/**
 * Runs shell text and ends it, its children included, after a time or when told so.
 * @param signal ends it at once
 */
export async function runCommand(
  text: string,
  { cwd, timeoutMs, signal }: { cwd: string; timeoutMs: number; signal: AbortSignal },
): Promise<Ran> {
  const child = spawn('sh', ['-c', text], {
    cwd,
    // A process group of its own, so that a whole pipeline can be ended.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  let ended = false
  const keep = (chunk: string) => {
    if (output.length < maxCharacters) output += chunk
  }
  child.stdout.setEncoding('utf8').on('data', keep)
  child.stderr.setEncoding('utf8').on('data', keep)
  const end = () => {
    ended = true
    killGroup(child.pid, 'SIGTERM')
    setTimeout(() => killGroup(child.pid, 'SIGKILL'), graceMs).unref()
  }
  const timer = setTimeout(end, timeoutMs)
  signal.addEventListener('abort', end, { once: true })
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject).once('close', resolve)
    })
    return { output, exitCode: ended ? undefined : (code ?? undefined) }
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', end)
  }
}

function killGroup(pid: number | undefined, signal: NodeJS.Signals): void {
  if (pid === undefined) return
  try {
    process.kill(-pid, signal)
  } catch {
    // It has ended by itself.
  }
}
