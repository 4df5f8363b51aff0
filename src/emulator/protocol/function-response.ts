/** What a client sends back for a function call. */
export interface FunctionResponse {
  readonly id?: string;
  readonly name?: string;
  readonly response?: Readonly<Record<string, unknown>>;
  /** More responses to the same call follow. */
  readonly willContinue?: boolean;
  readonly scheduling?: string;
}
