const element = document.querySelector('gemini-live');

const MODELS = { audio: 'gemini-3.8-live', text: 'gemini-live-2.5-flash-preview' };

for (const radio of document.querySelectorAll('[name="answers"]')) {
  radio.addEventListener('change', async () => {
    await element.stop();
    element.model = MODELS[radio.value];
    element.responseModality = radio.value;
  });
}
