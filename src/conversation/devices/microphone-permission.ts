/** As the browser tells it; older Firefox knows no such permission. */
export const microphonePermission = (): Promise<PermissionStatus | undefined> =>
  Promise.resolve(navigator.permissions?.query({ name: 'microphone' })).catch(() => undefined);

/** Whether the visitor would be asked: that is theirs to bring about. Unknown counts as no. */
export const wouldPrompt = async (): Promise<boolean> => (await microphonePermission())?.state === 'prompt';
