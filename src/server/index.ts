export { createTokenHandler } from './token-handler.ts';
export { createTicketHandler } from './tickets/ticket-handler.ts';
export { createRelay } from './relay/relay.ts';
export { SETUP_FIELDS } from './relay/setup-rules.ts';
export { toNodeListener } from './node-listener.ts';
export type { TokenAnswer } from './mint.ts';
export type { RefusalCode } from './answers.ts';
export type {
  RateLimiter,
  RateLimitOptions,
  RequestInfo,
  TokenHandler,
  TokenHandlerOptions,
} from './token-handler-options.ts';
export type { TicketAnswer, TicketHandlerOptions } from './tickets/ticket-handler.ts';
export type { Ticket } from './tickets/ticket.ts';
export type { TicketStore } from './tickets/used-tickets.ts';
export type { Relay, UpgradeServer } from './relay/relay.ts';
export type { RelayLimits, RelayOptions } from './relay/relay-options.ts';
export type { RelayEvent, RelayRefusal, Traffic } from './relay/relay-events.ts';
