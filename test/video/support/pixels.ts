export type Pixel = readonly [red: number, green: number, blue: number];

/** A picture decoded: its size, and the colour at a place, both 0…1. */
export const pixelsOf = async (
  bytes: ArrayBuffer,
  type = 'image/jpeg',
): Promise<{ width: number; height: number; at: (x: number, y: number) => Pixel }> => {
  const bitmap = await createImageBitmap(new Blob([bytes], { type }));
  const { width, height } = bitmap;
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('No canvas.');
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  const at = (x: number, y: number): Pixel => {
    const column = Math.min(width - 1, Math.floor(x * width));
    const row = Math.min(height - 1, Math.floor(y * height));
    const [red = 0, green = 0, blue = 0] = context.getImageData(column, row, 1, 1).data;
    return [red, green, blue];
  };
  return { width, height, at };
};

/** Which of the plain colours this is, as JPEG has changed it a little. */
export const colour = (pixel: Pixel): string => {
  const letters = pixel.map((value) => (value > 160 ? '1' : value < 96 ? '0' : '?')).join('');
  const names: Record<string, string> = {
    '000': 'black',
    '001': 'blue',
    '010': 'green',
    '011': 'cyan',
    '100': 'red',
    '101': 'magenta',
    '110': 'yellow',
    '111': 'white',
  };
  return names[letters] ?? pixel.join(',');
};
