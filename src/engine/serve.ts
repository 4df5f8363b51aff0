import { Engine } from './engine.ts';
import type { FromEngine, ToEngine } from './messages.ts';

export { Engine };

/** Runs an engine in the Worker that calls this. */
export const serve = (): void => {
  const post = (message: FromEngine): void => postMessage(message);
  const engine = new Engine(post);
  onmessage = ({ data }: MessageEvent<ToEngine>) => {
    engine.handle(data);
    if (data.type === 'close') close();
  };
  post({ type: 'ready' });
};
