import type { ConversationSettings } from './host.ts';

/** Whether Vertex AI answers, through a relay or through Firebase: it takes a few things that the Developer API does not. */
export const isVertex = ({
  backend,
  firebase,
}: Pick<ConversationSettings, 'backend' | 'firebase'>): boolean =>
  backend === 'vertex' || (backend === 'firebase' && firebase?.location !== undefined);
