/** Which way a camera looks, where that is known: phones tell, computers do not. */
export type Facing = 'user' | 'environment';

export const facingOf = (stream: MediaStream): Facing | undefined => {
  const facing = stream.getVideoTracks()[0]?.getSettings().facingMode;
  return facing === 'user' || facing === 'environment' ? facing : undefined;
};

/** Every camera there is; empty when the browser does not tell. */
export const listCameras = async (): Promise<readonly MediaDeviceInfo[]> => {
  const devices = await navigator.mediaDevices.enumerateDevices?.().catch(() => []);
  return (devices ?? []).filter(({ kind }) => kind === 'videoinput');
};

/**
 * How to ask for the other camera than this stream's, the best way first. A phone has several cameras on its back: there the
 * direction counts, elsewhere the next one in the list.
 */
export const otherCamera = (
  stream: MediaStream,
  cameras: readonly MediaDeviceInfo[],
): readonly MediaTrackConstraints[] => {
  const { deviceId } = stream.getVideoTracks()[0]?.getSettings() ?? {};
  const facing = facingOf(stream);
  const at = cameras.findIndex((camera) => camera.deviceId === deviceId);
  const next = cameras[(at + 1) % cameras.length];
  return [
    ...(facing ? [{ facingMode: { exact: facing === 'user' ? 'environment' : 'user' } }] : []),
    ...(next && next.deviceId !== deviceId ? [{ deviceId: { exact: next.deviceId } }] : []),
  ];
};
