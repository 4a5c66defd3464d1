/** How much each experiment does. */
export interface Sizes {
  /** Rounds of throughput that do not count: the first one finds every program cold. */
  readonly warmUpRounds: number
  /** Rounds of throughput and fan-out, of which the median counts. */
  readonly rounds: number
  /** Orders of a round, of replay and of fan-out. */
  readonly orders: number
  /** Orders handed to a client together. */
  readonly batch: number
  readonly accounts: number
  /** Orders a second where latency is measured. */
  readonly ratePerSecond: number
  readonly latencySeconds: number
  readonly awaySeconds: number
  /** Orders that three slow consumers share. */
  readonly orderedOrders: number
  /** How long a system may take for anything, before the experiment fails. */
  readonly deadlineMs: number
  /** How long nothing must come, to say that nothing comes. */
  readonly silenceMs: number
}

/** What the figures of the documentation were measured with: about five minutes. */
export const fullSizes: Sizes = {
  warmUpRounds: 1,
  rounds: 5,
  orders: 20_000,
  batch: 500,
  accounts: 500,
  ratePerSecond: 200,
  latencySeconds: 10,
  awaySeconds: 10,
  orderedOrders: 600,
  deadlineMs: 90_000,
  silenceMs: 3000,
}

/** Enough to see that everything works. */
export const quickSizes: Sizes = {
  warmUpRounds: 0,
  rounds: 1,
  orders: 1000,
  batch: 100,
  accounts: 50,
  ratePerSecond: 100,
  latencySeconds: 2,
  awaySeconds: 2,
  orderedOrders: 150,
  deadlineMs: 30_000,
  silenceMs: 1000,
}
