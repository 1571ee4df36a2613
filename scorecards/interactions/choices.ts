/** What a list of interactions is narrowed to by choosing from what there is. */
export const CHOICES = ['agents', 'teams', 'queues', 'languages'] as const;
export type Choice = (typeof CHOICES)[number];
