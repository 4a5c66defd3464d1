/** Something that goes on until it is stopped. */
export interface Running {
  stop(): void
}

// Twenty records a tick where that is often enough. A tick costs a send to every partition: at
// 100 orders a second, ticks of 50 ms took 7 % of a core and ticks of 200 ms take 4 %.
const recordsPerTick = 20
const shortestTickMs = 10
const longestTickMs = 200

/**
 * Calls back at a given rate, open loop: what is due is a matter of time alone, however slow
 * the rest is, and a pause of the process is made up for.
 * @param rate records per second, read at every tick
 * @param inARow records that must come together: what is due is a multiple of it
 */
export function startPacer(
  rate: () => number,
  onDue: (count: number) => void,
  inARow: () => number = () => 1,
): Running {
  let lastMs = performance.now()
  let owed = 0
  let timer = setTimeout(tick, longestTickMs)

  function tick(): void {
    const nowMs = performance.now()
    const perSecond = rate()
    owed = perSecond === 0 ? 0 : owed + ((nowMs - lastMs) / 1000) * perSecond
    lastMs = nowMs
    const due = Math.floor(owed / inARow()) * inARow()
    owed -= due
    if (due > 0) onDue(due)
    timer = setTimeout(tick, tickMs(perSecond))
  }

  return { stop: () => clearTimeout(timer) }
}

function tickMs(perSecond: number): number {
  const wanted = (recordsPerTick / perSecond) * 1000
  return Math.min(longestTickMs, Math.max(shortestTickMs, wanted))
}
