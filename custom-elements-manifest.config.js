/** A module of the package as its users import it: dist/x.js, not src/x.ts. */
const published = (file) => file.replace(/^\/?src\/(.*)\.ts$/, 'dist/$1.js');

/** Leaves out what is not for users, and rewrites every path to the published file. */
const publish = {
  name: 'publish',
  packageLinkPhase({ customElementsManifest }) {
    const visit = (value) => {
      if (Array.isArray(value)) return value.forEach(visit);
      if (typeof value !== 'object' || value === null) return undefined;
      if (typeof value.path === 'string') value.path = published(value.path);
      if (typeof value.module === 'string') value.module = published(value.module);
      if (Array.isArray(value.members)) {
        value.members = value.members.filter(
          ({ name, privacy }) => privacy === undefined && !name.startsWith('#') && !LIFECYCLE.has(name),
        );
      }
      return Object.values(value).forEach(visit);
    };
    visit(customElementsManifest);
  },
};

/** Members that the platform or Lit calls. */
const LIFECYCLE = new Set([
  'render',
  'update',
  'updated',
  'willUpdate',
  'firstUpdated',
  'shouldUpdate',
  'createRenderRoot',
  'connectedCallback',
  'disconnectedCallback',
  'connectedMoveCallback',
  'adoptedCallback',
  'attributeChangedCallback',
]);

export default {
  globs: ['src/{gemini-live-element,gemini-live-attributes,gemini-live-devices,define,events,errors}.ts'],
  litelement: true,
  packagejson: false,
  plugins: [publish],
};
