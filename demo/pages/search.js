const element = document.querySelector('gemini-live');

document.querySelector('#search').addEventListener('change', ({ target }) => {
  element.googleSearch = target.checked;
});
