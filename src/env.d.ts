/** A script file, bundled into one self-contained minified script, as text. See build/text-modules.ts. */
declare module '*?text' {
  const text: string;
  export default text;
}

/** The files of a CDN build by name, with their hashes (SHA-256, base64), written by build/cdn.ts. */
declare module 'virtual:chunks' {
  const chunks: Readonly<Record<string, string>>;
  export default chunks;
}

/** The same for the chunks that the session's chunk loads. */
declare module 'virtual:features' {
  const hashes: Readonly<Record<string, string>>;
  export default hashes;
}

/** A module of this project, bundled as one function that refers to nothing outside: `build/text-modules.ts`. */
declare module '*?function' {
  const parts: (exports: object) => typeof import('./engine/serve.ts');
  export default parts;
}
