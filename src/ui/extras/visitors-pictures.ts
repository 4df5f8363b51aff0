import type { ExtrasElement } from './contract.ts';

/** At once: more were hardly meant. */
const MAX_FILES = 8;

/** What the panel's own keyboard and pointer bring along. */
interface Intake {
  readonly element: ExtrasElement;
  /** Whether pictures may be given right now. */
  readonly isOpen: () => boolean;
  readonly send: (file: File) => void;
}

/** Of whatever type: a picture may have none, or another's. What is none is refused where it is read, and the visitor is told. */
const filesIn = (data: DataTransfer | null): readonly File[] => [...(data?.files ?? [])].slice(0, MAX_FILES);

/** Within the element's own interface, not in what the page has put into a slot. */
const isOurs = (event: Event, { shadowRoot }: ExtrasElement): boolean => {
  const [target] = event.composedPath();
  return target instanceof Node && target.getRootNode() === shadowRoot;
};

/**
 * Files that are pasted into the text field, or dropped onto the panel: pictures, one hopes. Listens on the element itself, and so
 * for as long as that lives. What also is text (a table of a spreadsheet) is pasted as text.
 */
export const takePictures = ({ element, isOpen, send }: Intake): void => {
  element.addEventListener('paste', (event) => {
    const { clipboardData } = event;
    if (!isOpen() || !isOurs(event, element) || clipboardData?.types.includes('text/plain')) return;
    const files = filesIn(clipboardData);
    if (files.length === 0) return;
    event.preventDefault();
    files.forEach(send);
  });
  const over = (event: DragEvent): void => {
    const { dataTransfer } = event;
    if (!isOpen() || !isOurs(event, element) || !dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    dataTransfer.dropEffect = 'copy';
  };
  element.addEventListener('dragenter', over);
  element.addEventListener('dragover', over);
  element.addEventListener('drop', (event) => {
    if (!isOpen() || !isOurs(event, element)) return;
    const { dataTransfer } = event;
    // Else the browser would leave the page for the file.
    if (dataTransfer?.types.includes('Files')) event.preventDefault();
    filesIn(dataTransfer).forEach(send);
  });
};
