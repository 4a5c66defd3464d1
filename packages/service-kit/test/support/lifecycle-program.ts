import { createLifecycle } from '@firedrill/service-kit/lifecycle'
import { quietLogger } from './quiet-logger.ts'

// Run by lifecycle.test.ts in a process of its own; the argument says how it is to end.
const mode = process.argv[2]
const say = (line: string) => process.stdout.write(`${line}\n`)
const lifecycle = createLifecycle(quietLogger(), { deadlineMs: 1000 })

lifecycle.signal.addEventListener('abort', () => say('aborted'))
for (const name of ['first', 'second']) {
  lifecycle.onStop({ name, stop: async () => void say(`stop ${name}`) })
}
if (mode === 'failing-part') {
  const stop = async () => {
    say('stop failing')
    throw new Error('will not stop')
  }
  lifecycle.onStop({ name: 'failing', stop })
}
if (mode === 'hanging-part') {
  lifecycle.onStop({ name: 'hanging', stop: () => new Promise(() => undefined) })
}

setInterval(() => undefined, 60_000)
say('started')
if (mode === 'unexpected') setTimeout(() => Promise.reject(new Error('nobody expected this')), 10)
