const element = document.querySelector('gemini-live');
element.options = { usageLimit: 500, offers: ['usage'] };

element.addEventListener('gemini-live-usage', ({ usage }) => {
  const cells = (...texts) => {
    const row = document.createElement('tr');
    for (const text of texts) row.insertCell().textContent = String(text);
    return row;
  };
  const rows = Object.entries(usage.byModality).map(([name, { prompt, response }]) =>
    cells(name, prompt, response),
  );
  const table = document.querySelector('#tokens');
  table.hidden = false;
  table.tBodies[0].replaceChildren(...rows, cells('all', usage.promptTokens, usage.responseTokens));
});
