import { serve } from './serve.ts';

/** The engine as a Worker. Built into one self-contained text, since a Worker may import nothing from another origin. */
serve();
