const element = document.querySelector('gemini-live');

document.querySelector('#send').addEventListener('click', async () => {
  const recording = await (await fetch('../recordings/speech.wav')).blob();
  element.sendAudio(recording).catch((error) => {
    document.querySelector('#said').textContent = error.message;
  });
});
