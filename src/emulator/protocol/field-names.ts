/** Names in snake case by those in camel case: every frame asks for some of them. All are names of schemas, so few. */
const snakes = new Map<string, string>();

/** A schema's name, as `generationConfig`, in snake case. */
export const snakeOf = (name: string): string => {
  const known = snakes.get(name);
  if (known !== undefined) return known;
  const made = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  snakes.set(name, made);
  return made;
};

/** A name in snake case, as `generation_config`, in camel case; others stay as they are. */
export const camelOf = (name: string): string =>
  name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
