import { isObject } from '../../core/merge.ts';
import { VERTEX_TRAFFIC_TYPE } from '../assumptions/index.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Audio is named without its rate. */
const part = (value: unknown): unknown => {
  if (!isObject(value) || !isObject(value['inlineData'])) return value;
  const { mimeType, ...data } = value['inlineData'];
  const bare = typeof mimeType === 'string' ? mimeType.replace(/^audio\/pcm;.*$/, 'audio/pcm') : mimeType;
  return { ...value, inlineData: { mimeType: bare, ...data } };
};

/** `serverContent`: turns have a role, audio no rate, and a turn's end says what it was grounded in. */
export const contentOnVertex = (content: Fields): Fields => {
  const { modelTurn } = content;
  const said: Record<string, unknown> = { ...content };
  if (isObject(modelTurn)) {
    const { parts } = modelTurn;
    said['modelTurn'] = {
      role: 'model',
      ...modelTurn,
      ...(Array.isArray(parts) ? { parts: parts.map(part) } : {}),
    };
  }
  if (content['turnComplete'] === true && !('groundingMetadata' in content)) said['groundingMetadata'] = {};
  return said;
};

const RENAMED: Readonly<Record<string, string>> = {
  responseTokenCount: 'candidatesTokenCount',
  responseTokensDetails: 'candidatesTokensDetails',
};

/** `usageMetadata`: what was answered is called candidates, and there is a traffic type in place of a service tier. */
export const usageOnVertex = (usage: Fields): Fields => {
  const { serviceTier: _, ...counted } = usage;
  const said: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(counted)) said[RENAMED[name] ?? name] = value;
  return { ...said, trafficType: usage['trafficType'] ?? VERTEX_TRAFFIC_TYPE };
};

/** `voiceActivity`: the field for the type has another name. */
export const voiceActivityOnVertex = ({ voiceActivityType, ...rest }: Fields): Fields =>
  voiceActivityType === undefined ? rest : { type: voiceActivityType, ...rest };
