import { Value } from 'typebox/value'
import { type ConsumerSettings, consumerSettings } from '../../src/settings.ts'

/** Settings as a service holds them: the defaults and what a test changes, also later. */
export function settingsWith(change: Partial<ConsumerSettings> = {}) {
  const defaults = Value.Default(consumerSettings, {}) as ConsumerSettings
  return { current: { ...defaults, ...change } }
}
