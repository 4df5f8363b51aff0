import { say } from '../core/say.ts';
import type { Warning } from '../core/state.ts';
import { firebaseLine } from '../wire/backends/firebase.ts';
import type { BackendLine, BackendRequest } from '../wire/backends/backend-line.ts';
import { vertexLine } from '../wire/backends/vertex.ts';
import type { ConversationSettings } from './host.ts';

/** Where and how to connect on Vertex AI or Firebase. Throws a `LiveFailure` of code `config` when the page said too little. */
export const lineTo = (
  { backend, firebase }: Pick<ConversationSettings, 'backend' | 'firebase'>,
  request: BackendRequest & { readonly ticket: string; readonly warn: (warning: Warning) => void },
): BackendLine => {
  if (backend === 'vertex') return vertexLine(request);
  const onGlobal = (): void => request.warn({ code: 'location', message: say('global-location') });
  return firebaseLine({ ...request, firebase, onGlobal });
};
