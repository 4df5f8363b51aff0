import type { LiveConnectConfig } from '@google/genai/web';
import type { ConnectionOptions } from '../messages.ts';

/** How a connection to one of the other backends differs from one to the Developer API. */
export type BackendLine = Pick<ConnectionOptions, 'url' | 'config' | 'setup'>;

/** What one of them is asked with. */
export interface BackendRequest {
  /** What the page or the token's answer names, checked for trust; `undefined` is the service itself. */
  readonly baseUrl: string | undefined;
  readonly model: string;
  readonly config: LiveConnectConfig;
}

/** Fields that Vertex AI takes as they are, and of which the SDK's form for the Developer API refuses parts. */
const AS_THEY_ARE: ReadonlySet<string> = new Set([
  'explicitVadSignal',
  'safetySettings',
  'sessionResumption',
  'tools',
]);

/** Whatever form the page wrote it in: `models/…`, `publishers/google/models/…` or plain. */
export const bareModel = (model: string): string => model.replace(/^.*\//, '');

/** Splits what the SDK converts from what is laid over its `setup`. */
export const onVertex = (
  config: LiveConnectConfig,
  model: string,
): { readonly config: LiveConnectConfig; readonly setup: Readonly<Record<string, unknown>> } => {
  const setup: Record<string, unknown> = { model };
  const converted: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(config) as [string, unknown][]) {
    if (!AS_THEY_ARE.has(name)) converted[name] = value;
    else if (value != null) setup[name] = value;
  }
  return { config: converted, setup };
};
