import type { Admin, ClientQuotaEntityType, ClientQuotaKey } from '@platformatic/kafka'

/** Quotas by entity and key: `client-id=producer` → `producer_byte_rate` → 50000. */
export type Quotas = Record<string, Record<string, number>>

export interface QuotaAdmin {
  all(): Promise<Quotas>
  /** @param entity as in {@link Quotas} @param value undefined removes the quota */
  set(entity: string, key: string, value: number | undefined): Promise<void>
}

/** The name under which a default quota is listed; Kafka itself uses null. */
const defaultName = '<default>'

export function createQuotaAdmin(admin: Admin): QuotaAdmin {
  return {
    all: async () => {
      const quotas: Quotas = {}
      for (const { entity, values } of await admin.describeClientQuotas({
        components: [],
        strict: false,
      })) {
        const name = entity
          .map(({ entityType, entityName }) => `${entityType}=${entityName ?? defaultName}`)
          .sort()
          .join(',')
        quotas[name] = Object.fromEntries(values.map(({ key, value }) => [key, value]))
      }
      return quotas
    },
    set: async (entity, key, value) => {
      const quota = key as ClientQuotaKey
      const op =
        value === undefined
          ? { key: quota, remove: true as const }
          : { key: quota, value, remove: false as const }
      await admin.alterClientQuotas({ entries: [{ entities: parse(entity), ops: [op] }] })
    },
  }
}

function parse(entity: string) {
  return entity.split(',').map(part => {
    const at = part.indexOf('=')
    const name = part.slice(at + 1)
    return {
      entityType: part.slice(0, at) as ClientQuotaEntityType,
      entityName: name === defaultName ? null : name,
    }
  })
}
