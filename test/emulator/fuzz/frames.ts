import { badMessage } from './messages.ts';
import type { Dice } from './random.ts';
import { frame } from './raw-client.ts';

const [CONTINUATION, TEXT, BINARY, CLOSE, PING, PONG] = [0, 1, 2, 8, 9, 10];

/** A message in frames as they are allowed: text or binary, whole or in pieces, with a ping in between. */
export const messageFrames = (dice: Dice, message: object | string | Buffer): Buffer => {
  const isPlain = typeof message !== 'string' && !Buffer.isBuffer(message);
  const data = Buffer.from(isPlain ? JSON.stringify(message) : (message as string));
  const payload = Buffer.isBuffer(message) ? message : data;
  const opcode = dice.chance(0.8) && !Buffer.isBuffer(message) ? TEXT : BINARY;
  if (dice.chance(0.9) || payload.length < 2) return frame(payload, { opcode });
  const at = 1 + dice.below(payload.length - 1);
  return Buffer.concat([
    frame(payload.subarray(0, at), { opcode, final: false }),
    ...(dice.chance(0.5) ? [frame(Buffer.from('ping'), { opcode: PING })] : []),
    frame(payload.subarray(at), { opcode: CONTINUATION }),
  ]);
};

/** Frames that no client may write. */
const badFrames = (dice: Dice): Buffer => {
  const payload = dice.bytes(dice.below(20));
  return dice.pick<() => Buffer>([
    () => frame(payload, { opcode: TEXT, reserved: 1 + dice.below(7) }),
    () => frame(payload, { opcode: 3 + dice.below(5) }),
    () => frame(payload, { opcode: 11 + dice.below(5) }),
    () => frame(payload, { opcode: TEXT, masked: false }),
    () => frame(payload, { opcode: CONTINUATION }),
    () => frame(payload, { opcode: PING, final: false }),
    () => frame(Buffer.alloc(126), { opcode: PONG }),
    () => frame(Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0xc0, 0xaf]), { opcode: TEXT }),
    () => frame(Buffer.from([0xed, 0xa0, 0x80]), { opcode: TEXT }),
    () => frame(Buffer.alloc(0), { opcode: BINARY, length: 17 * 1024 * 1024 }),
    () => frame(Buffer.alloc(0), { opcode: TEXT, length: 2 ** 53 }),
    () => Buffer.concat([frame(payload, { opcode: TEXT, final: false }), frame(payload, { opcode: TEXT })]),
    () => dice.bytes(1 + dice.below(40)),
  ])();
};

/** Close frames: with codes that may be, and with those that may not. */
export const closeFrame = (dice: Dice): Buffer => {
  const code = dice.pick([1000, 1001, 3000, 4999, 0, 999, 1004, 1005, 1006, 1015, 1016, 2999, 5000, 65_535]);
  const two = Buffer.alloc(2);
  two.writeUInt16BE(code);
  const reason = dice.pick([
    Buffer.alloc(0),
    Buffer.from('bye'),
    Buffer.from([0xff, 0xfe]),
    Buffer.alloc(123, 65),
  ]);
  const payload = dice.pick([Buffer.alloc(0), two, two, Buffer.concat([two, reason]), two.subarray(0, 1)]);
  return frame(payload, { opcode: CLOSE });
};

/** Anything that is wrong in some way, and how many messages it makes. */
export const wrong = (dice: Dice): Buffer =>
  dice.chance(0.85) ? messageFrames(dice, badMessage(dice)) : badFrames(dice);
