import { styleText } from 'node:util'
import type { ChaosClient, Run } from '../chaos/client.ts'
import { followRun } from '../chaos/follow.ts'
import { describeParams } from '../chaos/params.ts'
import { LauncherError } from '../errors.ts'

export interface RunOptions {
  param?: Record<string, unknown>
  ttl?: number
  force?: boolean
  dryRun?: boolean
  detach?: boolean
}

interface Scenario {
  id: string
  kind: string
  title: string
  lesson: string
  params: object
  ttlSeconds: number
}

/** The one of the ten production scenarios that breaks nothing: no run, but a command. */
const lab = { id: 'kafka-or-rabbitmq', command: './firedrill lab' }

/**
 * Starts a scenario and follows it; without a name: lists them. Returns the exit code.
 * @throws LauncherError for the lab, and what the chaos service refuses
 */
export async function run(
  client: ChaosClient,
  name: string | undefined,
  options: RunOptions,
): Promise<number> {
  if (name === undefined) return await listScenarios(client)
  if (name === lab.id) {
    throw new LauncherError(
      'REFUSED',
      `${lab.id} is a lab, not a run: it breaks nothing`,
      lab.command,
    )
  }
  const { param: params = {}, ttl, force = false, dryRun = false } = options
  const request = { scenario: name, params, force, dryRun, ...(ttl && { ttlSeconds: ttl }) }
  const started = await client.call<Run & { faults?: string[] }>('POST', '/runs', request)
  if (dryRun) {
    console.log(JSON.stringify(started, null, 2))
    return 0
  }
  console.log(`${styleText('bold', started.scenario)}  ${started.id}\n`)
  if (options.detach) return 0
  stopOnInterrupt(client, started.id)
  return await followRun(client, started.id)
}

async function listScenarios(client: ChaosClient): Promise<number> {
  for (const { id, kind, title, params, ttlSeconds } of await client.call<Scenario[]>(
    'GET',
    '/scenarios',
  )) {
    console.log(`${styleText('bold', id)}  ${title} (${kind}, up to ${ttlSeconds} s)`)
    for (const line of describeParams(params)) console.log(styleText('dim', line))
  }
  console.log(`${styleText('bold', lab.id)}  Kafka or RabbitMQ? (lab: ${lab.command})`)
  return 0
}

/** The first Ctrl-C ends the run and shows how it is put back; the second one only leaves. */
function stopOnInterrupt(client: ChaosClient, runId: string): void {
  process.once('SIGINT', () => {
    console.error('\nEnding the run; again Ctrl-C to leave while it is being put back.')
    process.once('SIGINT', () => process.exit(130))
    client.call('DELETE', `/runs/${runId}`).catch(error => console.error(error.message))
  })
}
