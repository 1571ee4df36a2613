import { type JSX, Show } from 'solid-js';
import type { QualityReport, ReportFilter } from '../../api/reports/contract.ts';
import { useSession } from '../session/session.tsx';
import { Figure, FigureCard } from '../ui/figure.tsx';
import { number, percent } from '../ui/format.ts';
import { t } from '../words/words.ts';
import { useLastCalibration } from './data.ts';
import { agreementOf, coverageBp, evaluationsHref } from './view.ts';

type Props = { report: QualityReport; filter: ReportFilter };

export function FiguresRow(props: Props): JSX.Element {
  return (
    <section
      aria-label={t('quality.figures')}
      class="sheet grid grid-cols-5 divide-x divide-line overflow-hidden max-lg:grid-cols-2 max-lg:divide-x-0 max-sm:!grid-cols-1 print:grid-cols-5"
    >
      <ScoreCard {...props} />
      <CriticalCard {...props} />
      <AgreementCard />
      <CoverageCard {...props} />
      <TasksCard {...props} />
    </section>
  );
}

function ScoreCard(props: Props): JSX.Element {
  const figures = () => props.report.figures;
  const estimate = () => figures().estimate;
  return (
    <FigureCard
      label={t('quality.score')}
      href={evaluationsHref(props.filter, { kind: 'random' })}
      figure={
        <Saying few={estimate().notEnough}>
          <Figure
            size="large"
            value={estimate().notEnough ? null : mean(estimate()).mean_bp}
            margin={estimate().notEnough ? null : mean(estimate()).half_width_bp}
            n={estimate().n}
          />
        </Saying>
      }
      note={
        estimate().notEnough
          ? t('quality.fewReviews', { n: estimate().n, needed: few(estimate()).needed })
          : `${t('quality.n', { n: number(estimate().n) })}${figures().targeted > 0 ? ` · ${t('quality.chosenToo', figures().targeted)}` : ''}`
      }
    />
  );
}

function CriticalCard(props: Props): JSX.Element {
  const figures = () => props.report.figures;
  const rate = () => figures().critical_rate;
  return (
    <FigureCard
      label={t('quality.critical')}
      href={evaluationsHref(props.filter, { kind: 'random', critical: 'true' })}
      figure={
        <Saying few={rate().notEnough}>
          <Range
            value={percent(share(rate()).share_bp)}
            low={percent(share(rate()).low_bp)}
            high={percent(share(rate()).high_bp)}
          />
        </Saying>
      }
      note={
        rate().notEnough
          ? t('quality.fewReviews', { n: rate().n, needed: few(rate()).needed })
          : t('quality.criticalOf', {
              count: Math.round((share(rate()).share_bp * rate().n) / 10_000),
              n: rate().n,
            })
      }
    />
  );
}

function AgreementCard(): JSX.Element {
  const session = useSession();
  const last = useLastCalibration(() => session.may('calibration:manage'));
  const agreement = () => agreementOf(last.data ?? null);
  return <FigureCard label={t('quality.agreement')} href="/calibration" {...agreementWords(agreement())} />;
}

function CoverageCard(props: Props): JSX.Element {
  const figures = () => props.report.figures;
  const coverage = () => coverageBp(figures());
  return (
    <FigureCard
      label={t('quality.reviewed')}
      href={evaluationsHref(props.filter, { kind: 'random' })}
      figure={
        <Show when={coverage() !== null} fallback={<Words>{t('quality.noInteractions')}</Words>}>
          <span class="num">{percent(coverage() ?? 0)}</span>
        </Show>
      }
      note={t('quality.reviewedOf', {
        reviewed: number(figures().coverage.reviewed),
        all: number(figures().coverage.interactions),
      })}
    />
  );
}

function TasksCard(props: Props): JSX.Element {
  const figures = () => props.report.figures;
  const open = () =>
    [
      figures().overdue_tasks > 0 ? t('quality.overdue', figures().overdue_tasks) : '',
      figures().proposed_tasks > 0 ? t('quality.proposed', figures().proposed_tasks) : '',
    ]
      .filter(Boolean)
      .join(' · ');
  return (
    <FigureCard
      label={t('quality.open')}
      href="/coaching"
      figure={<span class="num">{number(figures().open_tasks)}</span>}
      note={open() || ' '}
    />
  );
}

type Estimate = QualityReport['figures']['estimate'];
type Rate = QualityReport['figures']['critical_rate'];
const NO_MEAN = { mean_bp: 0, half_width_bp: 0, low_bp: 0, high_bp: 0 };
const mean = (estimate: Estimate) => (estimate.notEnough ? NO_MEAN : estimate);
const share = (rate: Rate) => (rate.notEnough ? { share_bp: 0, low_bp: 0, high_bp: 0 } : rate);
const few = (one: Estimate | Rate) => (one.notEnough ? one : { needed: 0 });

/** In the place of a figure that cannot be said. */
function Words(props: { children: JSX.Element }): JSX.Element {
  return (
    <span class="block py-0.5 text-read leading-snug font-medium tracking-normal text-ink-3">{props.children}</span>
  );
}

function Saying(props: { few: boolean; children: JSX.Element }): JSX.Element {
  return (
    <Show when={!props.few} fallback={<Words>{t('quality.notEnough')}</Words>}>
      {props.children}
    </Show>
  );
}

/** A figure with the ends of its interval. */
function Range(props: { value: string; low: string; high: string }): JSX.Element {
  return (
    <span class="num">
      <span class="whitespace-nowrap">{props.value}</span>{' '}
      <span class="text-small font-medium tracking-normal whitespace-nowrap text-ink-3">
        {props.low} – {props.high}
      </span>
    </span>
  );
}

function agreementWords(agreement: ReturnType<typeof agreementOf>): { figure: JSX.Element; note: JSX.Element } {
  switch (agreement.kind) {
    case 'none':
      return { figure: <Words>{t('quality.notEnough')}</Words>, note: t('quality.noCalibration') };
    case 'too-few':
      return {
        figure: <Words>{t('quality.notEnough')}</Words>,
        note: t('quality.fewUnits', { n: agreement.units, needed: agreement.needed }),
      };
    case 'alpha':
      return {
        figure: (
          <Range
            value={`α ${number(agreement.alpha, 2)}`}
            low={number(agreement.low, 2)}
            high={number(agreement.high, 2)}
          />
        ),
        note: `${t('quality.medianOf', agreement.criteria)} · ${t('quality.calibrations', agreement.calibrations)}`,
      };
  }
}
