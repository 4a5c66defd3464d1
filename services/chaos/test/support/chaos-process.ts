import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import type { Run, RunEvent } from '../../src/runs/run.ts'
import { freePort, root } from './mini-stack.ts'
import { token, until } from './service.ts'

/** The chaos service as a process of its own, that a test may kill and start again. */
export interface ChaosProcess {
  start(): Promise<void>
  /** SIGKILL: no goodbye. */
  kill(): Promise<void>
  post(path: string, body: unknown): Promise<Run>
  run(runId: string): Promise<Run>
  /** Reads the timeline as it happens until an event fits. */
  follow(runId: string, fits: (event: RunEvent) => boolean): Promise<void>
}

/** @param env what differs from a chaos service that reaches nothing but its control socket */
export async function createChaosProcess(
  t: TestContext,
  env: Record<string, string>,
): Promise<ChaosProcess> {
  const port = await freePort()
  const base = `http://127.0.0.1:${port}`
  let child: ChildProcess | undefined

  async function kill(): Promise<void> {
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return
    const exited = once(child, 'exit')
    child.kill('SIGKILL')
    await exited
  }
  t.after(kill)

  return {
    start: async () => {
      child = spawn(process.execPath, [join(root, 'services/chaos/src/main.ts')], {
        stdio: ['ignore', 'ignore', 'inherit'],
        env: {
          ...{ PATH: process.env.PATH, SERVICE_NAME: 'chaos', HTTP_PORT: String(port) },
          ...{ LOG_LEVEL: 'silent', CHAOS_TOKEN: token, PROCESS_CONTROLLER: 'native' },
          ...{ PROMETHEUS_URL: 'http://127.0.0.1:9', ALERTMANAGER_URL: 'http://127.0.0.1:9' },
          ...env,
        },
      })
      await until(
        'chaos answers',
        async () => {
          const reply = await fetch(`${base}/health/ready`).catch(() => undefined)
          return reply?.ok === true || undefined
        },
        60,
      )
    },
    kill,
    post: async (path, body) => {
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` }
      const reply = await fetch(base + path, {
        method: 'POST',
        headers,
        body: JSON.stringify(body),
      })
      if (!reply.ok) throw new Error(await reply.text())
      return (await reply.json()) as Run
    },
    run: async runId => (await (await fetch(`${base}/runs/${runId}`)).json()) as Run,
    follow: async (runId, fits) => {
      const { body } = await fetch(`${base}/runs/${runId}/timeline`)
      let text = ''
      for await (const chunk of body ?? []) {
        text += Buffer.from(chunk).toString()
        const lines = text
          .split('\n')
          .filter(line => line.startsWith('data: ') && line.endsWith('}'))
        if (lines.some(line => fits(JSON.parse(line.slice(6)) as RunEvent))) return
      }
      throw new Error(`The timeline of ${runId} ended without the event`)
    },
  }
}
