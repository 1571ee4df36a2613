// The pages of the rail, in the order of the work. A person sees those their roles allow and no others. Add yours with
// its route: the permission is the one named in routes.tsx, the name a key of the words.
import type { Component } from 'solid-js';
import type { Permission } from '../../scorecards/access.ts';
import type { Key } from '../words/words.ts';

export type RailEntry = {
  path: string;
  name: Key;
  permission: Permission;
  /** Only for people of one of these roles: a permission held for another reason does not put it in their rail. */
  roles?: readonly ('agent' | 'reviewer' | 'coach' | 'manager' | 'administrator')[];
  icon: Component<{ class?: string; 'aria-hidden'?: 'true' }>;
};

export const RAIL: readonly RailEntry[] = [];
