const element = document.querySelector('gemini-live');
const language = document.querySelector('#language');
element.options = { offers: ['voice'] };

language.addEventListener('change', () => {
  element.speechLanguage = language.value || undefined;
});

// All that the service names: those of its guide, and those with a region.
const { languages, withRegion } = await (await fetch('../languages.json')).json();
const names = new Intl.DisplayNames('en', { type: 'language' });
const optionFor = (code) => new Option(names.of(code), code);
language.append(...[...languages, ...withRegion].map(optionFor));
