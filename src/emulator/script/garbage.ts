import { OUTPUT_RATE } from '../assumptions/index.ts';
import type { FaultAction } from './fault.ts';
import { encodeMessage } from '../protocol/frames.ts';
import { seeded } from '../../core/random.ts';

type Garbage = Extract<FaultAction, { kind: 'garbage' }>;
type Giant = Extract<FaultAction, { kind: 'giant' }>;

const SAMPLE = {
  serverContent: { modelTurn: { parts: [{ text: 'This sentence has no end', thought: true }] } },
};
/** Bytes that UTF-8 has no place for: a lone continuation, an overlong slash, a surrogate, a cut sequence. */
const NOT_UTF8 = [0x80, 0xc0, 0xaf, 0xed, 0xa0, 0x80, 0xe2, 0x82];

const bytesOf = (as: Garbage['as']): Buffer => {
  switch (as) {
    case 'bytes': {
      const random = seeded(1);
      return Buffer.from(Array.from({ length: 256 }, () => Math.floor(256 * random())));
    }
    case 'json':
      return Buffer.from('{"serverContent": {modelTurn: undefined}}}\n');
    case 'utf-8':
      return Buffer.concat([
        Buffer.from('{"serverContent": {"x": "'),
        Buffer.from(NOT_UTF8),
        Buffer.from('"}}\n'),
      ]);
    case 'empty':
      return Buffer.alloc(0);
    case 'half': {
      const whole = Buffer.from(encodeMessage(SAMPLE));
      return whole.subarray(0, whole.length >> 1);
    }
  }
};

/** The bytes of a frame that is no message, and the kind of the frame. The same every time. */
export const garbageFrame = ({
  as,
  frame,
}: Garbage): { readonly data: Buffer; readonly binary: boolean } => ({
  data: bytesOf(as),
  binary: (frame ?? (as === 'utf-8' ? 'text' : 'binary')) === 'binary',
});

/** A well-formed message of about that size. */
export const giantMessage = ({ megabytes, of = 'thought' }: Giant): object => {
  const length = Math.round(megabytes * 1024 * 1024);
  const part =
    of === 'thought'
      ? { text: 'm'.repeat(length), thought: true }
      : {
          inlineData: {
            mimeType: `audio/pcm;rate=${OUTPUT_RATE}`,
            data: Buffer.alloc(Math.floor((length * 3) / 8) * 2).toString('base64'),
          },
        };
  return { serverContent: { modelTurn: { parts: [part] } } };
};
