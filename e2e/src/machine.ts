import { cpus, totalmem } from 'node:os'

/** Where something was measured; memory as people name it. */
export interface Machine {
  cores: number
  gigabytes: number
}

export function readMachine(): Machine {
  return { cores: cpus().length, gigabytes: Math.round(totalmem() / 1024 ** 3) }
}
