const element = document.querySelector('gemini-live');
element.options = { offers: ['camera', 'screen', 'picture'] };

/** A picture made on the spot: a sun above a hill. */
const paint = () => {
  const canvas = new OffscreenCanvas(640, 480);
  const brush = canvas.getContext('2d');
  const circle = (color, x, y, radius) => {
    brush.fillStyle = color;
    brush.beginPath();
    brush.arc(x, y, radius, 0, 2 * Math.PI);
    brush.fill();
  };
  circle('#9bd3ff', 320, 240, 640);
  circle('#ffd24d', 480, 120, 60);
  circle('#4f9d69', 240, 700, 400);
  return canvas.convertToBlob({ type: 'image/png' });
};

document.querySelector('#picture').addEventListener('click', async () => {
  const said = document.querySelector('#said');
  try {
    await element.sendImage(await paint());
    said.textContent = 'It has the picture.';
  } catch (error) {
    said.textContent = error.message;
  }
});
