import type { Answer, Turn } from '../../src/emulator/index.ts';
import { say } from './answering.ts';

/** The suggestions in the form in which the service sends them: HTML with a style of its own. */
const SUGGESTIONS =
  '<style>.container{display:flex;gap:8px;padding:8px}.chip{border:1px solid;border-radius:16px;padding:4px 12px}</style>' +
  '<div class="container"><a class="chip" href="https://www.google.com/search?q=height+of+mont+blanc">height of mont blanc</a>' +
  '<a class="chip" href="https://www.google.com/search?q=highest+mountain+in+the+alps">highest mountain in the alps</a></div>';

/** Answers from two sources, when the page lets it search. */
export const searchAnswer = (turn: Turn): Answer => {
  if (!turn.tools.some((tool) => 'googleSearch' in tool)) {
    return say('I may not search here: the google-search attribute is missing. I would have to guess.');
  }
  return {
    kind: 'steps',
    steps: [
      { kind: 'say', text: 'Mont Blanc is 4,806 metres high. Its height changes with the ice on it.' },
      {
        kind: 'ground',
        queries: ['height of mont blanc', 'highest mountain in the alps'],
        chunks: [
          { uri: 'https://en.wikipedia.org/wiki/Mont_Blanc', title: 'wikipedia.org' },
          { uri: 'https://www.ign.fr/', title: 'ign.fr' },
        ],
        supports: [{ text: 'Mont Blanc is 4,806 metres high.', chunks: [0, 1] }],
        html: SUGGESTIONS,
      },
    ],
  };
};
