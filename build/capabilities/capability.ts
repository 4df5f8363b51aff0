/** One thing that the Live API or the element can do: how a page asks for it, where it is shown, what proves it. */
export interface Capability {
  readonly what: string;
  /**
   * Fields of the SDK, by full path: `config.…` for those of `LiveConnectConfig`, the client's messages and the service's by
   * their own names. `x.*` is all that stands below `x`, which goes through as it is.
   */
  readonly fields: readonly string[];
  /**
   * How a page has it: an attribute (`voice`), a property or method (`.sendText`), an option (`options.record`), an event
   * (`gemini-live-usage`). None: the field of `config` with the very name.
   */
  readonly by: readonly string[];
  /** A page below `demo/`. */
  readonly page: string;
  /** Test files below `test/`; between them, they name every field, and all by which a page has it. */
  readonly tests: readonly string[];
}

/** Rows of one heading. */
export interface Chapter {
  readonly title: string;
  readonly capabilities: readonly Capability[];
}

/** `fields`, `by`, `tests`: with a space between them. */
export const row = (
  what: string,
  { fields = '', by = '' }: { readonly fields?: string; readonly by?: string },
  page: string,
  tests: string,
): Capability => ({ what, fields: words(fields), by: words(by), page, tests: words(tests) });

const words = (text: string): readonly string[] => text.split(/\s+/).filter(Boolean);

/** The same names below several others. */
export const below = (parents: string, names: string): string =>
  words(parents)
    .flatMap((parent) => words(names).map((name) => `${parent}.${name}`))
    .join(' ');
