import { LiveFailure } from '../core/live-failure.ts';
import { quote } from '../core/redact.ts';
import { say } from '../core/say.ts';

interface PolicyHost {
  readonly permissionsPolicy?: { allowsFeature(feature: string): boolean };
  readonly featurePolicy?: { allowsFeature(feature: string): boolean };
}

/** Whether the page's Permissions-Policy, or the frame it sits in, keeps the microphone from it. Unknown counts as no. */
const forbiddenByPolicy = (): boolean => {
  const { permissionsPolicy, featurePolicy } = document as PolicyHost;
  return (permissionsPolicy ?? featurePolicy)?.allowsFeature('microphone') === false;
};

/** What cannot work, known before the visitor is asked for anything; `undefined` when nothing speaks against it. */
export const microphoneObstacle = (): LiveFailure | undefined => {
  if (!isSecureContext) return new LiveFailure('insecure-context', say('microphone-insecure'));
  if (forbiddenByPolicy()) return new LiveFailure('permissions-policy', say('microphone-policy'));
  if (!navigator.mediaDevices?.getUserMedia) {
    return new LiveFailure('unsupported-browser', say('microphone-unknown'));
  }
  return undefined;
};

/** What `getUserMedia` rejected with, as one of ours. */
export const microphoneError = (cause: unknown): LiveFailure => {
  const name = cause instanceof DOMException ? cause.name : '';
  switch (name) {
    case 'NotAllowedError':
    case 'SecurityError':
      return forbiddenByPolicy()
        ? (microphoneObstacle() as LiveFailure)
        : new LiveFailure('microphone-denied', say('microphone-denied'), cause);
    case 'NotFoundError':
    case 'OverconstrainedError':
      return new LiveFailure('microphone-missing', say('microphone-missing'), cause);
    case 'NotReadableError':
    case 'AbortError':
      return new LiveFailure('microphone-busy', say('microphone-busy'), cause);
    default:
      return new LiveFailure(
        'microphone-missing',
        say('microphone-failed', quote(name || String(cause))),
        cause,
      );
  }
};
