import { type Aspect, flatten, splitPath } from './aspect.ts'

/** The settings of every service: `payment-1/dedupe`. */
export const settingsAspect: Aspect = {
  id: 'settings',
  async read({ services }) {
    const rows = services.names.map(async name => [name, await services.settings(name)] as const)
    return flatten(Object.fromEntries(await Promise.all(rows)))
  },
  async restore({ services }, differences) {
    const changes = new Map<string, Record<string, unknown>>()
    for (const { path, before } of differences) {
      const [service, key] = splitPath(path)
      changes.set(service, { ...changes.get(service), [key]: before })
    }
    await Promise.all([...changes].map(([name, change]) => services.patch(name, change)))
  },
  // A setting that a newer version of the service has brought along.
  tolerates: ({ before }) => before === undefined,
}
