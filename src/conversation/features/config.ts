/** What is needed only where a page configures the session by more than attributes, or changes it while it runs. */
export { readConfig } from '../../core/config-reading.ts';
export { fillInstruction } from '../../core/instruction.ts';
export { askFor, contextMessages, seedMessages } from '../context-messages.ts';
export { declarationsOf } from '../../tools/declarations.ts';
export { settingsMessages } from '../settings-update.ts';
export { lineTo } from '../other-line.ts';
