import type { Backend } from '../access/endpoints.ts';
import type { Setup } from '../protocol/setup.ts';

/** `setup` with what the backend assumes where a client leaves it open (`BEHAVIOURS.vertexSensitivity`). */
export const withDefaults = (setup: Setup, backend: Backend): Setup => {
  if (backend !== 'vertex') return setup;
  const given = setup.realtimeInputConfig?.automaticActivityDetection;
  const sensitivity = (value: string | undefined, which: 'START' | 'END'): string =>
    value === undefined || value === `${which}_SENSITIVITY_UNSPECIFIED` ? `${which}_SENSITIVITY_LOW` : value;
  const automaticActivityDetection = {
    ...given,
    startOfSpeechSensitivity: sensitivity(given?.startOfSpeechSensitivity, 'START'),
    endOfSpeechSensitivity: sensitivity(given?.endOfSpeechSensitivity, 'END'),
  };
  return {
    ...setup,
    realtimeInputConfig: { ...setup.realtimeInputConfig, automaticActivityDetection },
  };
};
