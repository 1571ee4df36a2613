/** The levels of a post. What they are called, and what is seen at each, the organisation's framework says. */
export const LEVELS = ['junior', 'intermediate', 'senior', 'expert'] as const;
export type Level = (typeof LEVELS)[number];

/** The next level up; expert stays expert. */
export const levelAfter = (level: Level): Level => LEVELS[LEVELS.indexOf(level) + 1] ?? 'expert';
