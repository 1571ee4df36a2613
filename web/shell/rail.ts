// The pages of the rail, in the order of the work. People see those their roles allow. Add yours with its route: the
// permission is the one in routes.tsx, the name a key of the words.
import AudioLines from 'lucide-solid/icons/audio-lines';
import ChartColumn from 'lucide-solid/icons/chart-column';
import ClipboardCheck from 'lucide-solid/icons/clipboard-check';
import Dices from 'lucide-solid/icons/dices';
import FileText from 'lucide-solid/icons/file-text';
import ListTodo from 'lucide-solid/icons/list-todo';
import MessageSquare from 'lucide-solid/icons/message-square';
import MessageSquareText from 'lucide-solid/icons/message-square-text';
import Phone from 'lucide-solid/icons/phone';
import Scale from 'lucide-solid/icons/scale';
import ScrollText from 'lucide-solid/icons/scroll-text';
import Target from 'lucide-solid/icons/target';
import Users from 'lucide-solid/icons/users';
import type { Component } from 'solid-js';
import type { Permission } from '../../scorecards/people/access.ts';
import type { Key } from '../words/words.ts';

export type RailEntry = {
  path: string;
  name: Key;
  permission: Permission;
  /** Only for people of one of these roles: a permission held for another reason does not put it in their rail. */
  roles?: readonly ('agent' | 'reviewer' | 'coach' | 'manager' | 'administrator')[];
  icon: Component<{ class?: string; 'aria-hidden'?: 'true' }>;
};

export const RAIL: readonly RailEntry[] = [
  { path: '/reviews', name: 'queue.title', permission: 'reviews:work', icon: ListTodo },
  {
    path: '/feedback',
    name: 'feedback.mine',
    permission: 'evaluations:read',
    roles: ['agent'],
    icon: MessageSquareText,
  },
  { path: '/plan', name: 'plan.title', permission: 'coaching:read', roles: ['agent'], icon: Target },
  { path: '/interactions', name: 'interactions.rail', permission: 'interactions:read', icon: Phone },
  { path: '/coaching', name: 'coaching.title', permission: 'coaching:work', icon: MessageSquare },
  {
    path: '/evaluations',
    name: 'evaluations.title',
    permission: 'evaluations:read',
    roles: ['coach', 'manager'],
    icon: ClipboardCheck,
  },
  { path: '/quality', name: 'quality.title', permission: 'reports:read', icon: ChartColumn },
  { path: '/calibration', name: 'calibration.title', permission: 'calibration:manage', icon: Scale },
  { path: '/sampling', name: 'samples.title', permission: 'samples:read', icon: Dices },
  { path: '/scorecards', name: 'scorecards.title', permission: 'scorecards:read', icon: FileText },
  { path: '/speech', name: 'speech.title', permission: 'speech:read', icon: AudioLines },
  { path: '/people', name: 'members.title', permission: 'people:manage', icon: Users },
  { path: '/events', name: 'events.title', permission: 'events:read', icon: ScrollText },
];
