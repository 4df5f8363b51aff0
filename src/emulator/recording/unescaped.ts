const ESCAPE = /\\(?:u([0-9a-fA-F]{4})|(.))/gs;
/** What single letters stand for; any other stands for itself. */
const LETTERS: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

/** A text with JSON's escapes read, and where each of its letters begins in the original; one more for the end. */
export const unescaped = (
  original: string,
): { readonly text: string; readonly places: Readonly<Uint32Array> } => {
  const places = new Uint32Array(original.length + 1);
  const pieces: string[] = [];
  let length = 0;
  let done = 0;
  const copy = (to: number): void => {
    pieces.push(original.slice(done, to));
    for (; done < to; done += 1) places[length++] = done;
  };
  for (const { index, 0: escape, 1: code, 2: letter = '' } of original.matchAll(ESCAPE)) {
    copy(index);
    pieces.push(code === undefined ? (LETTERS[letter] ?? letter) : String.fromCharCode(parseInt(code, 16)));
    places[length++] = index;
    done = index + escape.length;
  }
  copy(original.length);
  places[length] = original.length;
  return { text: pieces.join(''), places: places.subarray(0, length + 1) };
};
