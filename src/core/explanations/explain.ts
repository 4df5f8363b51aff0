import { CLOSES } from './closes.ts';
import { DEVICES } from './devices.ts';
import { LINES } from './lines.ts';
import { PAGE } from './page.ts';
import { SETTINGS } from './settings.ts';
import { SIGHT } from './sight.ts';
import { SOUNDS } from './sounds.ts';
import { TOKENS } from './tokens.ts';
import { TOOLS } from './tools.ts';

/** Every sentence for developers. It is no part of what a visitor downloads, unless one is due. */
const SENTENCES = {
  ...CLOSES,
  ...DEVICES,
  ...LINES,
  ...PAGE,
  ...SETTINGS,
  ...SIGHT,
  ...SOUNDS,
  ...TOKENS,
  ...TOOLS,
};

export type Sentences = typeof SENTENCES;

/** A mark of `say` that holds no other. */
const MARK = /\u0001([^\u0001\u0003]*)\u0003/g;

const sentence = (_: string, inside: string): string => {
  const [id = '', ...details] = inside.split('\u0002');
  if (!Object.hasOwn(SENTENCES, id)) return [id, ...details].join(' ');
  const found: string | ((...details: string[]) => string) = SENTENCES[id as keyof Sentences];
  return typeof found === 'string' ? found : found(...details);
};

/** `message` with every mark of `say` written out, the inner ones first; other text stays as it is. */
export const explain = (message: string): string => {
  let text = message;
  for (let last = ''; last !== text;) {
    last = text;
    text = text.replace(MARK, sentence);
  }
  return text;
};
