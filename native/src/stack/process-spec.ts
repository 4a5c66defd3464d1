import type { PortSetting } from '../settings.ts'

/** How to find out whether a process does its work. All on 127.0.0.1. */
export type HealthCheck =
  | { kind: 'http'; url: string }
  | { kind: 'kafka'; port: number }
  | { kind: 'postgres'; port: number }

/** One process of the stack, as data: nothing here starts anything. */
export interface ProcessSpec {
  name: string
  command: string
  args: string[]
  env: Record<string, string>
  cwd: string
  /** The first one is the port that `status` shows. */
  ports: { setting: PortSetting; port: number }[]
  health: HealthCheck
  /** Every process is revived when it ends by itself; stopping it on purpose is respected. */
  restart: 'always'
  stopSignal: 'SIGTERM' | 'SIGINT'
  /** Seconds between the stop signal and SIGKILL. */
  stopGraceSeconds: number
  /** Processes of a lower stage are stopped, and gone, before the next stage is asked to stop. */
  stopStage: number
  /** The system user for a program that refuses to run as root. */
  userWhenRoot?: string
}
