const element = document.querySelector('gemini-live');

document.querySelector('#language').addEventListener('change', async ({ target }) => {
  await element.stop();
  element.translateTo = target.value;
});
document.querySelector('#send').addEventListener('click', async () => {
  const recording = await (await fetch('../recordings/speech.wav')).blob();
  element.sendAudio(recording).catch((error) => {
    document.querySelector('#said').textContent = error.message;
  });
});
