import type { Content, Part } from '@google/genai/web';
import { isObject, type PlainObject } from './merge.ts';

/** What a part of a content may hold (the SDK's `Part`); the service ends the session at a field that it does not know. */
const FIELDS: ReadonlySet<string> = new Set(
  (
    'text thought thoughtSignature inlineData fileData functionCall functionResponse executableCode codeExecutionResult ' +
    'mediaResolution toolCall toolResponse audioTranscription videoMetadata partMetadata mediaProcessing speechMetadata'
  ).split(' '),
);

/** The part without fields that there are not. */
export const knownFields = (part: PlainObject): PlainObject =>
  Object.fromEntries(Object.entries(part).filter(([name]) => FIELDS.has(name)));

/** A content, or what else may stand for one, with parts of known fields; without what else it holds. */
export const knownContent = (content: unknown): unknown => {
  if (Array.isArray(content)) return content.map(knownContent);
  if (!isObject(content)) return content;
  const { parts, role } = content;
  if (!Array.isArray(parts)) return knownFields(content);
  const known = parts.map((part: unknown) => (isObject(part) ? knownFields(part) : part));
  return { ...(role === undefined ? {} : { role }), parts: known };
};

/** An instruction in any of the SDK's forms (text, part, content, or a list of parts) as a content. */
export const contentOf = (instruction: unknown): Content => {
  if (isObject(instruction) && Array.isArray(instruction['parts'])) return instruction;
  const parts = (Array.isArray(instruction) ? instruction : [instruction]).filter(Boolean) as unknown[];
  const asPart = (part: unknown): Part => (typeof part === 'string' ? { text: part } : (part as Part));
  return { role: 'user', parts: parts.map(asPart) };
};
