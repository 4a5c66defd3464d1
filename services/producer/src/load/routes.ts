import type { Sequences } from '../ledger/sequences.ts'
import type { ProducerMetrics } from '../metrics.ts'
import type { Accumulator } from '../send/accumulator.ts'
import type { Partitions } from '../send/partitions.ts'
import type { ProducerSettings } from '../settings.ts'
import { type Stream, streams, topicOf } from '../topics.ts'
import { createIntake, type Intake } from './intake.ts'
import { createSource } from './sources.ts'

interface RoutesParts {
  readonly settings: () => ProducerSettings
  /** Put before the names of the streams whose sequences the ledger keeps. */
  readonly prefix: string
  readonly sequences: Sequences
  readonly partitions: Partitions
  readonly accumulator: Accumulator
  readonly metrics: ProducerMetrics
  onAdmitted(): void
  /** Told when a topic comes into use: its partitions must be learnt before records are made. */
  onOpened(topic: string): void
  /** Told when nothing is under way to a topic that no stream goes to any more. */
  onClosed(topic: string): void
}

interface Route {
  readonly stream: Stream
  readonly intake: Intake
}

/** The topics that are written to now, each with the door to its buffer. */
export interface Routes {
  /** The door of a stream to the topic that it goes to. */
  intake(stream: Stream): Intake
  /** The door of a stream to any topic, which may be one that the stream does not go to. */
  open(stream: Stream, topic: string): Intake
  /** Which stream writes to a topic; undefined: none does. */
  streamOf(topic: string): Stream | undefined
  /** Every topic in use: one of each stream, and those that still have something under way. */
  topics(): string[]
  /** Lets in what there is room for; a topic that is done with is closed. */
  admit(topic: string): void
  /** Opens the topics that the settings name and closes those that are done with. */
  follow(): void
  withdrawAll(): void
}

/** Opens the topics of the settings. */
export function createRoutes(parts: RoutesParts): Routes {
  const { settings, metrics, accumulator, partitions, onAdmitted } = parts
  const routes = new Map<string, Route>()
  const isInUse = (topic: string) => streams.some(stream => topicOf(settings(), stream) === topic)
  const buffered = (topic: string) => accumulator.buffered(topic)

  function open(stream: Stream, topic: string): Intake {
    const known = routes.get(topic)
    if (known !== undefined) return known.intake
    const intake = createIntake({
      ...{ topic, accumulator, metrics, onAdmitted },
      make: createSource({ ...parts, stream, topic }),
      // No partition can be chosen, and so no record be made, before they are known.
      maxBuffered: () => (partitions.count(topic) === 0 ? 0 : settings().maxBufferedRecords),
    })
    routes.set(topic, { stream, intake })
    metrics.openTopic(topic, { waiting: intake.waiting, buffered: () => buffered(topic) })
    parts.onOpened(topic)
    return intake
  }

  function closeIfDone(topic: string): void {
    const route = routes.get(topic)
    if (route === undefined || isInUse(topic)) return
    if (route.intake.waiting() > 0 || buffered(topic) > 0) return
    routes.delete(topic)
    metrics.closeTopic(topic)
    parts.onClosed(topic)
  }

  function admit(topic: string): void {
    routes.get(topic)?.intake.admit()
    closeIfDone(topic)
  }

  function follow(): void {
    for (const stream of streams) open(stream, topicOf(settings(), stream))
    for (const topic of [...routes.keys()]) admit(topic)
  }

  follow()
  return {
    ...{ open, admit, follow },
    intake: stream => open(stream, topicOf(settings(), stream)),
    streamOf: topic => routes.get(topic)?.stream,
    topics: () => [...routes.keys()],
    withdrawAll() {
      for (const { intake } of routes.values()) intake.withdraw('all')
    },
  }
}
