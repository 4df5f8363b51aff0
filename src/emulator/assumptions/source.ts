/**
 * Where a fact about the real service comes from: `recorded` = seen in recorded traffic, `measured` = measured against it,
 * `documented` = in Google's documentation or SDK, `reported` = named in a public thread, `assumed` = nobody has published
 * it: this project's guess, which may be wrong.
 */
export type Source = 'recorded' | 'measured' | 'documented' | 'reported' | 'assumed';
