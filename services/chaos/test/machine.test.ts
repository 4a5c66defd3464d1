import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createMachine } from '../src/machine.ts'

test('a machine with room to spare is short of nothing', async () => {
  assert.equal(await createMachine(import.meta.dirname).shortage(), undefined)
})

/** A machine that has so much left, beside much that is of no use. */
function machineWith({ diskMegabytes = 2048, memoryMegabytes = 384 }) {
  const memory = `MemTotal:  9000000 kB\nMemFree:  8000000 kB\nMemAvailable:  ${memoryMegabytes * 1024} kB\n`
  return createMachine('/', {
    disk: async () => ({ bavail: diskMegabytes * 256, bsize: 4096 }),
    meminfo: async () => memory,
  })
}

test('at its limits a machine is short of nothing, below them of disk or memory', async () => {
  const shortage = (left: Parameters<typeof machineWith>[0]) => machineWith(left).shortage()
  assert.equal(await shortage({}), undefined)
  assert.equal(await shortage({ diskMegabytes: 2047 }), 'only 2047 MB of the disk are free')
  assert.equal(await shortage({ memoryMegabytes: 383 }), 'only 383 MB of memory are available')
})

test('where the memory cannot be read, only the disk is judged', async () => {
  const disk = async () => ({ bavail: 600_000, bsize: 4096 })
  const machine = createMachine('/', { disk, meminfo: async () => '' })
  assert.equal(await machine.shortage(), undefined)
})

test('a disk that cannot be looked at is an error, and not room', async () => {
  await assert.rejects(createMachine('/no/such/folder').shortage(), /ENOENT/)
})
