import { videoError, videoObstacle, type VideoSource } from './no-video.ts';

/** Enough for every media resolution but `high`, where more is asked of the camera by the page if it wants it. */
const CAMERA: MediaTrackConstraints = {
  facingMode: 'user',
  width: { ideal: 1280 },
  height: { ideal: 720 },
  // For the preview: the model sees one a second.
  frameRate: { ideal: 15 },
};

/** Of a screen, more than a few frames a second only cost the visitor's machine. */
const SCREEN: MediaTrackConstraints = { frameRate: { ideal: 5 } };

/**
 * Asks for camera or screen. Rejects with `NoVideo`, or with the signal's reason; what is granted after that is given back
 * at once. `constraints` go over ours.
 */
export const openVideo = async (
  source: VideoSource,
  constraints: MediaTrackConstraints,
  signal: AbortSignal,
): Promise<MediaStream> => {
  const obstacle = videoObstacle(source);
  if (obstacle) throw obstacle;
  signal.throwIfAborted();
  const { mediaDevices } = navigator;
  const asked =
    source === 'camera'
      ? mediaDevices.getUserMedia({ video: { ...CAMERA, ...constraints } })
      : mediaDevices.getDisplayMedia({ video: SCREEN });
  const stream = await asked.catch((error: unknown) => {
    signal.throwIfAborted();
    throw videoError(source, error);
  });
  if (signal.aborted) endStream(stream);
  signal.throwIfAborted();
  return stream;
};

export const endStream = (stream: MediaStream): void => {
  for (const track of stream.getTracks()) {
    track.onended = null;
    track.stop();
  }
};
