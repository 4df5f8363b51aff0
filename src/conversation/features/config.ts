/** What is needed only where a page configures the session by more than attributes, or changes it while it runs. */
export { readConfig } from '../../core/config-reading.ts';
export { settingsUpdate } from '../settings-update.ts';
