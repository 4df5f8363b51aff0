/** Native since Chrome 140, Firefox 133, Safari 18.2; 20 to 350 times faster than `btoa` and `atob` where it exists. */
interface NativeBase64 {
  toBase64?(): string;
}
interface NativeBase64Constructor {
  fromBase64?(text: string): Uint8Array<ArrayBuffer>;
}

/** `String.fromCharCode` takes its bytes as arguments, and engines limit how many: 8192 is safe in all. */
const SLICE = 8192;

/** Bytes as standard base64. */
export const encodeBase64 = (bytes: Uint8Array): string => {
  const native = (bytes as NativeBase64).toBase64;
  if (native) return native.call(bytes);
  let text = '';
  for (let at = 0; at < bytes.length; at += SLICE) {
    text += String.fromCharCode(...bytes.subarray(at, at + SLICE));
  }
  return btoa(text);
};

/** Standard or URL-safe base64 as bytes; `undefined` when it is neither. */
export const decodeBase64 = (text: string): Uint8Array<ArrayBuffer> | undefined => {
  const standard = /[-_]/.test(text) ? text.replaceAll('-', '+').replaceAll('_', '/') : text;
  try {
    const native = (Uint8Array as NativeBase64Constructor).fromBase64;
    if (native) return native.call(Uint8Array, standard);
    const binary = atob(standard);
    const bytes = new Uint8Array(binary.length);
    for (let at = 0; at < bytes.length; at += 1) bytes[at] = binary.charCodeAt(at);
    return bytes;
  } catch {
    return undefined;
  }
};
