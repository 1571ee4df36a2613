// Where a row of the log leads.
import type { EventRow } from '../../api/events/contract.ts';
import type { Permission } from '../../scorecards/people/access.ts';

type Target = { path: string; permission: Permission };

/** The page of the event's subject, or the closest one; null if there is none. */
export function pageOf({ kind, subject, detail }: Pick<EventRow, 'kind' | 'subject' | 'detail'>): Target | null {
  const id = (value: unknown) => (typeof value === 'string' ? encodeURIComponent(value) : null);
  const to = (path: string | null, permission: Permission): Target | null =>
    path === null ? null : { path, permission };
  const under = (path: string, row: string | null) => (row === null ? null : `${path}/${row}`);
  const about = id(subject);
  switch (subject.slice(0, 4)) {
    case 'int_':
      return to(`/interactions/${about}`, 'interactions:read');
    case 'evl_':
      return to(`/feedback/${about}`, 'evaluations:read');
    case 'mem_':
    case 'team':
      return to('/people', 'people:manage');
    case 'pln_':
      return to(`/sampling/${about}`, 'samples:read');
    case 'drw_':
      return to(under('/sampling', id(detail.plan)), 'samples:read');
    case 'cal_':
      return to(`/calibration/${about}`, 'calibration:manage');
    case 'rev_':
      return to(under('/interactions', id(detail.interaction)), 'interactions:read');
    case 'scv_':
      return to(`/scorecards/${id(detail.key)}/${detail.number as number}`, 'scorecards:read');
    case 'org_':
      return kind.startsWith('speech.') ? to('/speech', 'speech:read') : null;
    default:
      return null;
  }
}
