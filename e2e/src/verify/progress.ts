import { styleText } from 'node:util'
import type { Look } from './observer.ts'

/** Tells what happens while verification runs: steps, alerts that come and go, a sign of life. */
export interface Progress {
  begin(scenario: string): ScenarioProgress
}

export interface ScenarioProgress {
  step(text: string): void
  look(look: Look): void
  end(problems: string[]): void
}

const signOfLifeMs = 20_000

/** @param output where to write; a terminal gets a line that moves, a file a line now and then */
export function createProgress(output: NodeJS.WriteStream): Progress {
  return { begin: scenario => beginScenario(output, scenario) }
}

function beginScenario(output: NodeJS.WriteStream, scenario: string): ScenarioProgress {
  const startedAt = Date.now()
  let firing = new Set<string>()
  let state: string | undefined
  let current = ''
  let writtenAt = Date.now()

  const line = (text: string) => {
    writtenAt = Date.now()
    clear(output)
    const seconds = String(Math.round((Date.now() - startedAt) / 1000)).padStart(4)
    output.write(`${seconds} s  ${scenario.padEnd(20)}  ${text}\n`)
  }
  return {
    step: text => {
      current = text
      line(text)
    },
    look: look => {
      for (const text of changes(firing, look.firing)) line(text)
      firing = new Set(look.firing)
      if (look.run && look.run.state !== state) {
        state = look.run.state
        line(`run is ${state}`)
      }
      if (output.isTTY) moving(output, scenario, startedAt, current)
      else if (Date.now() - writtenAt > signOfLifeMs) line(`… ${current}`)
    },
    end: problems => {
      for (const problem of problems) line(paint('red', `✗ ${problem}`))
      line(problems.length === 0 ? paint('green', '✓ passed') : paint('red', '✗ failed'))
    },
  }
}

function changes(before: ReadonlySet<string>, now: ReadonlySet<string>): string[] {
  const fires = [...now].filter(alert => !before.has(alert))
  const resolved = [...before].filter(alert => !now.has(alert))
  return [
    ...fires.map(alert => paint('red', `${alert} fires`)),
    ...resolved.map(alert => paint('green', `${alert} resolved`)),
  ]
}

function moving(output: NodeJS.WriteStream, scenario: string, startedAt: number, text: string) {
  const seconds = Math.round((Date.now() - startedAt) / 1000)
  const whole = `${String(seconds).padStart(4)} s  ${scenario.padEnd(20)}  … ${text}`
  clear(output)
  output.write(whole.slice(0, (output.columns || 100) - 1))
}

function clear(output: NodeJS.WriteStream): void {
  if (output.isTTY) output.write('\r\u001b[2K')
}

function paint(color: 'red' | 'green', text: string): string {
  return styleText(color, text)
}
