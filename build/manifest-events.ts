import { readFileSync } from 'node:fs';
import { path } from './paths.ts';

/** What is read here of an event in the manifest; the analyzer leaves the name out where it found none. */
interface RawEvent {
  readonly name?: string;
}

/** A declaration, as far as its events go. */
export interface WithEvents {
  readonly tagName?: string;
  events?: readonly RawEvent[];
}

const OURS = /^gemini-live-/;

/**
 * Leaves the events that the doc comments name. From `dispatchEvent(new …)` the analyzer infers more, and takes the
 * constructor's first argument for the name: an event without one, and another called `open`.
 */
export const keepOwnEvents = (declaration: WithEvents): void => {
  if (declaration.events) declaration.events = declaration.events.filter(({ name }) => OURS.test(name ?? ''));
};

/** The names in the event map of src/events.ts, by which TypeScript types `addEventListener`. */
const declaredEvents = (): readonly string[] =>
  [...readFileSync(path('src/events.ts'), 'utf8').matchAll(/^\s*'([^']+)': GeminiLive\w+Event;$/gm)].map(
    ([, name = '']) => name,
  );

/**
 * Whether the manifest, and with it README and editors, names exactly the events that there are.
 * @throws with the names that are too many, twice there, or missing
 */
export const checkEvents = ({ events = [] }: WithEvents, declared = declaredEvents()): void => {
  const names = events.map(({ name = '(no name)' }) => name);
  const odd = names.filter((name, index) => !declared.includes(name) || names.indexOf(name) !== index);
  if (odd.length > 0) throw new Error(`No events, or twice in the manifest: ${odd.join(', ')}.`);
  const missing = declared.filter((name) => !names.includes(name));
  if (missing.length > 0 || declared.length === 0)
    throw new Error(`Events without @fires at the element: ${missing.join(', ') || 'all'}.`);
};
