import { SESSION_ATTRIBUTES } from '../core/attribute-table.ts';

/** Properties beside those of `setup` that a connection is made from. */
const CONNECTION: readonly string[] = [
  'tokenEndpoint',
  'backend',
  'baseUrl',
  'apiVersion',
  'latency',
  'workletBase',
];

/** Properties of the element of which a running session learns by an update, or not before the next connection. */
export const SETUP_PROPERTIES: ReadonlySet<string> = new Set([
  ...SESSION_ATTRIBUTES.map(({ property }) => property),
  ...CONNECTION,
  'variables',
  'config',
  'tools',
]);
