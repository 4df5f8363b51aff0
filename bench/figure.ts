/** One line of the table. */
export interface Figure {
  readonly name: string;
  readonly unit: string;
  /** One value for each run or trial. */
  readonly values: readonly number[];
  /** What the median must keep to; a line without one is there to be read. */
  readonly budget?: Budget;
  /** Values of the peer, measured in the same run of the bench in the same way. */
  readonly peer?: readonly number[];
}

/** `every`: each value must keep to it, not only the median. */
export type Budget = ({ readonly most: number } | { readonly least: number }) & { readonly every?: true };

export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

export const spreadOf = (values: readonly number[]): Spread => {
  const sorted = [...values].sort((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  const [low = NaN, high = NaN] = [sorted[sorted.length % 2 ? half : half - 1], sorted[half]];
  return { median: (low + high) / 2, min: sorted[0] ?? NaN, max: sorted.at(-1) ?? NaN };
};

/** Whether the figure keeps to its budget; `undefined` when it has none. A figure without values does not. */
export const passes = ({ values, budget }: Figure): boolean | undefined => {
  if (!budget) return undefined;
  const { median, min, max } = spreadOf(values);
  if ('most' in budget) return (budget.every ? max : median) <= budget.most;
  return (budget.every ? min : median) >= budget.least;
};

const show = (value: number): string => {
  if (!Number.isFinite(value)) return '–';
  const digits = Math.abs(value) >= 100 || Number.isInteger(value) ? 0 : Math.abs(value) >= 1 ? 1 : 4;
  return value.toFixed(digits);
};

const budgetText = (budget: Budget | undefined): string => {
  if (!budget) return '';
  const bound = 'most' in budget ? `≤ ${budget.most}` : `≥ ${budget.least}`;
  return budget.every ? `${bound}, all` : bound;
};

const verdict = (figure: Figure): string => {
  const pass = passes(figure);
  return pass === undefined ? '' : pass ? 'pass' : 'FAIL';
};

const row = (figure: Figure): readonly string[] => {
  const { median, min, max } = spreadOf(figure.values);
  return [
    figure.name,
    figure.unit,
    show(median),
    `${show(min)} – ${show(max)}`,
    String(figure.values.length),
    budgetText(figure.budget),
    verdict(figure),
    figure.peer ? show(spreadOf(figure.peer).median) : '',
  ];
};

const HEAD = ['figure', 'unit', 'median', 'min – max', 'n', 'budget', '', 'peer'];

/** The figures as a Markdown table, which is good to read as text too. */
export const tableOf = (figures: readonly Figure[]): string => {
  const rows = [HEAD, ...figures.map(row)];
  const widths = HEAD.map((_, column) => Math.max(3, ...rows.map((cells) => cells[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  return [line(HEAD), rule, ...rows.slice(1).map(line)].join('\n');
};
