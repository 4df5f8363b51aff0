const element = document.querySelector('gemini-live');
const lamp = document.querySelector('#lamp');

/** Waits, but no longer than the call is wanted. */
const wait = (ms, signal) =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => (clearTimeout(timer), reject(signal.reason)));
  });

element.tools = [
  {
    declaration: {
      name: 'set_light',
      description: 'Sets the colour of the lamp.',
      parameters: { type: 'OBJECT', properties: { color: { type: 'STRING' } }, required: ['color'] },
    },
    handler: ({ color }) => {
      lamp.dataset.color = String(color);
      lamp.setAttribute('aria-label', `A ${color} lamp`);
      return `the lamp is ${color}`;
    },
  },
  {
    declaration: { name: 'get_time', description: 'Tells the visitor’s local time.' },
    handler: () => new Date().toLocaleTimeString('en-US'),
  },
  {
    declaration: {
      name: 'place_order',
      description: 'Orders a dish.',
      parameters: {
        type: 'OBJECT',
        properties: { dish: { type: 'STRING' }, count: { type: 'INTEGER' } },
        required: ['dish'],
      },
    },
    confirm: ({ dish, count = 1 }) => `Order ${dish}, ${count} ×?`,
    handler: ({ dish }) => ({ output: `${dish} is on its way` }),
  },
  {
    declaration: { name: 'write_report', description: 'Writes a report.', behavior: 'NON_BLOCKING' },
    handler: async (_, { signal }) => {
      await wait(5_000, signal);
      return 'the report has three pages';
    },
  },
  {
    declaration: { name: 'break_down', description: 'Fails.' },
    handler: () => {
      throw new Error('It broke down.');
    },
  },
];
