import { LiveFailure } from '../../core/live-failure.ts';
import { say } from '../../core/say.ts';
import { pictureSide } from '../../video/picture-size.ts';
import { readPicture } from '../../video/read-picture.ts';
import { encodeBase64 } from '../../wire/base64.ts';
import type { FeatureContext } from '../feature.ts';

const JPEG = 'image/jpeg';

/** Small copies that are kept for the interface, a few kB each. */
const MAX_SHOWN = 50;

/**
 * Pictures that are sent one by one, in the order in which they were given: one is read after the other, so that ten photographs
 * need the memory of one.
 */
export class Pictures {
  readonly #context: FeatureContext;
  /** The session is set up, or was once: it is known what its model takes. */
  readonly #setUp: Promise<void>;
  #last: Promise<unknown> = Promise.resolve();

  constructor(context: FeatureContext, setUp: Promise<void>) {
    this.#context = context;
    this.#setUp = setUp;
  }

  send(file: Blob): Promise<void> {
    const sent = this.#last.then(() => this.#send(file));
    this.#last = sent.catch(() => undefined);
    return sent;
  }

  async #send(file: Blob): Promise<void> {
    await this.#setUp;
    const { extras, lastEntry, plan, send, show, signal } = this.#context;
    const { config, profile } = plan() ?? {};
    signal.throwIfAborted();
    if (profile?.turns === false) {
      throw new LiveFailure('config', say('not-taken', 'sendImage()', profile.model, say('no-sight')));
    }
    const { jpeg, thumbnail } = await readPicture(file, pictureSide(config?.mediaResolution));
    signal.throwIfAborted();
    send({ realtimeInput: { video: { data: base64(jpeg), mimeType: JPEG } } });
    const picture = { after: lastEntry(), url: `data:${JPEG};base64,${base64(thumbnail)}` };
    show({ pictures: [...extras().pictures, picture].slice(-MAX_SHOWN) });
  }
}

const base64 = (bytes: ArrayBuffer): string => encodeBase64(new Uint8Array(bytes));
