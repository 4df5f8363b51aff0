export { createTokenHandler } from './token-handler.ts';
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
