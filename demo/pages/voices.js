const element = document.querySelector('gemini-live');
element.options = { offers: ['voice'] };

document.querySelector('#language').addEventListener('change', ({ target }) => {
  element.speechLanguage = target.value || undefined;
});
