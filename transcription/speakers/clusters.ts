// Clusters unit vectors by direction. Initial clusters come from average linkage and from the direction of greatest
// variance; each start is then refined until stable.

export type Vector = Float32Array;

/** Group of each vector, and the groups' centres (unit vectors). */
export type Grouping = { labels: number[]; centres: Vector[] };

/** Numbers of groups at which drawing together stops to look. */
const STOPS = [6, 5, 4, 3, 2];
/** Rounds after which a clustering is accepted; about ten are enough. */
const MOST_ROUNDS = 30;

/** Cosine of two unit vectors. */
export function cosine(a: Vector, b: Vector): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}

/** Their mean as a unit vector; null if there is none. */
function centreOf(vectors: readonly Vector[]): Vector | null {
  const [first] = vectors;
  if (!first) return null;
  const sum = new Float32Array(first.length);
  for (const vector of vectors) for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] ?? 0) + (vector[i] ?? 0);
  return unit(sum);
}

/** @returns every way of settling in two that was found, none twice; fewer than two different vectors have none */
export function splitsInTwo(vectors: readonly Vector[]): Grouping[] {
  const beginnings = [alongSpread(vectors)];
  for (const labels of drawTogether(vectors, STOPS)) {
    // Each of some groups against all others: stray windows must not hide the two voices.
    for (const group of new Set(labels)) beginnings.push(labels.map((label) => (label === group ? 1 : 0)));
  }
  const found = new Map<string, Grouping>();
  for (const labels of beginnings) {
    const grouping = settle(vectors, labels, 2);
    if (grouping) found.set(grouping.labels.map((label) => (label === grouping.labels[0] ? 0 : 1)).join(''), grouping);
  }
  return [...found.values()];
}

/** Moves every vector to the nearest centre until nothing moves (spherical k-means); null where a group runs empty. */
export function settle(vectors: readonly Vector[], labels: readonly number[], groups: number): Grouping | null {
  let now = [...labels];
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const centres = centresOf(vectors, now, groups);
    if (centres === null) return null;
    const next = vectors.map((vector) => nearest(vector, centres));
    const moved = next.some((label, i) => label !== now[i]);
    now = next;
    if (!moved) break;
  }
  const centres = centresOf(vectors, now, groups);
  return centres && { labels: now, centres };
}

/** Index of the centre a vector is nearest to. */
function nearest(vector: Vector, centres: readonly Vector[]): number {
  let best = 0;
  let most = Number.NEGATIVE_INFINITY;
  for (const [i, centre] of centres.entries()) {
    const near = cosine(vector, centre);
    if (near > most) {
      most = near;
      best = i;
    }
  }
  return best;
}

function centresOf(vectors: readonly Vector[], labels: readonly number[], groups: number): Vector[] | null {
  const centres: Vector[] = [];
  for (let group = 0; group < groups; group++) {
    const centre = centreOf(vectors.filter((_, i) => labels[i] === group));
    if (centre === null) return null;
    centres.push(centre);
  }
  return centres;
}

/** The side of the mean on which each vector lies, along the direction of largest spread (by power iteration). */
function alongSpread(vectors: readonly Vector[]): number[] {
  const width = vectors[0]?.length ?? 0;
  const mean = new Float64Array(width);
  for (const vector of vectors) for (let i = 0; i < width; i++) mean[i] = (mean[i] ?? 0) + (vector[i] ?? 0);
  for (let i = 0; i < width; i++) mean[i] = (mean[i] ?? 0) / Math.max(1, vectors.length);
  // Any fixed beginning does; one whose parts differ is not at right angles to what is looked for.
  let direction = Float64Array.from({ length: width }, (_, i) => Math.sin(i + 1));
  const along = (vector: Vector): number => {
    let sum = 0;
    for (let i = 0; i < width; i++) sum += ((vector[i] ?? 0) - (mean[i] ?? 0)) * (direction[i] ?? 0);
    return sum;
  };
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const next = new Float64Array(width);
    for (const vector of vectors) {
      const part = along(vector);
      for (let i = 0; i < width; i++) next[i] = (next[i] ?? 0) + part * ((vector[i] ?? 0) - (mean[i] ?? 0));
    }
    const length = Math.hypot(...next) || 1;
    direction = next.map((value) => value / length);
  }
  return vectors.map((vector) => (along(vector) > 0 ? 1 : 0));
}

/**
 * Average linkage: the two nearest groups become one, again and again.
 * @param stops numbers of groups, falling, at which the labels are taken
 */
function drawTogether(vectors: readonly Vector[], stops: readonly number[]): number[][] {
  const n = vectors.length;
  const near = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      const value = cosine(vectors[i] as Vector, vectors[j] as Vector);
      near[i * n + j] = value;
      near[j * n + i] = value;
    }
  }
  const size = new Float64Array(n).fill(1);
  const group = Array.from({ length: n }, (_, i) => i);
  const alive = Array.from({ length: n }, (_, i) => i);
  const taken: number[][] = [];
  while (alive.length > 1) {
    if (stops.includes(alive.length)) taken.push(group.map((own) => alive.indexOf(own)));
    const [a, b] = nearestPair(near, n, alive);
    const [sizeA, sizeB] = [size[a] ?? 1, size[b] ?? 1];
    for (const other of alive) {
      if (other === a || other === b) continue;
      const mean = ((near[a * n + other] ?? 0) * sizeA + (near[b * n + other] ?? 0) * sizeB) / (sizeA + sizeB);
      near[a * n + other] = mean;
      near[other * n + a] = mean;
    }
    size[a] = sizeA + sizeB;
    for (let i = 0; i < n; i++) if (group[i] === b) group[i] = a;
    alive.splice(alive.indexOf(b), 1);
  }
  return taken;
}

function nearestPair(near: Float64Array, n: number, alive: readonly number[]): [number, number] {
  let [a, b] = [alive[0] ?? 0, alive[1] ?? 0];
  let most = Number.NEGATIVE_INFINITY;
  for (let x = 1; x < alive.length; x++) {
    const row = (alive[x] ?? 0) * n;
    for (let y = 0; y < x; y++) {
      const value = near[row + (alive[y] ?? 0)] ?? 0;
      if (value > most) {
        most = value;
        a = alive[y] ?? 0;
        b = alive[x] ?? 0;
      }
    }
  }
  return [a, b];
}

function unit(vector: Vector): Vector {
  const length = Math.sqrt(cosine(vector, vector));
  return length === 0 ? vector : vector.map((value) => value / length);
}
