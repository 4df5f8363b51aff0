/** The package's main file loads Node's `cluster`; this one runs anywhere. The package types only the former. */
declare module 'rate-limiter-flexible/lib/RateLimiterMemory.js' {
  export { RateLimiterMemory as default } from 'rate-limiter-flexible';
}
