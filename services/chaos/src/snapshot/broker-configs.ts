import { type Aspect, type Difference, flatten, splitPath } from './aspect.ts'

/** Dynamic overrides of brokers: `3/num.io.threads`, `default/log.retention.ms`. */
export const brokerConfigsAspect: Aspect = {
  id: 'broker-configs',
  read: async ({ kafka }) => flatten(await kafka.configs.brokerOverrides()),
  async restore({ kafka }, differences) {
    for (const { path, before } of differences) {
      const [broker, key] = splitPath(path)
      await kafka.configs.setBroker(broker, key, before as string | undefined)
    }
  },
  tolerates: isQuorumsOwn,
}

/** The controller writes this default by itself when eligible leader replicas are switched on. */
function isQuorumsOwn({ path, before }: Difference): boolean {
  return path === 'default/min.insync.replicas' && before === undefined
}
