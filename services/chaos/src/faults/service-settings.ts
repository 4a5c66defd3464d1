import { Type } from 'typebox'
import { retryWhileUnreachable } from '../clients/retry.ts'
import { defineFault } from './fault.ts'

// A service in a crash loop is away for up to 10 s between two lives.
const patience = { seconds: 30 }

/** Changes settings of one of our services, live. */
export const serviceSettings = defineFault({
  id: 'service-settings',
  offered: 'Change settings of one of our services, live',
  inSnapshot: true,
  params: Type.Object({
    service: Type.String(),
    set: Type.Record(Type.String(), Type.Unknown()),
  }),
  claims: ({ service, set }) => Object.keys(set).map(key => `setting:${service}.${key}`),
  describe: ({ service, set }) => `${service}: ${describeSettings(set)}`,
  async prepare({ services, signal }, { service, set }) {
    const options = { ...patience, ...(signal && { signal }) }
    const now = await retryWhileUnreachable(() => services.settings(service), options)
    const before = Object.fromEntries(Object.keys(set).map(key => [key, now[key]]))
    return { service, before }
  },
  async apply({ services, signal }, { service, set }) {
    const options = { ...patience, ...(signal && { signal }) }
    await retryWhileUnreachable(() => services.patch(service, set), options)
  },
  async revert({ services }, { service, before }) {
    await retryWhileUnreachable(() => services.patch(service, before), { seconds: 5 })
  },
})

function describeSettings(set: Record<string, unknown>): string {
  const pairs = Object.entries(set).map(([key, value]) => `${key} ${JSON.stringify(value)}`)
  return pairs.join(', ')
}
