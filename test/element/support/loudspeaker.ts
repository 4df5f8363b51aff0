type Connect = (this: AudioNode, target: AudioNode | AudioParam, ...rest: number[]) => unknown;

/** What the element plays, as one who sits in the same room has it: all that it connects to a destination, and nothing else. */
export class Loudspeaker {
  /** The contexts that play, and the nodes that they play through. */
  readonly outlets: AudioNode[] = [];
  /** Contexts of which sound leaves as a stream: not every browser's canceller hears what such a one plays. */
  readonly detours: BaseAudioContext[] = [];
  readonly #undo: () => void;

  /** To be made before the element starts; `onSound` is given each of its contexts' sound. */
  constructor(onSound: (stream: MediaStream) => void) {
    const connect = Reflect.get(AudioNode.prototype, 'connect') as Connect;
    const note = (node: AudioNode): void => {
      this.outlets.push(node);
      const out = new MediaStreamAudioDestinationNode(node.context as AudioContext, { channelCount: 1 });
      connect.call(node, out);
      onSound(out.stream);
    };
    const { detours } = this;
    const heard: Connect = function (target, ...rest) {
      if (target === this.context.destination) note(this);
      if (target instanceof MediaStreamAudioDestinationNode) detours.push(this.context);
      return connect.call(this, target, ...rest);
    };
    Object.assign(AudioNode.prototype, { connect: heard });
    this.#undo = () => Object.assign(AudioNode.prototype, { connect });
  }

  /** Gives the page its own function back. */
  close(): void {
    this.#undo();
  }
}
