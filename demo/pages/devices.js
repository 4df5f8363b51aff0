const element = document.querySelector('gemini-live');
const told = document.querySelector('#told');

const draw = (devices) => {
  for (const kind of ['microphone', 'speaker']) {
    const select = document.querySelector(`#${kind}`);
    const options = devices[kind].map(({ id, label }) => new Option(label, id));
    select.replaceChildren(new Option('the browser’s choice', ''), ...options);
    select.value = devices.chosen[kind];
  }
};
await customElements.whenDefined('gemini-live');
draw(element.devices);
element.addEventListener('gemini-live-devicechange', ({ devices }) => draw(devices));
for (const kind of ['microphone', 'speaker']) {
  const select = document.querySelector(`#${kind}`);
  select.addEventListener('change', () => element.setDevice(kind, select.value));
}

// What becomes of a device is told as a warning.
element.addEventListener('gemini-live-warning', ({ message }) => (told.textContent = message));
