import type { Logger } from '@firedrill/service-kit/logger'
import { createAnalyticsHandler } from './analytics.ts'
import type { BookingParts } from './booking.ts'
import { createEmailHandler } from './email.ts'
import type { Handler, HandlerName } from './handler.ts'
import { createIdleHandler } from './idle.ts'
import { createInvoiceHandler } from './invoice.ts'
import { createPaymentHandler } from './payment.ts'

type Factory = (parts: BookingParts & { readonly logger: Logger }) => Handler

/** Every handler by its name. */
export const handlers: Readonly<Record<HandlerName, Factory>> = {
  payment: createPaymentHandler,
  invoice: createInvoiceHandler,
  email: createEmailHandler,
  analytics: createAnalyticsHandler,
  idle: createIdleHandler,
}
