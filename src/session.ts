/**
 * What a conversation needs beyond the element: one chunk, fetched on the visitor's first intent. The moving picture comes
 * with it, because nothing moves before. Lit must not: the chunk would carry a second one.
 */
export { readSettings } from './element-settings.ts';
import type { Parts } from './conversation/parts.ts';
import { profileOf } from './core/model-profiles.ts';
import { loadFeature } from './features.ts';
import type { ExtrasContext } from './ui/extras/contract.ts';
import type { DrawExtras } from './ui/extras/extras.ts';
import type { TalkElement } from './ui/hold-to-talk.ts';
import type { Pictured } from './ui/visualizers/animate.ts';

export { loadFeature };
export { preloadFeatures, Run } from './conversation/index.ts';

/** What moves and is held while a conversation runs. */
export const animate = (element: Pictured & TalkElement, parts: Parts): void => {
  const load = loadFeature(parts);
  load('picture').then(
    (picture) => {
      picture.animate(element, () => load('bars'));
      element.requestUpdate();
    },
    // The one that stands still stays.
    () => undefined,
  );
  let talk: Promise<unknown> | undefined;
  element.addController({
    hostUpdated: () => {
      if (element.vad !== 'manual') return;
      // Without it, there is still the button.
      talk ??= load('talk').then(
        ({ holdToTalk }) => holdToTalk(element),
        () => undefined,
      );
    },
  });
  element.requestUpdate();
};

/** Draws what is shown beside the utterances. */
export const drawExtras = async (
  parts: Parts,
  context: Omit<ExtrasContext, 'profileOf' | 'loadSight'>,
): Promise<DrawExtras> => {
  const load = loadFeature(parts);
  return (await load('extras')).extrasWith({ ...context, profileOf, loadSight: () => load('sight') });
};
