import type { LiveConnectConfig } from '@google/genai/web';
import { isObject } from '../../core/merge.ts';

/** Fields that Vertex AI takes as they are, and of which the SDK's form for the Developer API refuses parts. */
const AS_THEY_ARE: ReadonlySet<string> = new Set([
  'explicitVadSignal',
  'safetySettings',
  'sessionResumption',
  'tools',
]);

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
    // What the line is set up with is read here; what goes over the wire is what `setup` says.
    if (name === 'sessionResumption' && isObject(value)) converted[name] = { handle: value['handle'] };
  }
  return { config: converted, setup };
};
