import { quote } from './redact.ts';
import { say } from './say.ts';
import { findVoice } from './voices.ts';

/** What an attribute may hold, and what it becomes on the wire. */
export type ValueKind =
  /** One of a few words, in any case; each stands for a value of `config`. */
  | { readonly type: 'words'; readonly words: Readonly<Record<string, unknown>> }
  /** A whole number from `min`, also as a string. */
  | { readonly type: 'integer'; readonly min: number }
  /** Present or not. `false` is the same as absent. */
  | { readonly type: 'boolean' }
  /** A BCP-47 tag, passed on as written. */
  | { readonly type: 'language' }
  /** The name of a voice; known ones get the service's spelling. */
  | { readonly type: 'voice' }
  /** The name of a model, with or without its resource path. */
  | { readonly type: 'model' }
  /** Any text. */
  | { readonly type: 'text' };

/** The service's integers have 32 bits. */
const MAX_INTEGER = 2 ** 31 - 1;
/** Shape only: whether the service speaks the language is for the service to say. */
const LANGUAGE_TAG = /^[a-z]{2,3}(-[a-z\d]{1,8}){0,6}$/i;
const VOICE_NAME = /^[\w -]{1,64}$/;
const MODEL_NAME = /^(?!\/|.*\.\.)[\w./@:-]{1,256}$/;

/** The answer for a value that is not legal; `undefined` would be a legal wire value. */
export const BAD_VALUE: unique symbol = Symbol('bad value');
/** The answer for a value that is the same as none. */
export const NOT_SET: unique symbol = Symbol('not set');

const readInteger = (value: unknown, min: number): unknown => {
  const number = typeof value === 'string' && /^\s*[+-]?\d+\s*$/.test(value) ? Number(value) : value;
  return Number.isInteger(number) && (number as number) >= min && (number as number) <= MAX_INTEGER
    ? number
    : BAD_VALUE;
};

const readBoolean = (value: unknown): unknown => {
  if (value === true || value === '' || value === 'true') return true;
  return value === false || value === 'false' ? NOT_SET : BAD_VALUE;
};

const readText = (value: unknown, pattern: RegExp): string | typeof BAD_VALUE =>
  typeof value === 'string' && pattern.test(value.trim()) ? value.trim() : BAD_VALUE;

/** The wire value of what an attribute or property holds; `BAD_VALUE` or `NOT_SET` when there is none. Never throws. */
export const readValue = (kind: ValueKind, value: unknown): unknown => {
  if (value === undefined || value === null) return NOT_SET;
  switch (kind.type) {
    case 'words': {
      const word = typeof value === 'string' ? value.trim().toLowerCase() : '';
      return Object.hasOwn(kind.words, word) ? kind.words[word] : BAD_VALUE;
    }
    case 'integer':
      return readInteger(value, kind.min);
    case 'boolean':
      return readBoolean(value);
    case 'language':
      return readText(value, LANGUAGE_TAG);
    case 'voice': {
      const name = readText(value, VOICE_NAME);
      return name === BAD_VALUE ? name : (findVoice(name) ?? name);
    }
    case 'model':
      return readText(value, MODEL_NAME);
    case 'text':
      return typeof value === 'string' ? value : BAD_VALUE;
    default:
      return kind satisfies never;
  }
};

/** Whether `value`, found in `config`, is one that an attribute of this kind could have put there. */
export const isWireValue = (kind: ValueKind, value: unknown): boolean => {
  const text = typeof value === 'string';
  switch (kind.type) {
    case 'words': {
      const known = Object.values(kind.words);
      return (
        known.includes(value) ||
        (text && (known.includes(value.toUpperCase()) || value.endsWith('_UNSPECIFIED')))
      );
    }
    case 'integer':
      return readInteger(value, kind.min) !== BAD_VALUE;
    case 'boolean':
      return typeof value === 'boolean';
    case 'text':
      return text || (typeof value === 'object' && value !== null);
    default:
      return text;
  }
};

/** The legal values, for a message. */
export const legalValues = (kind: ValueKind): string => {
  switch (kind.type) {
    case 'words':
      return Object.keys(kind.words).join(', ');
    case 'integer':
      return say('legal-integer', kind.min);
    default:
      return say('legal', kind.type);
  }
};

/** A value of unknown origin for a message: short, one line, without secrets. Never throws. */
export const show = (value: unknown): string => {
  if (typeof value === 'string') return `“${quote(value, 40)}”`;
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? 'a list' : 'an object';
  return quote(String(value), 40);
};
