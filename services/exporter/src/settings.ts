import { type Static, Type } from 'typebox'

/** What may be changed while the exporter runs. */
export const exporterSettings = Type.Object(
  {
    pollIntervalMs: Type.Integer({ default: 2000, minimum: 250, maximum: 60_000 }),
  },
  { additionalProperties: false },
)

export type ExporterSettings = Static<typeof exporterSettings>
