import { GeminiLiveError } from '../errors.ts';

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
export const microphoneObstacle = (): GeminiLiveError | undefined => {
  if (!isSecureContext) {
    return new GeminiLiveError(
      'insecure-context',
      'Browsers give the microphone to secure pages only: serve this one over HTTPS.',
    );
  }
  if (forbiddenByPolicy()) {
    return new GeminiLiveError(
      'permissions-policy',
      'This page may not use the microphone: send "Permissions-Policy: microphone=(self)", and on a frame set allow="microphone; autoplay".',
    );
  }
  if (!navigator.mediaDevices?.getUserMedia) {
    return new GeminiLiveError(
      'unsupported-browser',
      'navigator.mediaDevices.getUserMedia is missing in this browser.',
    );
  }
  return undefined;
};

/** What `getUserMedia` rejected with, as one of ours. */
export const microphoneError = (cause: unknown): GeminiLiveError => {
  const name = cause instanceof DOMException ? cause.name : '';
  switch (name) {
    case 'NotAllowedError':
    case 'SecurityError':
      return forbiddenByPolicy()
        ? (microphoneObstacle() as GeminiLiveError)
        : new GeminiLiveError('microphone-denied', 'The visitor or the system refused the microphone.', {
            cause,
          });
    case 'NotFoundError':
    case 'OverconstrainedError':
      return new GeminiLiveError(
        'microphone-missing',
        'No microphone fits; check options.audioConstraints.',
        { cause },
      );
    case 'NotReadableError':
    case 'AbortError':
      return new GeminiLiveError(
        'microphone-busy',
        'The microphone is in use elsewhere or its driver failed.',
        { cause },
      );
    default:
      return new GeminiLiveError('microphone-missing', `getUserMedia failed: ${name || String(cause)}.`, {
        cause,
      });
  }
};
