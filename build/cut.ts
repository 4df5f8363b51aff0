/** A piece of a package's text that a bundle of ours does without. */
export interface Cut {
  readonly what: string;
  readonly found: string | RegExp;
  readonly put: string;
}

/** `code` after all cuts; `fail` is told of one that finds nothing, since then the package has changed. */
export const applyCuts = (code: string, cuts: readonly Cut[], fail: (sentence: string) => never): string =>
  cuts.reduce((text, { what, found, put }) => {
    const next = text.replace(found, put);
    return next === text
      ? fail(`The package has changed: ${what} cannot be found, so it cannot be cut.`)
      : next;
  }, code);
