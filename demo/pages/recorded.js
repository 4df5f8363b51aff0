const element = document.querySelector('gemini-live');
element.options = { record: true };

const said = document.querySelector('#said');
const kept = document.querySelector('#kept');
const send = (audio) => element.sendAudio(audio).catch((error) => (said.textContent = error.message));

document.querySelector('#send').addEventListener('click', async () => {
  send(await (await fetch('../recordings/speech.wav')).blob());
});
document.querySelector('#file').addEventListener('change', ({ target }) => {
  const [file] = target.files;
  if (file) send(file);
});

let url;
document.querySelector('#keep').addEventListener('click', async () => {
  const wav = element.recording();
  said.textContent = wav ? `${Math.ceil(wav.size / 1000)} kB` : 'Nothing was said yet.';
  if (!wav) return;
  URL.revokeObjectURL(url);
  url = URL.createObjectURL(wav);
  kept.hidden = false;
  kept.querySelector('audio').src = url;
  kept.querySelector('a').href = url;
});
