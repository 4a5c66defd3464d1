import type { FieldError } from '@firedrill/service-kit/errors'
import { type Static, type TObject, Type } from 'typebox'
import { flag, oneOf } from './types.ts'

/** Which client library joins the group, and by which protocol. */
export const clientSettings = {
  client: oneOf(
    ['kafkajs', 'platformatic'],
    'kafkajs',
    'Client library. Only platformatic knows the protocols and memberships below.',
  ),
  groupProtocol: oneOf(
    ['classic', 'consumer'],
    'classic',
    'How members agree: classic stops them all, consumer (KIP-848) only moves what must move, ' +
      'with the session and heartbeat of the brokers. A group changes over while it is empty.',
  ),
  groupInstanceId: Type.String({
    default: '',
    pattern: '^[a-zA-Z0-9._-]{0,249}$',
    description: 'Static member of this name: it may be away for a session and keeps its place.',
  }),
  leaveOnStop: flag(
    true,
    'Tell the group when the process stops. A static member that says nothing keeps its place.',
  ),
}

export type ClientSettings = Static<TObject<typeof clientSettings>>

/** What kafkajs lacks. */
export function clientRules(settings: ClientSettings): FieldError[] {
  const { client, groupProtocol, groupInstanceId, leaveOnStop } = settings
  const fields: FieldError[] = []
  const refuse = (field: string, message: string) => fields.push({ field, message })
  if (client === 'kafkajs') {
    if (groupProtocol !== 'classic') refuse('groupProtocol', 'needs the client platformatic')
    if (groupInstanceId !== '') refuse('groupInstanceId', 'needs the client platformatic')
  }
  if (!leaveOnStop && groupInstanceId === '') {
    refuse('leaveOnStop', 'must be true without a groupInstanceId: the group would wait in vain')
  }
  return fields
}
