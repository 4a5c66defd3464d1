import { styleText } from 'node:util'
import type { ChaosClient, Run, RunEvent } from './client.ts'

type Color = Parameters<typeof styleText>[0]

const colors: Record<string, Color> = {
  state: 'bold',
  fault: 'yellow',
  fix: 'cyan',
  action: 'cyan',
  recovery: 'green',
}

/**
 * Prints the timeline of a run until it is over.
 * @returns the exit code: 0 when everything is as it was before
 */
export async function followRun(client: ChaosClient, runId: string): Promise<number> {
  for await (const event of client.timeline(runId)) console.log(formatEvent(event))
  const run = await client.call<Run>('GET', `/runs/${runId}`)
  if (run.state === 'RECOVERED') return 0
  console.error(run.message ?? `the run is ${run.state}`)
  return 1
}

/** One line: time, what kind of thing, what happened. */
export function formatEvent({ at, kind, text, state, status }: RunEvent): string {
  const time = new Date(at).toTimeString().slice(0, 8)
  const what = (state ?? kind).padEnd(13)
  const alertColor: Color = status === 'firing' ? 'red' : 'green'
  const color = kind === 'alert' ? alertColor : (colors[kind] ?? 'dim')
  return `${styleText('dim', time)}  ${styleText(color, what)}  ${text}`
}
