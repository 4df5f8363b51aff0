/** Why a request got no token. Stable words that a page's program may switch on. */
export type RefusalCode =
  | 'method'
  | 'content-type'
  | 'origin'
  | 'unauthorized'
  | 'rate-limit'
  | 'body'
  | 'model'
  | 'internal'
  | 'unavailable'
  | 'upstream'
  | 'upstream-timeout';

/** Thrown by the steps of the token handler, and turned into an answer in one place. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: RefusalCode;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    code: RefusalCode,
    message: string,
    options: { headers?: Readonly<Record<string, string>>; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = 'Refusal';
    this.status = status;
    this.code = code;
    this.headers = options.headers ?? {};
  }
}

/** On every answer: a token must not stay in any cache, and nothing here is to be sniffed as a page. */
const COMMON = {
  'Cache-Control': 'no-store',
  'Content-Type': 'application/json; charset=utf-8',
  'X-Content-Type-Options': 'nosniff',
} as const;

/** A JSON answer that no cache keeps. */
export const jsonAnswer = (
  status: number,
  value: unknown,
  headers: Readonly<Record<string, string>> = {},
): Response => new Response(JSON.stringify(value), { status, headers: { ...headers, ...COMMON } });

/** The refusal as the caller sees it: its own sentence, and never its cause. */
export const refusalAnswer = (refusal: Refusal, headers: Readonly<Record<string, string>>): Response =>
  jsonAnswer(
    refusal.status,
    { error: { code: refusal.code, message: refusal.message } },
    { ...headers, ...refusal.headers },
  );
