import { type Extras, NO_EXTRAS } from '../src/conversation/extras.ts';
import type { TranscriptEntry } from '../src/core/transcript.ts';
import type { Usage } from '../src/core/usage.ts';
import type { Sample } from './states.ts';

/** What Google's search suggestions look like on the wire: a style of their own, the mark, and links. */
const SUGGESTIONS = `<style>
.container { align-items: center; border-radius: 8px; display: flex; font-family: Google Sans, Roboto, sans-serif; font-size: 14px; line-height: 20px; padding: 8px 12px; }
.chip { display: inline-block; border: solid 1px; border-radius: 16px; min-width: 14px; padding: 5px 16px; text-align: center; user-select: none; margin: 0 8px; }
.carousel { overflow: auto; scrollbar-width: none; white-space: nowrap; margin-right: -12px; }
.headline { display: flex; margin-right: 4px; }
@media (prefers-color-scheme: light) {
  .container { background-color: #fafafa; box-shadow: 0 0 0 1px #0000000f; }
  .chip { background-color: #ffffff; border-color: #d2d2d2; color: #5e5e5e; text-decoration: none; }
}
@media (prefers-color-scheme: dark) {
  .container { background-color: #1f1f1f; box-shadow: 0 0 0 1px #ffffff26; }
  .chip { background-color: #2c2c2c; border-color: #3c4043; color: #fff; text-decoration: none; }
}
</style>
<div class="container">
  <div class="headline"><svg width="18" height="18" viewBox="0 0 48 48" fill="none"><circle cx="24" cy="24" r="20" stroke="#4285F4" stroke-width="6"/></svg></div>
  <div class="carousel"><a class="chip" href="https://www.google.com/search?q=tent+storm">tent storm test</a><a class="chip" href="https://www.google.com/search?q=water+column">what is a water column</a></div>
</div>`;

export const USAGE: Usage = {
  totalTokens: 12_345,
  promptTokens: 10_000,
  responseTokens: 2_345,
  thoughtsTokens: 0,
  toolUseTokens: 0,
  cachedTokens: 0,
  byModality: { audio: { prompt: 9_000, response: 2_345 }, text: { prompt: 1_000, response: 0 } },
  last: {
    totalTokens: 45,
    promptTokens: 40,
    responseTokens: 5,
    thoughtsTokens: 0,
    toolUseTokens: 0,
    cachedTokens: 0,
    byModality: {},
  },
};

/** A made-up camera: a coloured board with a word on it, which shows which way it is turned. */
const stream = (): MediaStream => {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width: 640, height: 360 });
  const pen = canvas.getContext('2d');
  if (pen) {
    Object.assign(pen, { fillStyle: '#356' });
    pen.fillRect(0, 0, 640, 360);
    Object.assign(pen, { fillStyle: '#fff', font: '96px sans-serif' });
    pen.fillText('TENT', 60, 210);
  }
  return canvas.captureStream(1);
};

const PICTURE = `data:image/svg+xml,${encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg" width="320" height="200"><rect width="320" height="200" fill="#9cb"/><path d="M40 170 160 40l120 130z" fill="#d63"/></svg>')}`;

/** What is shown beside the utterances: one sample each. */
export const extraSamples = (talk: readonly TranscriptEntry[]): Readonly<Record<string, Sample>> => {
  const beside = (extras: Partial<Extras>, more: Sample = {}): Sample => ({
    state: 'listening',
    transcript: talk.slice(0, 3),
    extras: { ...NO_EXTRAS, ...extras },
    ...more,
  });
  const after = talk[1]?.id;
  const call = (name: string, state: Extras['calls'][number]['state']) => ({ id: name, name, state, after });
  const question = {
    call: {
      name: 'place_order',
      args: { article: 'Fjell 3', count: 2, address: 'Seestraße 7, 8002 Zürich' },
    },
    text: 'This orders two tents and charges your card.',
    answer: () => undefined,
  };
  const sources = [
    {
      after,
      links: [
        { title: 'How tents are tested', url: 'https://example.org/tents/test' },
        { title: 'example.com', url: 'https://example.com/' },
      ],
      suggestions: SUGGESTIONS,
      queries: ['tent storm test'],
    },
  ];
  return {
    'calls of functions': beside({
      calls: [
        call('find_tents', 'done'),
        call('check_stock', 'running'),
        call('place_order', 'asking'),
        call('send_mail', 'failed'),
        call('book_trip', 'cancelled'),
      ],
    }),
    question: beside({ question }),
    'sources and suggestions': beside({ sources }),
    'sources, no captions': beside({ sources }, { captions: false }),
    thoughts: beside({
      thoughts: [{ after: talk[0]?.id, text: 'They want it dry.\nI compare water columns.' }],
    }),
    pictures: beside({ pictures: [{ after: talk[0]?.id, url: PICTURE }] }),
    'camera, offered': beside(
      { video: { source: 'camera', stream: stream(), facing: 'user', canFlip: true, flip: () => undefined } },
      { offers: ['camera', 'screen', 'picture'] },
    ),
    'camera, denied': beside(
      { videoProblem: { source: 'camera', why: 'denied' } },
      { offers: ['camera', 'screen', 'picture'] },
    ),
    'voices, idle': { offers: ['voice'] },
    'voices and usage, ended': beside({}, { state: 'ended', offers: ['voice', 'usage'] }),
    'limit reached': beside({ limitReached: true }, { state: 'ended', offers: ['usage'] }),
  };
};
