/** What a relay for a browser test is made with. */
export interface RelayStart {
  /** The page's own. */
  readonly origin: string;
  /** Address of the twin that stands for Vertex AI. */
  readonly service: string;
  readonly models: readonly string[];
  /** Fields of `setup` that the relay sets. */
  readonly setup?: Readonly<Record<string, unknown>>;
  /** Fields of `setup` that the page may choose, beside the usual ones. */
  readonly more?: readonly string[];
}

export interface RelayStarted {
  readonly id: number;
  /** Where a page gets its tickets. */
  readonly endpoint: string;
  /** Host and port. */
  readonly address: string;
}

/** One verb of the plugin (`node/relay-plugin.ts`) with what it takes. */
export type RelayCommand =
  | { readonly verb: 'start'; readonly options: RelayStart }
  | { readonly verb: 'events'; readonly id: number }
  | { readonly verb: 'stop'; readonly id: number };
