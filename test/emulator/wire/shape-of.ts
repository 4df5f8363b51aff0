/** Values that belong to the shape: they say what a message is, not what is in it. */
const TELLING = /\.(mimeType|modality|timeLeft)$/;
/** Forms of ids that differ from model to model. */
const ID_FORMS: readonly (readonly [name: string, form: RegExp])[] = [
  ['fc', /^fc_\d{19}$/],
  ['function-call', /^function-call-\d{19}$/],
  ['uuid', /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/],
];

const idForm = (id: string): string => ID_FORMS.find(([, form]) => form.test(id))?.[0] ?? 'unknown';

const pathsIn = (value: unknown, path: string): readonly string[] => {
  if (Array.isArray(value)) return value.flatMap((item) => pathsIn(item, `${path}[]`));
  if (typeof value === 'object' && value !== null && !path.endsWith('.args')) {
    const inside = Object.entries(value).flatMap(([name, inner]) =>
      pathsIn(inner, path === '' ? name : `${path}.${name}`),
    );
    return inside.length > 0 ? inside : [path];
  }
  if (TELLING.test(path)) return [`${path}=${String(value)}`];
  return [path.endsWith('.id') ? `${path}=${idForm(String(value))}` : path];
};

/**
 * What a sequence of messages looks like: the fields of each in their order, with forms in the place of values. Messages of
 * one look that follow each other are one: how many pieces an answer has is chance.
 */
export const shapeOf = (messages: readonly object[]): readonly string[] => {
  const shapes = messages.map((message) => pathsIn(message, '').join(' '));
  return shapes.filter((shape, index) => shape !== shapes[index - 1]);
};
