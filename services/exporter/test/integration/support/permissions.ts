import {
  AclOperations,
  AclPermissionTypes,
  type Admin,
  ResourcePatternTypes,
  ResourceTypes,
} from '@platformatic/kafka'

/** An operation, allowed on every resource of a kind. */
export type Permission = [
  resource: keyof typeof ResourceTypes,
  operation: keyof typeof AclOperations,
]

/** Gives permissions to a principal. */
export async function allow(admin: Admin, principal: string, permissions: Permission[]) {
  const creations = permissions.map(([resource, operation]) => ({
    resourceType: ResourceTypes[resource],
    // The cluster is a resource of its own, with a fixed name.
    resourceName: resource === 'CLUSTER' ? 'kafka-cluster' : '*',
    resourcePatternType: ResourcePatternTypes.LITERAL,
    principal,
    host: '*',
    operation: AclOperations[operation],
    permissionType: AclPermissionTypes.ALLOW,
  }))
  await admin.createAcls({ creations })
}

/** Takes all permissions of a principal away. */
export async function revokeAll(admin: Admin, principal: string): Promise<void> {
  await admin.deleteAcls({
    filters: [
      {
        resourceType: ResourceTypes.ANY,
        resourceName: null,
        resourcePatternType: ResourcePatternTypes.ANY,
        principal,
        host: null,
        operation: AclOperations.ANY,
        permissionType: AclPermissionTypes.ANY,
      },
    ],
  })
}
