import { cleanup, fireEvent, render, waitFor } from '@solidjs/testing-library';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { besideOf, forgetBeside, lay, lookAgain, sendAlong } from '../../../web/interactions/beside.ts';
import { BesideLine, StrayTranscripts } from '../../../web/interactions/beside-panel.tsx';
import { showLanguage } from '../../../web/words/words.ts';

const VTT = 'WEBVTT\n\n00:01.000 --> 00:02.000\n<v Agent>Hello.\n';
const answers: (() => Response)[] = [];

const sent: string[] = [];

/** Stands in for the network: answers what the test has laid out. */
async function network(_address: URL | RequestInfo, init?: RequestInit): Promise<Response> {
  sent.push(`${init?.body}`);
  return (answers.shift() ?? (() => Response.error()))();
}

beforeAll(() => void vi.stubGlobal('fetch', network));
afterEach(() => {
  cleanup();
  forgetBeside();
  answers.length = 0;
});
afterAll(() => void vi.unstubAllGlobals());

const refused = () =>
  Response.json({ code: 'transcript-json', params: { line: 7 }, message: '', detail: null }, { status: 422 });
const taken = () =>
  Response.json({ outcome: 'created', revision: 1, format: 'vtt', language: 'en', turns: 12, reordered: 2 });

describe('the line under a recording', () => {
  it('is not there without a transcript', async () => {
    await showLanguage('en');
    expect(render(() => <BesideLine recording="call1.wav" />).container.textContent).toBe('');
  });

  it('says that the transcript follows, why it was refused, and what was imported on the next attempt', async () => {
    await showLanguage('en');
    lay(new File([VTT], 'call1.vtt'));
    const page = render(() => <BesideLine recording="call1.wav" />);
    expect(page.getByRole('status').textContent).toBe('Imported after the recording');
    answers.push(refused, taken);
    await sendAlong('call1.wav', 'int_1');
    expect(page.getByRole('status').textContent).toContain('incomplete or invalid at line 7');
    fireEvent.click(page.getByRole('button', { name: 'Try again: call1.vtt' }));
    await waitFor(() => expect(page.getByRole('status').textContent).toContain('12 turns imported'));
    expect(page.getByRole('status').textContent).toContain('2 segments sorted by time');
  });

  it('shows how the file was read before anything is sent, in both languages', async () => {
    await showLanguage('en');
    const text = `${VTT}\n00:03.000 --> 00:05.000\n<v Ravi Patel>My parcel.\n\n00:06.000 --> 00:07.000\n[Music]\n`;
    const bytes = new Uint16Array([0xfeff, ...Array.from(text, (one) => one.charCodeAt(0))]);
    lay(new File([bytes], 'call1.vtt'));
    const page = render(() => <BesideLine recording="call1.wav" />);
    await waitFor(() => expect(page.container.textContent).toContain('WebVTT · UTF-16LE · 2 segments, 0:01 – 0:05'));
    expect(page.container.textContent).toContain('Agent: Agent · Ravi Patel: Customer · 1 non-speech sound left out');
    await showLanguage('zh');
    await waitFor(() => expect(page.container.textContent).toContain('2 段，0:01 – 0:05'));
    expect(page.container.textContent).toContain('略去 1 处非语音标记');
  });

  it('shows how a transcript reads whose encoding is a guess, and sends it in the one that was chosen', async () => {
    await showLanguage('en');
    // Dvořák in Windows-1250 is Dvoøák in Windows-1252.
    const hex = `${Buffer.from(VTT.replace('Hello.', '')).toString('hex').slice(0, -2)}44766ff8e16b0a`;
    lay(new File([Uint8Array.from(Buffer.from(hex, 'hex'))], 'call1.vtt'));
    const page = render(() => <BesideLine recording="call1.wav" />);
    await waitFor(() => expect(page.container.textContent).toContain('Dvoøák'));
    expect(page.container.textContent).toContain('Guessed. Check that the text is readable.');
    await lookAgain(besideOf('call1.wav')!.key, 'windows-1250');
    await waitFor(() => expect(page.container.textContent).toContain('Dvořák'));
    expect(page.container.textContent).not.toContain('A guess');
    answers.push(taken);
    await sendAlong('call1.wav', 'int_1');
    expect(sent.at(-1)).toContain('Dvořák');
  });

  it('says before anything is sent why a transcript cannot be read', async () => {
    await showLanguage('en');
    lay(new File(['WEBVTT\n\n00:03.000 --> 00:02.000\nHello.\n'], 'call1.vtt'));
    const page = render(() => <BesideLine recording="call1.wav" />);
    await waitFor(() => expect(page.container.textContent).toContain('Line 3 of the transcript'));
  });

  it('speaks Chinese', async () => {
    await showLanguage('zh');
    lay(new File([VTT], 'call1.vtt'));
    const page = render(() => <BesideLine recording="call1.wav" />);
    answers.push(taken);
    await sendAlong('call1.wav', 'int_1');
    expect(page.getByRole('status').textContent).toContain('已导入 12 段发言');
  });
});

describe('transcripts without a recording', () => {
  it('are listed, and can be taken out', async () => {
    await showLanguage('en');
    lay(new File([VTT], 'alone.vtt'));
    const page = render(() => <StrayTranscripts />);
    expect(page.getByRole('region', { name: 'Transcripts without a recording' }).textContent).toContain('alone.vtt');
    fireEvent.click(page.getByRole('button', { name: 'Remove alone.vtt' }));
    expect(page.container.textContent).toBe('');
  });
});
