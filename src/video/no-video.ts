import { quote } from '../core/redact.ts';
import { say } from '../core/say.ts';

export type VideoSource = 'camera' | 'screen';

/** `denied`: by visitor, system or page; `missing`: none, or unknown to the browser; `busy`: in use; `lost`: gone meanwhile. */
export type WhyNoVideo = 'denied' | 'missing' | 'busy' | 'lost';

/**
 * Why there is no camera or screen. `name` is the platform's own, as `getUserMedia` and `getDisplayMedia` reject with it;
 * `message` is a mark of `say`.
 */
export class NoVideo extends Error {
  readonly why: WhyNoVideo;

  constructor(why: WhyNoVideo, name: string, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = name;
    this.why = why;
  }
}

interface PolicyHost {
  readonly permissionsPolicy?: { allowsFeature(feature: string): boolean };
  readonly featurePolicy?: { allowsFeature(feature: string): boolean };
}

const FEATURES = { camera: 'camera', screen: 'display-capture' } as const;

/** Whether the page's Permissions-Policy, or the frame it sits in, keeps this from it. Unknown counts as no. */
const forbiddenByPolicy = (source: VideoSource): boolean => {
  const { permissionsPolicy, featurePolicy } = document as PolicyHost;
  return (permissionsPolicy ?? featurePolicy)?.allowsFeature(FEATURES[source]) === false;
};

/** What cannot work, known before the visitor is asked for anything; `undefined` when nothing speaks against it. */
export const videoObstacle = (source: VideoSource): NoVideo | undefined => {
  if (!isSecureContext) return new NoVideo('denied', 'SecurityError', say('video-insecure', source));
  if (forbiddenByPolicy(source)) {
    return new NoVideo('denied', 'NotAllowedError', say('video-policy', source, FEATURES[source]));
  }
  const method = source === 'camera' ? 'getUserMedia' : 'getDisplayMedia';
  if (navigator.mediaDevices?.[method] !== undefined) return undefined;
  return new NoVideo('missing', 'NotSupportedError', say('video-unknown', source));
};

/** What the browser rejected with, as one of ours. */
export const videoError = (source: VideoSource, cause: unknown): NoVideo => {
  const name = cause instanceof Error ? cause.name : 'Error';
  switch (name) {
    case 'NotAllowedError':
    case 'SecurityError':
      return new NoVideo('denied', name, say('video-denied', source), cause);
    case 'InvalidStateError':
      return new NoVideo('denied', name, say('video-gesture', source), cause);
    case 'NotFoundError':
    case 'OverconstrainedError':
      return new NoVideo('missing', name, say('video-missing', source), cause);
    case 'NotReadableError':
    case 'AbortError':
      return new NoVideo('busy', 'NotReadableError', say('video-busy', source), cause);
    default:
      return new NoVideo('missing', quote(name), say('video-failed', source, quote(name)), cause);
  }
};

/** What was there has ended by itself. */
export const videoLost = (source: VideoSource): NoVideo =>
  new NoVideo('lost', 'NotReadableError', say('video-lost', source));

/** The session's model hears only. */
export const videoUseless = (source: VideoSource, model: string): NoVideo =>
  new NoVideo('missing', 'NotSupportedError', say('not-taken', source, quote(model), say('no-sight')));
