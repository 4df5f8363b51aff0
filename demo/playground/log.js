/** Older lines go. */
const MAX_LINES = 200;

/**
 * What an event says beside its name: its own fields, in short.
 *
 * @param {Event} event
 */
const wordsOf = (event) => {
  const fields = Object.entries(event).filter(([name]) => name !== 'isTrusted');
  const words = fields.map(([name, value]) => `${name}: ${wordOf(value)}`);
  return words.join(', ').slice(0, 400);
};

/** @param {unknown} value */
const wordOf = (value) => {
  if (value instanceof Error) return `${'code' in value ? `${String(value.code)}, ` : ''}${value.message}`;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
};

/**
 * Writes every event of the element down, newest last.
 *
 * @param {HTMLElement} list
 * @param {HTMLElement} element
 * @param {string[]} events
 */
export const keepLog = (list, element, events) => {
  for (const name of events) {
    element.addEventListener(name, (event) => {
      // A token request may carry what the page's author sends along.
      const words = name === 'gemini-live-tokenrequest' ? '' : wordsOf(event);
      const line = document.createElement('div');
      line.dataset['event'] = name.replace('gemini-live-', '');
      const what = document.createElement('b');
      what.textContent = line.dataset['event'] ?? '';
      line.append(what, ` ${words}`);
      list.append(line);
      while (list.childElementCount > MAX_LINES) list.firstElementChild?.remove();
      list.scrollTop = list.scrollHeight;
    });
  }
};
