import { Engine } from './engine.ts';
import type { FromEngine, ToEngine } from './messages.ts';

/** The engine as a Worker. Built into one self-contained text, since a Worker may import nothing from another origin. */
const post = (message: FromEngine): void => postMessage(message);
const engine = new Engine(post);
onmessage = ({ data }: MessageEvent<ToEngine>) => {
  engine.handle(data);
  if (data.type === 'close') close();
};
post({ type: 'ready' });
