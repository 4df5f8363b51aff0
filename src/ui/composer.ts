import { html, nothing, type TemplateResult } from 'lit';
import { sendIcon } from './icons.ts';
import type { Actions, View } from './view.ts';

/** The text field. Enter sends, Shift+Enter makes a new line; a composition (IME) is never cut short. */
export const renderComposer = (view: View, actions: Actions): TemplateResult | typeof nothing => {
  if (!view.textInput) return nothing;
  const { terms } = view;
  return html`<form
    class="composer"
    part="composer"
    @submit=${(event: SubmitEvent) => submit(event, actions)}
    @keydown=${sendOnEnter}
  >
    <textarea
      part="input"
      name="text"
      rows="1"
      autocomplete="off"
      enterkeyhint="send"
      aria-label=${terms.message}
      placeholder=${terms.messageHint}
      ?disabled=${view.disabled}
    ></textarea>
    <button
      class="round"
      part="button send"
      type="submit"
      aria-label=${terms.send}
      title=${terms.send}
      ?disabled=${view.disabled}
    >
      ${sendIcon()}
    </button>
  </form>`;
};

const sendOnEnter = (event: KeyboardEvent): void => {
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
  if (!(event.target instanceof HTMLTextAreaElement)) return;
  event.preventDefault();
  event.target.form?.requestSubmit();
};

const submit = (event: SubmitEvent, actions: Actions): void => {
  event.preventDefault();
  const form = event.currentTarget as HTMLFormElement;
  const text = new FormData(form).get('text');
  if (typeof text !== 'string' || text.trim() === '') return;
  form.reset();
  actions.sendText(text.trim());
};
