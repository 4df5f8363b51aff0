import { writeFileSync } from 'node:fs';
import { analyze } from '../build/manifest.ts';
import { path } from '../build/paths.ts';

// `npm run manifest`: custom-elements.json from the sources' doc comments.
writeFileSync(path('custom-elements.json'), await analyze());
