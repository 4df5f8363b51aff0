// Runs in a page under a policy: tries one spoken turn. Plain JavaScript, served as a file.
import { element, run, speak } from './csp-watch.js';

run(async () => {
  await element.start();
  await speak();
});
