import type { Outcome } from './hour.ts';

const sum = (all: readonly Outcome[], of: (one: Outcome) => number): number =>
  all.reduce((total, one) => total + of(one), 0);

const faultsOf = ({ faults }: Outcome): number =>
  Object.values(faults).reduce((total, one) => total + one, 0);

const COLUMNS: readonly (readonly [string, (one: Outcome) => number])[] = [
  ['faults', faultsOf],
  ['lines', ({ connections }) => connections],
  ['said', ({ utterances }) => utterances],
  ['lost', ({ lost }) => lost.length],
  ['announced', ({ announced }) => announced.length],
  ['doubled', ({ doubled }) => doubled.length],
  ['marked', ({ marked }) => marked.length],
  ['disordered', ({ outOfOrder }) => outOfOrder.length],
  ['torn', ({ torn }) => torn.length],
  ['failed', ({ failures }) => failures],
  ['left', ({ left }) => left],
];

const line = (cells: readonly (string | number)[]): string =>
  cells.map((cell) => String(cell).padStart(10)).join('');

/** What became of all seeds, one line each and one for all; at most twenty lines of the worst. */
export const table = (memory: string, outcomes: readonly Outcome[], heaps: readonly number[]): string => {
  const worst = (one: Outcome): number =>
    one.lost.length +
    one.doubled.length +
    one.outOfOrder.length +
    one.torn.length +
    10 * one.failures +
    one.left;
  const shown = [...outcomes].sort((a, b) => worst(b) - worst(a)).slice(0, 20);
  const grown = heaps.length > 1 ? (heaps.at(-1)! - heaps[0]!) / (heaps.length - 1) : undefined;
  return [
    `The service ${memory}:`,
    line(['seed', ...COLUMNS.map(([name]) => name)]),
    ...shown.map((one) => line([one.seed, ...COLUMNS.map(([, of]) => of(one))])),
    line(['all', ...COLUMNS.map(([, of]) => sum(outcomes, of))]),
    ...(grown === undefined ? [] : [`Heap: ${grown.toFixed(2)} MB more a run.`]),
    ...shown
      .filter((one) => worst(one) > 0)
      .slice(0, 5)
      .map(({ seed, lost, doubled, outOfOrder, torn, errors }) =>
        [
          `seed ${seed}`,
          ...(lost.length ? [`lost ${lost.join(' ')}`] : []),
          ...(outOfOrder.length ? [`out of order ${outOfOrder.join(' ')}`] : []),
          ...(torn.length ? [`torn ${torn.join(' ')}`] : []),
          ...(doubled.length ? [`doubled ${doubled.join(' ')}`] : []),
          ...errors,
        ].join('\n  '),
      ),
  ].join('\n');
};
