import assert from 'node:assert/strict';
import { test } from 'node:test';
import { demoAnswer } from '../../demo/answers/general.ts';
import type { Turn } from '../../src/emulator/index.ts';

const turn = (more: Partial<Turn>): Turn => ({
  kind: 'text',
  index: 1,
  connection: 1,
  text: '',
  seconds: 0,
  audio: new Int16Array(0),
  startSample: 0,
  frames: [],
  systemInstruction: '',
  tools: [],
  proactive: true,
  simultaneous: false,
  history: [],
  contextTokens: 0,
  model: 'gemini-3.8-live',
  responses: [],
  ...more,
});

const said = (more: Partial<Turn>): string => {
  const answer = demoAnswer(turn(more));
  return answer.kind === 'say' ? answer.text : answer.kind;
};

test('greets, knows a few words, and repeats the others', () => {
  assert.match(said({ text: 'Hello!' }), /welcome/);
  assert.match(said({ text: 'Who are you?' }), /local twin/);
  assert.match(said({ text: 'What time is it?' }), /\d:\d\d/);
  assert.match(said({ text: 'A joke, please' }), /feedback/);
  assert.equal(said({ text: 'Quantum soup' }), 'You wrote: Quantum soup');
  assert.ok(said({ text: 'x'.repeat(5000) }).length < 250);
  assert.match(said({ kind: 'content', text: ' ' }), /Hello/);
});

test('tells how long speech was, in changing words', () => {
  const answers = [1, 2, 3, 4].map((index) => said({ kind: 'speech', index, seconds: 1.84 }));
  assert.ok(answers.every((text) => text.includes('1.8 seconds')));
  assert.equal(new Set(answers.slice(0, 3)).size, 3);
  assert.equal(answers[3], answers[0]);
});

test('is a parrot when the instruction says so', () => {
  assert.equal(said({ kind: 'speech', systemInstruction: 'You are a parrot.' }), 'parrot');
  assert.equal(said({ kind: 'speech', systemInstruction: 'You are polite.' }).includes('seconds'), true);
});
