// How a two-channel recording is heard. Stereo calls are mixed to both ears unless the listener chooses the recorded
// channels or one side, because hours with one voice in one ear are tiring.
import type { AgentChannel } from '../../transcription/transcript/transcript.ts';

export const EARS = ['mixed', 'recorded', 'agent', 'customer'] as const;
/** What reaches the ears of a two-channel recording. */
export type Ear = (typeof EARS)[number];

export type Source = {
  interaction: string;
  /** Of the recording; by default the API's address for the interaction. */
  url?: string;
  /** 2 makes the sides choosable. */
  channels?: number | null;
  agent?: AgentChannel | null;
};
export type Ears = (ear: Ear, source: Source) => void;

/** Made at the first play: a context may only start from something the person did. @returns null where there is no sound */
export function connectEars(audio: HTMLAudioElement): Ears | null {
  if (typeof AudioContext === 'undefined') return null;
  const context = new AudioContext();
  const wake = () => context.state === 'suspended' && void context.resume();
  audio.addEventListener('play', wake);
  const input = context.createMediaElementSource(audio);
  const mono = new GainNode(context, {
    channelCount: 1,
    channelCountMode: 'explicit',
    channelInterpretation: 'speakers',
  });
  const splitter = context.createChannelSplitter(2);
  let ends: AudioNode[] = [];
  return (ear, of) => {
    input.disconnect();
    for (const node of ends) node.disconnect();
    const side = of.channels === 2 && (of.agent === 'left' || of.agent === 'right');
    if (ear === 'recorded') {
      input.connect(context.destination);
      ends = [];
    } else if (ear === 'mixed' || !side) {
      // Two channels become one at half loudness each; both ears get it.
      mono.gain.value = of.channels === 2 ? 1.4 : 1;
      input.connect(mono).connect(context.destination);
      ends = [mono];
    } else {
      const agentIndex = of.agent === 'left' ? 0 : 1;
      const both = new GainNode(context, { channelCount: 1, channelCountMode: 'explicit' });
      input.connect(splitter);
      splitter.connect(both, ear === 'agent' ? agentIndex : 1 - agentIndex);
      both.connect(context.destination);
      ends = [splitter, both];
    }
    wake();
  };
}
