import { findVoice } from '../../core/voices.ts';
import { isLive, type View } from '../view.ts';
import { type ExtrasContext, isOffered } from './contract.ts';
import { allTerms } from '../../locales/more/all-terms.ts';

/** The model's voices, before a conversation: in one that runs, the voice stays as it is. */
export const drawVoicePicker = (context: ExtrasContext, view: View): unknown => {
  const { element, html, nothing, profileOf } = context;
  if (isLive(view.state) || !isOffered(context, 'voice')) return nothing;
  const { voices } = profileOf(element.model || undefined);
  if (voices.length === 0) return nothing;
  const terms = allTerms(view.terms);
  const chosen = findVoice(element.voice ?? '', voices) ?? '';
  return html`<label class="voice" part="voice">
    <span part="voice-label">${terms.voice}</span>
    <select
      part="voice-select"
      ?disabled=${view.disabled}
      @change=${({ currentTarget }: Event) =>
        (element.voice = (currentTarget as HTMLSelectElement).value || undefined)}
    >
      ${['', ...voices].map(
        (voice) =>
          html`<option value=${voice} .selected=${voice === chosen}>${voice || terms.anyVoice}</option>`,
      )}
    </select>
  </label>`;
};
