import type { Config } from '../config.ts'
import type { ProcessController } from './controller.ts'
import { createDockerController } from './docker.ts'
import { createNativeController } from './native.ts'

/** The controller of the run mode that this service was started in. */
export function createProcessController(config: Config): ProcessController {
  return config.PROCESS_CONTROLLER === 'docker'
    ? createDockerController(config.DOCKER_API_URL)
    : createNativeController(config.CONTROL_SOCKET ?? '')
}
