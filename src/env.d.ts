/** A script file, bundled into one self-contained minified script, as text. See build/text-modules.ts. */
declare module '*?text' {
  const text: string;
  export default text;
}

/** The files of a CDN build by chunk name, written by build/cdn.ts. */
declare module 'virtual:chunks' {
  const chunks: Readonly<Record<string, { readonly file: string; readonly integrity: string }>>;
  export default chunks;
}
