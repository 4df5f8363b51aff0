const element = document.querySelector('gemini-live');
const user = (text) => [{ role: 'user', parts: [{ text }] }];

element.variables = { shop: 'the Bakery Löwen' };
element.history = [
  ...user('Hello, my name is Ada.'),
  { role: 'model', parts: [{ text: 'Welcome back, Ada.' }] },
];

const on = (id, act) => document.querySelector(id).addEventListener('click', act);

// Nothing is said to it: the next turn of the visitor finds it known.
on('#order', () => element.sendContext(user('The visitor has order 4711.'), { turnComplete: false }));
on('#ask', () => element.sendContext(user('Where is my order 4711?')));
on('#pirate', () => {
  element.systemInstruction = 'You are a pirate who serves the guests of {{shop}}.';
});
