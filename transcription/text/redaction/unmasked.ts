// When masking is switched off, everyone who reads what it would hide is informed: which types, since when, by whom and
// why.

import { z } from 'zod';
import type { PersonalDataKind } from './kinds.ts';
import { MASKED_BY_DEFAULT, maskedKinds } from './masking.ts';

/** Who last had less masked, when (ISO 8601) and why. */
export const Unmasking = z.object({ at: z.string(), by: z.string(), reason: z.string() });
export type Unmasking = z.infer<typeof Unmasking>;

/** Kinds the product masks by itself and this organisation does not. `told` is null where nobody had to say why yet. */
export type MaskingOff = { kinds: PersonalDataKind[]; everything: boolean; decision: Unmasking | null };

/** What an organisation's settings switch off; null if everything masked by default is masked. */
export function maskingOff(settings: { mask?: readonly PersonalDataKind[]; unmasked?: Unmasking }): MaskingOff | null {
  const masked = maskedKinds(settings);
  const kinds = MASKED_BY_DEFAULT.filter((kind) => !masked.includes(kind));
  if (kinds.length === 0) return null;
  return { kinds, everything: masked.length === 0, decision: settings.unmasked ?? null };
}
