/** Fourier transform of a complex signal, in place; its length is a power of two. `sign` −1 forward, 1 back (unscaled). */
export const fourier = (real: Float64Array, imaginary: Float64Array, sign: 1 | -1): void => {
  const size = real.length;
  for (let i = 1, j = 0; i < size; i += 1) {
    let bit = size >> 1;
    for (; j & bit; bit >>= 1) j ^= bit;
    j ^= bit;
    if (i >= j) continue;
    [real[i], real[j]] = [real[j] as number, real[i] as number];
    [imaginary[i], imaginary[j]] = [imaginary[j] as number, imaginary[i] as number];
  }
  for (let length = 2; length <= size; length *= 2) {
    const half = length / 2;
    const angle = (sign * 2 * Math.PI) / length;
    for (let k = 0; k < half; k += 1) {
      const cos = Math.cos(angle * k);
      const sin = Math.sin(angle * k);
      for (let at = k; at < size; at += length) {
        const to = at + half;
        const re = (real[to] as number) * cos - (imaginary[to] as number) * sin;
        const im = (real[to] as number) * sin + (imaginary[to] as number) * cos;
        real[to] = (real[at] as number) - re;
        imaginary[to] = (imaginary[at] as number) - im;
        real[at] = (real[at] as number) + re;
        imaginary[at] = (imaginary[at] as number) + im;
      }
    }
  }
};

/** `sums[lag] = Σ a[n + lag] · b[n]`; negative lags are counted from the end. */
export const crossCorrelation = (a: Float32Array, b: Float32Array): Float64Array => {
  const size = 2 ** Math.ceil(Math.log2(a.length + b.length));
  const [aReal, aImaginary, bReal, bImaginary] = Array.from({ length: 4 }, () => new Float64Array(size)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  aReal.set(a);
  bReal.set(b);
  fourier(aReal, aImaginary, -1);
  fourier(bReal, bImaginary, -1);
  for (let i = 0; i < size; i += 1) {
    const [ar, ai, br, bi] = [aReal[i], aImaginary[i], bReal[i], bImaginary[i]] as [
      number,
      number,
      number,
      number,
    ];
    aReal[i] = (ar * br + ai * bi) / size;
    aImaginary[i] = (ai * br - ar * bi) / size;
  }
  fourier(aReal, aImaginary, 1);
  return aReal;
};
