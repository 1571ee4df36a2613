import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readWavHeader, readWavSamples } from '../../../transcription/sound/wav.ts';
import { chunk, memoryBytes, pcm16, type WavShape, wavFile } from '../sounds.ts';

async function read(file: Uint8Array): Promise<number[][]> {
  const source = memoryBytes(file);
  const header = await readWavHeader(source);
  const channels: number[][] = Array.from({ length: header.channels }, () => []);
  for await (const block of readWavSamples(source, header)) {
    for (const [c, samples] of block.entries()) channels[c]?.push(...samples);
  }
  return channels;
}

const le = (bytes: number, ...values: number[]): Uint8Array =>
  Uint8Array.from(
    values.flatMap((value) => Array.from({ length: bytes }, (_, i) => Math.floor(value / 256 ** i) & 255)),
  );

const ascii = (text: string): number[] => [...text].map((sign) => sign.charCodeAt(0));

describe('a WAV file', () => {
  it.each<[string, Uint8Array, WavShape, number[]]>([
    ['8 bits, unsigned', Uint8Array.of(128, 255, 0), { bits: 8 }, [0, 127 / 128, -1]],
    ['16 bits', le(2, 0, 16_384, 0x8000), { bits: 16 }, [0, 0.5, -1]],
    ['24 bits', le(3, 0, 0x400000, 0x800000, 0xffffff), { bits: 24 }, [0, 0.5, -1, -1 / 8_388_608]],
    ['32 bits', le(4, 0, 0x40000000, 0x80000000), { bits: 32 }, [0, 0.5, -1]],
    ['32-bit floats', new Uint8Array(Float32Array.of(0, 0.5, -1).buffer), { tag: 3, bits: 32 }, [0, 0.5, -1]],
    ['64-bit floats', new Uint8Array(Float64Array.of(0, 0.5, -2).buffer), { tag: 3, bits: 64 }, [0, 0.5, -1]],
  ])('is read with %s', async (_, data, shape, expected) => {
    expect((await read(wavFile(data, shape)))[0]).toEqual(expected);
  });

  // ITU-T G.711 tables 2a and 1a, scaled from 14 and 13 bits to 16.
  it('gives µ-law its values of G.711', async () => {
    const [samples] = await read(wavFile(Uint8Array.of(0x00, 0x7f, 0x80, 0xff, 0xf0), { tag: 7, bits: 8 }));
    expect(samples?.map((s) => Math.round(s * 32_768))).toEqual([-32_124, -0, 32_124, 0, 120]);
  });

  it('gives A-law its values of G.711', async () => {
    const [samples] = await read(wavFile(Uint8Array.of(0xd5, 0x55, 0xaa, 0x2a, 0x85), { tag: 6, bits: 8 }));
    expect(samples?.map((s) => Math.round(s * 32_768))).toEqual([8, -8, 32_256, -32_256, 4224]);
  });

  it('keeps its channels separate', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.integer({ min: -32_000, max: 32_000 }), fc.integer({ min: -32_000, max: 32_000 }))),
        async (frames) => {
          const file = wavFile(
            pcm16(
              frames.map(([l]) => l / 32_767),
              frames.map(([, r]) => r / 32_767),
            ),
            { channels: 2 },
          );
          const [left, right] = await read(file);
          expect(left?.map((s) => Math.round(s * 32_768))).toEqual(frames.map(([l]) => l));
          expect(right?.map((s) => Math.round(s * 32_768))).toEqual(frames.map(([, r]) => r));
        },
      ),
    );
  });

  it.each([0, 0xffffffff, 0x7ffff000, 0x80000000, 1_000_000])(
    'is read to its end when its length is claimed to be %d',
    async (claim) => {
      expect((await read(wavFile(pcm16([0.1, 0.2, 0.3]), { claim })))[0]).toHaveLength(3);
    },
  );

  it('is read to its end when its header was written long before', async () => {
    const loud = Float32Array.from({ length: 4000 }, (_, i) => 0.9 * Math.sin(i / 3));
    for (const claim of [2, 48, 1000, 3999, 4000]) {
      expect((await read(wavFile(pcm16(loud), { claim })))[0], `${claim}`).toHaveLength(4000);
    }
  });

  it('may hold its samples in several chunks, of odd lengths and with others between them', async () => {
    const samples = pcm16(Float32Array.from({ length: 3000 }, (_, i) => i / 3000));
    const first = wavFile(samples.slice(0, 1001));
    const file = Uint8Array.from([
      ...[...first, 0],
      ...chunk('LIST', new Uint8Array(4)),
      ...[...chunk('data', samples.slice(1001, 2000)), 0],
      ...chunk('data', samples.slice(2000)),
    ]);
    const [heard] = await read(file);
    expect(heard).toEqual((await read(wavFile(samples)))[0]);
  });

  it('may hold them in a list of waves', async () => {
    const [head, data] = [wavFile(new Uint8Array(0)).slice(0, 36), pcm16([0.1, 0.2])];
    const list = chunk('LIST', Uint8Array.from([...ascii('wavl'), ...chunk('data', data), ...chunk('data', data)]));
    expect((await read(Uint8Array.from([...head, ...list])))[0]).toHaveLength(4);
  });

  it('continues with a second file that follows it', async () => {
    const one = wavFile(pcm16([0.1, 0.2, 0.3]));
    expect((await read(Uint8Array.from([...one, ...one])))[0]).toHaveLength(6);
  });

  it('says how much it did not read where the second file has another format', async () => {
    const one = wavFile(pcm16([0.1, 0.2, 0.3]));
    const other = wavFile(pcm16([0.1, 0.2, 0.3]), { rate: 16_000 });
    const header = await readWavHeader(memoryBytes(Uint8Array.from([...one, ...other])));
    expect(header).toMatchObject({ data: [{ start: 44, bytes: 6 }], unread_bytes: other.length - 12 });
  });

  it('leaves a little rubbish behind its samples alone, and metadata however long', async () => {
    const sound = pcm16(new Float32Array(8000).fill(0.5));
    const tail = Uint8Array.from([...ascii('TAG'), ...new Uint8Array(125)]);
    for (const behind of [tail, new Uint8Array(3000), chunk('LIST', new Uint8Array(20_000))]) {
      expect((await read(Uint8Array.from([...wavFile(sound), ...behind])))[0]).toHaveLength(8000);
    }
  });

  it('is empty when its samples take 0 bytes and other chunks follow', async () => {
    const file = wavFile(new Uint8Array(0));
    const tail = chunk('LIST', new Uint8Array(26));
    expect((await read(Uint8Array.from([...file, ...tail])))[0]).toEqual([]);
  });

  it('loses only half a frame if truncated', async () => {
    const file = wavFile(pcm16([0.1, 0.2, 0.3], [0.1, 0.2, 0.3]), { channels: 2 });
    expect((await read(file.slice(0, -3)))[0]).toHaveLength(2);
  });

  it('may hold other chunks first, odd ones with or without their padding', async () => {
    const odd = chunk('note', Uint8Array.of(1, 2, 3));
    for (const before of [odd, Uint8Array.from([...odd, 0])]) {
      expect((await read(wavFile(pcm16([0.5, 0.5]), { before })))[0]).toHaveLength(2);
    }
  });

  it('may hold its samples before its format', async () => {
    const whole = wavFile(pcm16([0.5, -0.5]));
    const swapped = Uint8Array.from([...whole.slice(0, 12), ...whole.slice(36), ...whole.slice(12, 36)]);
    expect((await read(swapped))[0]).toHaveLength(2);
  });

  it('may be extensible, and larger than 4 GB', async () => {
    const fmt = new Uint8Array(40);
    fmt.set([0xfe, 0xff, 1, 0, 0x40, 0x1f, 0, 0, 0x80, 0x3e, 0, 0, 2, 0, 16, 0, 22, 0, 16, 0, 0, 0, 0, 0, 1, 0]);
    const sizes = new Uint8Array(28);
    new DataView(sizes.buffer).setBigUint64(8, 4n, true);
    const data = chunk('data', pcm16([0.5, 0.5, 0.5, 0.5]));
    data.set([255, 255, 255, 255], 4);
    const head = new TextEncoder().encode('RF64xxxxWAVE');
    const file = Uint8Array.from([...head, ...chunk('ds64', sizes), ...chunk('fmt ', fmt), ...data]);
    expect((await read(file))[0]).toHaveLength(2);
  });

  it('takes a length that no file can have for none', async () => {
    for (const claimed of [0n, 2n ** 63n, 2n ** 64n - 1n]) {
      const sizes = new Uint8Array(28);
      new DataView(sizes.buffer).setBigUint64(8, claimed, true);
      const wav = wavFile(pcm16([0.5, 0.5]), { claim: 0xffffffff });
      const file = Uint8Array.from([
        ...new TextEncoder().encode('RF64xxxxWAVE'),
        ...chunk('ds64', sizes),
        ...wav.slice(12),
      ]);
      expect(await readWavHeader(memoryBytes(file))).toMatchObject({ data: [{ bytes: null }] });
      expect((await read(file))[0]).toHaveLength(2);
    }
  });

  it('in the other byte order is left to another decoder', async () => {
    const file = wavFile(pcm16([0.5]));
    file.set(new TextEncoder().encode('RIFX'));
    expect(await readWavHeader(memoryBytes(file))).toMatchObject({ encoding: 'other' });
  });

  it('leaves codecs that are not its own to another decoder', async () => {
    const header = await readWavHeader(memoryBytes(wavFile(new Uint8Array(65), { tag: 0x31, bits: 0 })));
    expect(header).toMatchObject({ encoding: 'other', tag: 0x31 });
  });

  it.each([
    ['cut inside its header', wavFile(pcm16([0.5])).slice(0, 20)],
    ['without a format', Uint8Array.from([...wavFile(pcm16([0.5])).slice(0, 12), ...chunk('data', new Uint8Array(8))])],
    ['without samples', wavFile(pcm16([0.5])).slice(0, 36)],
    ['with no channels', wavFile(pcm16([0.5]), { channels: 0 })],
    ['with a rate of 0', wavFile(pcm16([0.5]), { rate: 0 })],
  ])('is damaged %s', async (_, file) => {
    await expect(readWavHeader(memoryBytes(file))).rejects.toMatchObject({ code: 'damaged' });
  });

  it('is read or refused, whatever bytes follow the header', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (rest) => {
        const file = Uint8Array.from([...new TextEncoder().encode('RIFFxxxxWAVE'), ...rest]);
        const error = await readWavHeader(memoryBytes(file)).then(
          () => null,
          (e) => e,
        );
        expect(error === null || error.code === 'damaged').toBe(true);
      }),
    );
  });
});
