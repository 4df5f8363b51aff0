/** Marks a style sheet for the build, which takes the white space out. */
const sheet = ([text]: TemplateStringsArray): string => text ?? '';

const TEXT = sheet`
  :host(:state(user-speaking)) .status::after {
    content: '';
    display: inline-block;
    margin-inline: 0.5em -1em;
    border: 0.25em solid var(--_accent);
    border-radius: 50%;
  }
  .heading,
  .state,
  .thought,
  .preview p,
  .usage {
    color: var(--_muted);
    font-size: 0.8125em;
  }
  .call {
    display: flex;
    align-items: center;
    align-self: flex-start;
    gap: 0.5em;
    max-inline-size: 92%;
    padding: 0.25em 0.75em;
    border: 1px solid var(--_border);
    border-radius: 1.5em;
    font-size: 0.875em;
  }
  .call .state {
    font-size: 1em;
    white-space: nowrap;
  }
  .call[data-state='done'] .icon {
    color: var(--_accent);
  }
  .call[data-state='failed'] .icon {
    color: var(--_danger);
  }
  .call[data-state='cancelled'] .name {
    text-decoration: line-through;
  }
  .call[data-state='running'] .icon {
    animation: extras-turn 4s linear infinite;
  }
  @keyframes extras-turn {
    to {
      rotate: 1turn;
    }
  }
  summary {
    display: list-item;
    inline-size: fit-content;
    padding-block: 0.25em;
    cursor: pointer;
  }
  .thought-text {
    padding-inline-start: 0.75em;
    border-inline-start: 2px solid var(--_border);
    white-space: pre-wrap;
  }
  .picture {
    align-self: flex-end;
    max-inline-size: min(12em, 60%);
    max-block-size: 9em;
    border: 1px solid var(--_border);
    border-radius: 1em;
    object-fit: cover;
  }
  .sources {
    display: flex;
    flex-wrap: wrap;
    gap: 0.375em 0.5em;
    min-inline-size: 0;
  }
  .sources > :is(.heading, ol, .suggestions) {
    flex: 1 0 100%;
    min-inline-size: 0;
    max-inline-size: 100%;
  }
  .sources ol {
    display: flex;
    flex-direction: column;
    margin: 0;
    padding: 0 0 0 1.5em;
    font-size: 0.875em;
  }
  .sources ol:dir(rtl) {
    padding: 0 1.5em 0 0;
  }
  a {
    color: var(--_accent);
    text-underline-offset: 0.15em;
  }
  .sources li > a {
    display: block;
    padding-block: 0.25em;
  }
  .site {
    color: var(--_muted);
    unicode-bidi: isolate;
  }
  .query {
    padding: 0.375em 0.875em;
    border: 1px solid var(--_border);
    border-radius: 1.5em;
    font-size: 0.875em;
    text-decoration: none;
  }
  /* Whatever stands in there stays in there. */
  .suggestions {
    contain: content;
    max-block-size: 12em;
    overflow: auto;
    border-radius: 0.5em;
  }
  @media (pointer: coarse) {
    summary,
    .sources li > a,
    .query {
      min-block-size: 2.75rem;
      padding-block: 0.6em;
    }
  }
`;

const PANEL = sheet`
  .beside {
    flex: 0 1 auto;
  }
  .preview {
    position: relative;
    display: flex;
    flex-direction: column;
    align-items: center;
    flex: none;
    gap: 0.25em;
    margin: 0;
  }
  .preview video {
    inline-size: 100%;
    max-block-size: 12em;
    border: 1px solid var(--_border);
    border-radius: calc(var(--_radius) * 0.65);
    background: #000;
    object-fit: contain;
  }
  .preview .mirrored {
    scale: -1 1;
  }
  .preview-buttons {
    position: absolute;
    inset-block-start: 0.5em;
    inset-inline-end: 0.5em;
    display: flex;
    gap: 0.5em;
  }
  .preview-buttons button {
    border-color: var(--_border);
    background: var(--_surface);
  }
  .question {
    flex: none;
    align-items: stretch;
    border: 1px solid var(--_accent);
    text-align: start;
  }
  .question-text {
    max-block-size: 10em;
    overflow: auto;
  }
  dl,
  dd {
    margin: 0;
  }
  .question dl {
    display: grid;
    grid-template-columns: fit-content(40%) 1fr;
    gap: 0.25em 0.75em;
    font-size: 0.875em;
  }
  .question dt {
    color: var(--_muted);
  }
  /* In columns, the values stand in line whatever way they run. */
  dl [dir] {
    text-align: match-parent;
  }
  .question p + dl {
    margin-block-start: 0.5em;
  }
  .question .pill {
    flex: 1 0 auto;
    max-inline-size: 100%;
    overflow-wrap: normal;
    border-color: var(--_border);
    background: var(--_surface);
  }
  .sight-buttons {
    display: flex;
    flex-wrap: wrap;
    justify-content: center;
    gap: 0.625em;
  }
  .voice {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: center;
    gap: 0.25em 0.625em;
  }
  select {
    min-block-size: 2.75em;
    max-inline-size: 100%;
    padding-inline: 0.75em;
    border: 1px solid var(--_border);
    border-radius: 1.5em;
    background: var(--_surface);
    color: inherit;
    font: inherit;
  }
  .usage,
  .usage div {
    display: flex;
    flex-wrap: wrap;
    justify-content: center;
    gap: 0 0.375em;
  }
  .usage {
    column-gap: 1em;
    font-variant-numeric: tabular-nums;
  }
  /* Something waits for the visitor's eye: the picture makes room. */
  .stage:has(~ :is(.question, .preview)) {
    flex-direction: row;
    justify-content: flex-start;
    text-align: start;
  }
  .stage:has(~ :is(.question, .preview)) canvas {
    inline-size: 3.5em;
  }
  @media (forced-colors: active) {
    .call .icon {
      color: CanvasText !important;
    }
  }
`;

/** The looks of all that this chunk draws; constructed, so that a page's policy for styles does not matter. */
export const extrasSheet = (): CSSStyleSheet => {
  const made = new CSSStyleSheet();
  made.replaceSync(TEXT + PANEL);
  return made;
};
