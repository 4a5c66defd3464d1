import { parentPort } from 'node:worker_threads'
import { block } from './blocking-work.ts'

// The worker thread behind blocking-work.ts: one record after the other, whoever asks.
parentPort?.on('message', ({ ms, done }: { ms: number; done: Int32Array }) => {
  block(ms)
  Atomics.store(done, 0, 1)
  Atomics.notify(done, 0)
})
