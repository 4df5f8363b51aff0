export type Row = readonly string[];

/** A table of Markdown; what is in the cells is left as it is. */
export const table = (head: Row, rows: readonly Row[]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
