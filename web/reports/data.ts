import type { Accessor } from 'solid-js';
import type { ReportFilter } from '../../api/reports/contract.ts';
import { calibrationClient, call, reportsClient } from '../server/client.ts';
import { useQuery } from '../server/query.ts';

export const useQuality = (filter: Accessor<ReportFilter>) =>
  useQuery(() => ({
    queryKey: ['reports', 'quality', filter()],
    queryFn: () => call(reportsClient.quality.$get({ query: filter() })),
    // The figures of the days before stay while the next ones come.
    placeholderData: (before) => before,
  }));

/** The last calibration that is closed: it knows how far reviewers have agreed so far. */
export const useLastCalibration = (wanted: Accessor<boolean>) =>
  useQuery(() => ({
    queryKey: ['calibration', 'last-closed'],
    queryFn: async () => {
      const { rows } = await call(calibrationClient.index.$get({ query: {} }));
      const last = rows.find((row) => row.closed_at !== null);
      return last ? call(calibrationClient[':id'].$get({ param: { id: last.id } })) : null;
    },
    enabled: wanted(),
  }));
