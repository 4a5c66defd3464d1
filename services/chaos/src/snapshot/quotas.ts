import { type Aspect, flatten } from './aspect.ts'

/** Client quotas: `client-id=producer/producer_byte_rate`. */
export const quotasAspect: Aspect = {
  id: 'quotas',
  read: async ({ kafka }) => flatten(await kafka.quotas.all()),
  async restore({ kafka }, differences) {
    for (const { path, before } of differences) {
      // The name of a client may contain a slash, a key does not.
      const at = path.lastIndexOf('/')
      await kafka.quotas.set(path.slice(0, at), path.slice(at + 1), before as number | undefined)
    }
  },
}
