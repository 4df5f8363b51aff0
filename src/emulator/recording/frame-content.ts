import { isObject } from '../../core/merge.ts';
import { INPUT_RATE, OUTPUT_RATE } from '../assumptions/index.ts';
import { snakeOf } from '../protocol/field-names.ts';
import type { Side } from './format.ts';

/** An object whose fields may be anything: frames are looked at here, not judged. */
export type Fields = Readonly<Record<string, unknown>>;

export const asFields = (value: unknown): Fields | undefined => (isObject(value) ? value : undefined);

/** What a frame's bytes say as JSON; `undefined` when they are no JSON object. */
export const contentOf = (data: Buffer): Fields | undefined => {
  try {
    return asFields(JSON.parse(data.toString('utf8')));
  } catch {
    return undefined;
  }
};

/** A field by its name in camel case, or the same in snake case, as some clients write it. */
export const fieldOf = (fields: Fields | undefined, name: string): unknown =>
  fields && (fields[name] ?? fields[snakeOf(name)]);

const objectsOf = (value: unknown): readonly Fields[] =>
  (Array.isArray(value) ? value : []).map(asFields).filter((one) => one !== undefined);

/** A piece of PCM in a frame. */
export interface Sound {
  /** Hz. */
  readonly rate: number;
  /** As it stands there. */
  readonly base64: string;
  /** 16-bit samples in it. */
  readonly samples: number;
}

const soundOf = (blob: Fields | undefined, usual: number): Sound | undefined => {
  const [type, base64] = [fieldOf(blob, 'mimeType'), blob?.['data']];
  if (typeof type !== 'string' || typeof base64 !== 'string' || !/^audio\/pcm\b/i.test(type))
    return undefined;
  const rate = Number(/rate=(\d{1,6})/i.exec(type)?.[1] ?? usual);
  const bytes = Math.floor((base64.replace(/=+$/, '').length * 3) / 4);
  return rate > 0 ? { rate, base64, samples: bytes >> 1 } : undefined;
};

/** All PCM of a frame, in order. */
export const soundsIn = (side: Side, content: Fields | undefined): readonly Sound[] => {
  if (!content) return [];
  if (side === 'server') {
    const turn = asFields(fieldOf(asFields(fieldOf(content, 'serverContent')), 'modelTurn'));
    return objectsOf(turn?.['parts'])
      .map((part) => soundOf(asFields(fieldOf(part, 'inlineData')), OUTPUT_RATE))
      .filter((one) => one !== undefined);
  }
  const input = asFields(fieldOf(content, 'realtimeInput'));
  return [asFields(input?.['audio']), ...objectsOf(fieldOf(input, 'mediaChunks'))]
    .map((blob) => soundOf(blob, INPUT_RATE))
    .filter((one) => one !== undefined);
};

/** What a client does at a point in time; its audio lasts, and is counted in seconds instead. */
export type ClientMark =
  | 'setup'
  | 'clientContent'
  | 'toolResponse'
  | 'contextUpdate'
  | 'activityStart'
  | 'text'
  | 'audioStreamEnd'
  | 'activityEnd'
  | 'invalid';

const MESSAGES = ['setup', 'clientContent', 'toolResponse', 'contextUpdate'] as const;
const INPUTS = ['activityStart', 'text', 'audioStreamEnd', 'activityEnd'] as const;

/** The marks in a client's frame. Pictures are none; `invalid` is what no twin and no service can read. */
export const marksIn = (content: Fields | undefined): readonly ClientMark[] => {
  if (!content) return ['invalid'];
  const input = fieldOf(content, 'realtimeInput');
  const marks = [
    ...MESSAGES.filter((name) => fieldOf(content, name) !== undefined),
    ...INPUTS.filter((name) => fieldOf(asFields(input), name) !== undefined),
  ];
  return marks.length === 0 && input === undefined ? ['invalid'] : marks;
};
