/**
 * The name alone: without `models/` or the path of a resource (`projects/…/models/x`, `publishers/google/models/x`), in whatever
 * form a page or a host wrote it.
 */
export const bareModelName = (model: string): string => model.slice(model.lastIndexOf('/') + 1);
