import { test } from 'node:test'
import { createDockerController } from '../../src/processes/docker.ts'
import { checkProcessContract } from './contract.ts'

// A Docker API with the compose stack, e.g. http://127.0.0.1:2375.
const url = process.env.TEST_DOCKER_API_URL
const skip = url === undefined && 'TEST_DOCKER_API_URL is not set'

test('the Docker API keeps the contract of a process controller', { skip }, async () => {
  await checkProcessContract(createDockerController(url ?? ''), 'kafka-3')
})
