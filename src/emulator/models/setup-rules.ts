import { profileOf, type ModelProfile } from '../../core/model-profiles.ts';
import type { Backend, Endpoint } from '../access/endpoints.ts';
import { modelMissing, modelNameAt } from './model-name.ts';
import type { ModelTraits } from './model-traits.ts';
import { traitsOf } from './models.ts';
import { refusal } from '../protocol/protocol-error.ts';
import { checkSetup } from './setup-checks.ts';
import { withDefaults } from './setup-defaults.ts';
import type { Setup } from '../protocol/setup.ts';

/** A session as agreed on. */
export interface Agreement {
  /** With the backend's defaults in it. */
  readonly setup: Setup;
  /** Whose habits the session has. */
  readonly backend: Backend;
  /** What clients may ask of the model. */
  readonly profile: ModelProfile;
  /** How the model's messages look. */
  readonly traits: ModelTraits;
  /** How the messages are cut: from 3.x on, several fields share a message. */
  readonly generation: '2.x' | '3.x';
  readonly modality: 'AUDIO' | 'TEXT';
  readonly manualActivity: boolean;
}

const modalityOf = (setup: Setup, profile: ModelProfile): 'AUDIO' | 'TEXT' => {
  const given = setup.generationConfig?.responseModalities ?? [];
  const seen = setup.avatarConfig !== undefined && given.includes('VIDEO'); // BEHAVIOURS.avatarSpeaks
  const asked = seen ? ['AUDIO'] : given;
  if (asked.length > 1) throw refusal('modalities');
  const modality = asked[0] ?? profile.responseModalities[0] ?? 'AUDIO';
  if (modality !== 'AUDIO' && modality !== 'TEXT') throw refusal('modalities');
  if (!profile.responseModalities.includes(modality)) throw refusal('textOnNativeAudio');
  return modality;
};

/**
 * Whether the model behind this endpoint takes this `setup`; throws `ProtocolError` with the service's code when not.
 * `refuseRetired` says what happens to models that were shut down.
 */
export const agreeOn = (
  requested: Setup,
  { endpoint, refuseRetired }: { readonly endpoint: Endpoint; readonly refuseRetired: boolean },
): Agreement => {
  const model = requested.model ?? '';
  const profile = profileOf(modelNameAt(model, endpoint));
  const traits = traitsOf(profile.model, endpoint.backend);
  if (!traits || !profile.known || (profile.retired && refuseRetired)) throw modelMissing(model, endpoint);
  const modality = modalityOf(requested, profile);
  checkSetup(requested, profile, traits);
  return {
    setup: withDefaults(requested, endpoint.backend),
    backend: endpoint.backend,
    profile,
    traits,
    generation: traits.transcripts === 'bundled' ? '3.x' : '2.x',
    modality,
    manualActivity: requested.realtimeInputConfig?.automaticActivityDetection?.disabled === true,
  };
};
