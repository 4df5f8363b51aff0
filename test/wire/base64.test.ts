import { expect } from '@open-wc/testing';
import { decodeBase64, encodeBase64 } from '../../src/wire/base64.ts';
import { seeded } from '../../src/core/random.ts';

type Holder = Record<string, unknown>;

/** Runs this as an engine without the native functions would. */
const withoutNative = <Result>(run: () => Result): Result => {
  const hidden: [object: Holder, name: string, own: PropertyDescriptor | undefined][] = [
    [Uint8Array.prototype as unknown as Holder, 'toBase64', undefined],
    [Uint8Array as unknown as Holder, 'fromBase64', undefined],
  ];
  for (const entry of hidden) {
    const [object, name] = entry;
    entry[2] = Object.getOwnPropertyDescriptor(object, name);
    Object.defineProperty(object, name, { value: undefined, configurable: true });
  }
  try {
    return run();
  } finally {
    for (const [object, name, own] of hidden) {
      if (own) Object.defineProperty(object, name, own);
      else Reflect.deleteProperty(object, name);
    }
  }
};

const random = seeded(64);
const bytesOf = (length: number): Uint8Array => Uint8Array.from({ length }, () => Math.floor(random() * 256));

describe('base64', () => {
  it('is the same with and without the native functions, and comes back, at every length to 1000', () => {
    for (let length = 0; length <= 1000; length += 1) {
      const bytes = bytesOf(length);
      const text = encodeBase64(bytes);
      expect(withoutNative(() => encodeBase64(bytes))).to.equal(text);
      expect(decodeBase64(text)).to.deep.equal(bytes);
      expect(withoutNative(() => decodeBase64(text))).to.deep.equal(bytes);
    }
  });

  it('takes messages of megabytes', () => {
    const bytes = bytesOf(3_000_001);
    const text = withoutNative(() => encodeBase64(bytes));
    expect(text === encodeBase64(bytes)).to.equal(true);
    expect(withoutNative(() => decodeBase64(text))?.length).to.equal(bytes.length);
  });

  it('encodes the bytes of a view, not those of its buffer', () => {
    const view = new Uint8Array(Uint8Array.of(1, 2, 3, 4, 5).buffer, 1, 3);
    expect(encodeBase64(view)).to.equal(btoa('\x02\x03\x04'));
    expect(withoutNative(() => encodeBase64(view))).to.equal(btoa('\x02\x03\x04'));
  });

  it('reads the URL-safe alphabet, and text without padding', () => {
    const bytes = Uint8Array.of(0xfb, 0xff, 0xbf, 0xfe);
    for (const text of ['+/+//g==', '-_-__g==', '+/+//g', '-_-__g']) {
      expect(decodeBase64(text), text).to.deep.equal(bytes);
      expect(
        withoutNative(() => decodeBase64(text)),
        text,
      ).to.deep.equal(bytes);
    }
  });

  it('gives nothing for what is no base64', () => {
    for (const text of ['*', 'AAA*', 'A', '====', 'AB=C', 'é', '\u{1f600}', 'AAAA=']) {
      expect(decodeBase64(text), text).to.equal(undefined);
      expect(
        withoutNative(() => decodeBase64(text)),
        text,
      ).to.equal(undefined);
    }
  });
});
