/** @typedef {import('../page-messages.ts').SegmentData} SegmentData */

/**
 * What is drawn: the loudest sample of each stretch, where somebody speaks, and where the player is.
 *
 * @typedef {object} Wave
 * @property {Uint8Array} peaks 0…255
 * @property {number} seconds of all of it
 * @property {readonly SegmentData[]} segments
 * @property {number | undefined} playing s
 */

/**
 * Draws a whole track, a column a pixel.
 *
 * @param {HTMLCanvasElement} canvas
 * @param {Wave} wave
 */
export const drawWave = (canvas, { peaks, seconds, segments, playing }) => {
  const context = canvas.getContext('2d');
  if (!context) return;
  const [width, height] = [canvas.clientWidth * devicePixelRatio, canvas.clientHeight * devicePixelRatio];
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width;
    canvas.height = height;
  }
  context.clearRect(0, 0, width, height);
  if (seconds <= 0) return;
  const scale = width / seconds;
  const style = getComputedStyle(canvas);
  context.fillStyle = style.textDecorationColor;
  for (const { start, end = seconds } of segments) {
    // A pixel less at each end: neighbours can be told apart.
    context.fillRect(start * scale + 1, 0, Math.max(2, (end - start) * scale - 2), height);
  }
  context.fillStyle = style.color;
  const bar = Math.max(1, Math.round(devicePixelRatio));
  for (let x = 0; x < width; x += bar) {
    const from = Math.floor((x / width) * peaks.length);
    const to = Math.max(from + 1, Math.floor(((x + bar) / width) * peaks.length));
    let highest = 0;
    for (let at = from; at < to; at += 1) highest = Math.max(highest, peaks[at] ?? 0);
    const half = Math.max(devicePixelRatio / 2, (highest / 255) * (height / 2 - 2));
    context.fillRect(x, height / 2 - half, Math.max(1, bar - 0.25), 2 * half);
  }
  if (playing === undefined) return;
  context.fillStyle = style.caretColor;
  context.fillRect(playing * scale - devicePixelRatio, 0, 2 * devicePixelRatio, height);
};
