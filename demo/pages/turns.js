const element = document.querySelector('gemini-live');
const on = (id, act) => document.querySelector(id).addEventListener('change', ({ target }) => act(target));

for (const radio of document.querySelectorAll('[name="vad"]')) {
  radio.addEventListener('change', async () => {
    await element.stop();
    element.vad = radio.value;
  });
}
on('#silence', ({ value }) => (element.silenceDurationMs = Number(value)));
on('#patient', ({ checked }) => (element.activityHandling = checked ? 'no-interruption' : undefined));
const option =
  (name) =>
  ({ checked }) =>
    (element.options = { ...element.options, [name]: checked });
on('#hybrid', option('hybridEndOfTurn'));
on('#half', option('halfDuplex'));
document.querySelector('#interrupt').addEventListener('click', () => element.interrupt());
