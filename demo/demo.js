/** What the page adds around the element: its two switches. */

const PARROT = 'You are a parrot. Repeat what the visitor says, word for word, and add nothing.';

const element = document.querySelector('gemini-live');
const parrot = document.querySelector('#parrot');
const query = new URLSearchParams(location.search);

const layout = query.get('layout') === 'floating' ? 'floating' : 'inline';
element.setAttribute('layout', layout);
document.querySelector(`nav a[href="?layout=${layout}"]`).setAttribute('aria-current', 'page');

const setParrot = () => {
  if (parrot.checked) element.setAttribute('system-instruction', PARROT);
  else element.removeAttribute('system-instruction');
};
parrot.checked = query.has('parrot');
parrot.addEventListener('change', setParrot);
setParrot();
