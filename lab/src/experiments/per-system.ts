import type { System, SystemName } from '../systems/system.ts'

/** Asks both systems the same, one after the other, so that neither takes the other's processor. */
export async function perSystem<T>(
  systems: readonly System[],
  ask: (system: System) => Promise<T>,
): Promise<Record<SystemName, T>> {
  const answers: [SystemName, T][] = []
  for (const system of systems) answers.push([system.name, await ask(system)])
  return Object.fromEntries(answers) as Record<SystemName, T>
}

/** Picks one number of each side's answer. */
export function pick<T>(
  answers: Readonly<Record<SystemName, T>>,
  number: (answer: T) => number,
): Record<SystemName, number> {
  return { kafka: number(answers.kafka), rabbitmq: number(answers.rabbitmq) }
}

/** The side that has something which the other has not. */
export function systemNamed(systems: readonly System[], name: SystemName): System {
  const found = systems.find(system => system.name === name)
  if (found === undefined) throw new RangeError(`no ${name} among the systems`)
  return found
}
