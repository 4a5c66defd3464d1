import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nothingWasSkipped } from '../../src/runs/nothing-skipped.ts'

type Samples = [time: number, value: number][]

interface Partition {
  readonly consumed: Samples
  readonly committed: Samples
}

/** Whether nothing was skipped on these partitions, broken at 100. */
function skippedNothing(...partitions: Partition[]) {
  return skippedNothingBy([[0, 3]], ...partitions)
}

/** The same of a group with so many members. */
function skippedNothingBy(members: Samples, ...partitions: Partition[]) {
  const series = (kind: 'consumed' | 'committed') =>
    partitions.map((each, index) => ({
      labels: { partition: String(index) },
      samples: each[kind],
    }))
  const range = async (selector: string) =>
    selector.includes('members')
      ? [{ labels: {}, samples: members }]
      : series(selector.includes('consumed') ? 'consumed' : 'committed')
  const condition = { kind: 'nothing-skipped', group: 'g', topic: 't', tolerated: 500 } as const
  const client = { query: async () => [], firingAlerts: async () => [], range }
  return nothingWasSkipped(client, { ...condition, forSeconds: 0 }, 100)
}

/** Offsets and counter stand at 10,000 before the fault. */
const before: Samples = [
  [60, 9000],
  [99, 10_000],
]

test('offsets that moved without consumption are seen as skipped, over a restart too', async () => {
  // 6,000 consumed after the start, in a process that counts anew.
  const restarted: Samples = [...before, [160, 2000], [170, 6000]]
  const few: Samples = [...before, [160, 40], [170, 900]]
  const at = (offset: number): Samples => [...before, [170, offset]]
  assert.equal(await skippedNothing({ consumed: restarted, committed: at(16_000) }), true)
  assert.equal(await skippedNothing({ consumed: few, committed: at(16_000) }), false)
  assert.equal(await skippedNothing({ consumed: few, committed: at(10_900) }), true)
})

test('what flows between two scrapes is no skip: at a high rate it is more', async () => {
  const fast: Samples = [...before, [160, 20_000], [165, 23_000], [170, 26_000]]
  const committed: Samples = [...before, [170, 29_000]]
  assert.equal(await skippedNothing({ consumed: fast, committed }), true)
  const slow: Samples = [...before, [150, 25_000], [160, 25_500], [170, 26_000]]
  assert.equal(await skippedNothing({ consumed: slow, committed }), false)
})

test('what is read again is no credit for a skip', async () => {
  const consumed: Samples = [...before, [150, 14_000]]
  const committed: Samples = [...before, [120, 6000], [151, 10_000], [160, 14_000]]
  assert.equal(await skippedNothing({ consumed, committed }), false)
})

test('offsets that go back give back what lies behind them, and not an older skip', async () => {
  // Skipped to 14,000, read to 18,000, back to 14,000, and read once more.
  const consumed: Samples = [...before, [140, 14_000], [159, 18_000], [170, 18_000]]
  const committed: Samples = [...before, [120, 14_000], [141, 18_000], [150, 14_000], [160, 18_000]]
  assert.equal(await skippedNothing({ consumed, committed }), false)
})

test('what was read twice long ago is no credit', async () => {
  const consumed: Samples = [...before, [120, 14_000], [300, 14_000]]
  const committed: Samples = [...before, [290, 14_000], [300, 14_000]]
  assert.equal(await skippedNothing({ consumed, committed }), false)
})

test('a skip that was undone is none once its records were read', async () => {
  const committed: Samples = [...before, [120, 14_000], [130, 10_000], [150, 14_000]]
  assert.equal(await skippedNothing({ consumed: [...before, [149, 14_000]], committed }), true)
  assert.equal(await skippedNothing({ consumed: [...before, [149, 11_000]], committed }), false)
})

/** Scraped at these moments, the first time with members and then without, until 160. */
const goneAt = (...moments: number[]): Samples => [
  [60, 3],
  ...moments.map((at): [number, number] => [at, 0]),
  [160, 3],
]

/** Offsets rise to this between 110 and another moment, and nobody reads meanwhile. */
const raised = (offset: number, at = 112) => ({
  consumed: [...before, [159, 10_000], [160, 10_400]] as Samples,
  committed: [...before, [110, 10_000], [at, offset], [160, 10_400]] as Samples,
})

test('offsets that rise while the group has no member were moved by hand, however little', async () => {
  assert.equal(await skippedNothingBy(goneAt(110, 112), raised(10_000)), true)
  assert.equal(await skippedNothingBy(goneAt(110, 112), raised(10_040)), false)
})

for (const [what, members, at] of [
  ['the last commit of a member before it left', goneAt(112), 112],
  ['a life between two scrapes far apart', goneAt(110, 150), 150],
  ['a scrape that did not tell of members', goneAt(108, 110), 112],
] as const) {
  test(`offsets that rise are not taken for moved by hand: ${what}`, async () => {
    assert.equal(await skippedNothingBy(members, raised(10_040, at)), true)
  })
}

test('a first commit of a group without members was made by hand, and skips what lies before', async () => {
  const consumed: Samples = [[160, 4000]]
  const first = (offset: number): Samples => [
    [112, offset],
    [160, offset + 4000],
  ]
  assert.equal(await skippedNothingBy(goneAt(110, 112), { consumed, committed: first(0) }), true)
  assert.equal(await skippedNothingBy(goneAt(110, 112), { consumed, committed: first(1) }), false)
})

test('what was moved by hand and taken back was not skipped', async () => {
  const moved: Samples = [...before, [110, 10_000], [112, 13_000]]
  const backAt = (offset: number, readAt = 160) =>
    skippedNothingBy(goneAt(110, 112), {
      consumed: [...before, [readAt, 13_000], [170, 13_000]],
      committed: [...moved, [114, offset], [160, 13_000]],
    })
  assert.equal(await backAt(10_000), true)
  assert.equal(await backAt(12_000), false)
  assert.equal(await backAt(12_000, 115), true, 'the group read on before anybody looked')
})

test('what a fault moved itself is no skip, though it is seen a little later', async () => {
  const consumed: Samples = [...before, [160, 10_000]]
  const moved = { consumed, committed: [...before, [103, 10_040]] as Samples }
  assert.equal(await skippedNothingBy(goneAt(99, 101, 103), moved), true)
})

test('records read twice on one partition do not cover a skip on another', async () => {
  const after = (offset: number): Samples => [...before, [150, offset], [170, offset]]
  const twice = { consumed: after(14_000), committed: after(12_000) }
  const skipped = { consumed: after(10_000), committed: after(12_000) }
  assert.equal(await skippedNothing(twice, skipped), false)
})
